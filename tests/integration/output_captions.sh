# Captions as a track: in every container, at the times of the files beside it, in parts, shards and whole films; off until
# a player is asked for them; drawn into the picture instead.
gptreel=$1

is() { # WHAT GOT WANTED
    if [ "$2" != "$3" ]; then echo "$1: \"$2\", not \"$3\""; exit 1; fi
}
# "1.234 5.678" a caption, as it stands in the file; of MP4, pictures without words are the gaps.
file_times() {
    ffprobe -v error -select_streams s:0 -show_entries packet=pts_time,duration_time,size -of csv=p=0 "$1" |
        awk -F, '$3 > 2 { printf "%.3f %.3f\n", $1, $1 + $2 }'
}
srt_times() {
    tr -d '\r' <"$1" | awk -F'[:, ]' '/-->/ { printf "%.3f %.3f\n", $1 * 3600 + $2 * 60 + $3 + $4 / 1000,
        $6 * 3600 + $7 * 60 + $8 + $9 / 1000 }'
}
words() { ffmpeg -nostdin -v error -i "$1" -map 0:s -f webvtt - | grep -v -e '-->' -e WEBVTT -e '^$'; }
kinds() { ffprobe -v error -show_entries stream=codec_name:stream_disposition=default -of csv=p=0 "$1" | grep -v bin_data | tr '\n' ' '; }

rm -rf out && mkdir out
"$gptreel" render nanogpt --size 90p5 --music none --out out/film
film=out/film/nanogpt/nanogpt
is 'streams' "$(kinds $film.mp4)" 'h264,1 mov_text,0 '
is 'times' "$(file_times $film.mp4)" "$(srt_times $film.srt)"
"$gptreel" captions nanogpt -o film.vtt
is 'words' "$(words $film.mp4)" "$(grep -v -e '-->' -e WEBVTT -e '^$' film.vtt)"
is 'the pictures begin and end' "$(ffprobe -v error -select_streams v -show_entries stream=start_time,nb_frames -of csv=p=0 $film.mp4)" \
    '0.000000,595'

# With sound beside it, in each container; the sound is as long as without.
for format in mp4 prores webm; do
    for captions in track none; do
        "$gptreel" render nanogpt/03_generation --size 90p5 --format $format --captions $captions --out out/$captions
    done
    file=$(cd out/track/nanogpt && ls 03_generation.* | grep -v srt | tail -1)
    "$gptreel" captions nanogpt/03_generation -o scene.srt
    is "$format" "$(file_times out/track/nanogpt/$file)" "$(srt_times scene.srt)"
    is "$format, none" "$(kinds out/none/nanogpt/$file | grep -c -e text -e webvtt)" 0
    is "$format, off" "$(kinds out/track/nanogpt/$file | grep -o -e 'mov_text,.' -e 'webvtt,.' | tail -c 2)" 0
    for what in packet=pts_time,duration_time stream=start_time,duration; do
        is "$format, sound" "$(ffprobe -v error -select_streams a -show_entries $what -of csv=p=0 out/track/nanogpt/$file)" \
            "$(ffprobe -v error -select_streams a -show_entries $what -of csv=p=0 out/none/nanogpt/$file)"
    done
    rm -r out/track out/none
done

# A part has what is said in it, from its own begin; shards give the same file as one program.
"$gptreel" render nanogpt/03_generation --from 4 --to 7 --size 90p5 --music none --out out/part
is 'a part' "$(file_times out/part/nanogpt/03_generation_4-7.mp4 | head -1 | cut -c1-5)" 0.000
is 'a part ends' "$(file_times out/part/nanogpt/03_generation_4-7.mp4 | tail -1 | cut -d' ' -f2)" 3.000
for shard in 1 2; do "$gptreel" render nanogpt --shard $shard/2 --size 90p5 --music none --no-cache --out out/shards; done
"$gptreel" join nanogpt --size 90p5 --music none --out out/shards
cmp out/shards/nanogpt/nanogpt.mp4 $film.mp4

# Drawn into the picture there is no track; where there can be none, that is said.
"$gptreel" render nanogpt/04_outro --to 1 --size 90p5 --music none --captions burn --out out/burn
is 'burned' "$(kinds out/burn/nanogpt/04_outro_0-1.mp4)" 'h264,1 '
if "$gptreel" render nanogpt/04_outro --captions track --format gif --out out 2>error.txt; then exit 1; fi
grep -q -- '--captions track has no meaning with --format gif' error.txt
