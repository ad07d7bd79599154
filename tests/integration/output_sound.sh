# What films sound like, as other programs hear it: the streams, how loud, parts as in the whole, and without.
gptreel=$1

streams() { ffprobe -v error -show_entries stream=codec_name,start_time,duration -of csv=p=0 "$1" |
    grep -v -e bin_data -e mov_text | tr '\n' ' '; }
is() { # WHAT GOT WANTED
    if [ "$2" != "$3" ]; then echo "$1: \"$2\", not \"$3\""; exit 1; fi
}
pcm() { ffmpeg -nostdin -v error -i "$1" -map 0:a -f s16le - | md5sum; }

rm -rf out voice talk && mkdir out
"$gptreel" render nanogpt/02_training --size 90p5 --out out
is 'a scene' "$(streams out/nanogpt/02_training.mp4)" 'h264,0.000000,32.000000 aac,0.000000,32.000000 '
heard=$(ffmpeg -nostdin -hide_banner -nostats -i out/nanogpt/02_training.mp4 -map 0:a -af ebur128=peak=true:framelog=verbose \
    -f null - 2>&1 | awk '$1 == "I:" { lufs = $2 } $1 == "Peak:" { peak = $2 } END { print lufs, peak }')
is 'how loud' "$(echo "$heard" | awk '{ print ($1 >= -14.5 && $1 <= -13.5 && $2 <= -1) }')" 1

# A part sounds as it does in the whole.
"$gptreel" render nanogpt/02_training --size 90p5 --format prores --out out
"$gptreel" render nanogpt/02_training --size 90p5 --format prores --from 5 --to 7 --out out
whole=$(ffmpeg -nostdin -v error -i out/nanogpt/02_training.mov -map 0:a -f s16le - | tail -c +$((5 * 48000 * 4 + 1)) |
    head -c $((2 * 48000 * 4)) | md5sum)
is 'a part' "$(pcm out/nanogpt/02_training_5-7.mov)" "$whole"

# The film is its scenes, one behind the other.
"$gptreel" render nanogpt --size 90p5 --format prores --out out
is 'the film' "$(pcm out/nanogpt/nanogpt.mov)" "$(for scene in 01_architecture 02_training 03_generation 04_outro; do
    ffmpeg -nostdin -v error -i out/nanogpt/$scene.mov -map 0:a -f s16le -
done | md5sum)"

# Without, and where there is none.
"$gptreel" render nanogpt/04_outro --to 1 --size 90p5 --music none --out out/none
is 'no music' "$(streams out/none/nanogpt/04_outro_0-1.mp4)" 'h264,0.000000,1.000000 '
if "$gptreel" render nanogpt/04_outro --to 1 --size 90p5 --format gif --music lofi --out out 2>error.txt; then exit 1; fi
grep -q -- '--music has no meaning with --format gif' error.txt
if GPTREEL_SOUNDFONT=/nonexistent.sf2 "$gptreel" render nanogpt/04_outro --to 1 --size 90p5 --out out/font 2>error.txt; then
    exit 1
fi
grep -q '/nonexistent.sf2 cannot be read as a sound font' error.txt
test ! -e out/font/nanogpt/04_outro_0-1.mp4

# Music from a file, over all of the film: a scene and a part of it sound as they do in the whole.
ffmpeg -nostdin -v error -y -f lavfi -i 'anoisesrc=d=7:r=44100:seed=3:a=0.2' music.flac
"$gptreel" render nanogpt --size 90p5 --format prores --music music.flac --out out/file
"$gptreel" render nanogpt/03_generation --size 90p5 --format prores --music music.flac --from 2 --to 4 --out out/file
before=$(for scene in 01_architecture 02_training; do
    ffprobe -v error -show_entries format=duration -of csv=p=0 out/file/nanogpt/$scene.mov
done | awk '{ s += $1 } END { printf "%d", (s + 2) * 48000 * 4 }')
is 'a part of a file' "$(pcm out/file/nanogpt/03_generation_2-4.mov)" "$(ffmpeg -nostdin -v error -i \
    out/file/nanogpt/nanogpt.mov -map 0:a -f s16le - | tail -c +$((before + 1)) | head -c $((2 * 48000 * 4)) | md5sum)"
for music in lofo none.wav error.txt; do
    if "$gptreel" render nanogpt --size 90p5 --music $music --out out/file 2>error.txt; then exit 1; fi
    is "music $music" "$(wc -l <error.txt)" 1
    grep -q "$music" error.txt
done

# A speaker's recordings: the film's time follows them, and they are heard.
"$gptreel" new talk >/dev/null
cue=$(sed -n 's/.*spoken("\([a-z]*\)".*/\1/p' talk/01_next_token.lua | head -1)
mkdir -p voice/01_next_token
ffmpeg -nostdin -v error -y -f lavfi -i sine=f=300:d=9:r=44100 voice/01_next_token/$cue.wav
length() { "$gptreel" list talk "$@" 2>/dev/null | awk 'NR == 2 { print $2 }'; }
is 'longer' "$(echo "$(length --voice voice) $(length)" | awk '{ print ($1 > $2 + 3) }')" 1
"$gptreel" render talk --voice voice --music none --size 90p5 --out out 2>error.txt
grep -q 'voice/01_next_token has no recording of' error.txt
is 'a voice' "$(streams out/talk/talk.mp4 | grep -c aac)" 1
echo none >voice/01_next_token/other.wav
if "$gptreel" list talk --voice voice 2>error.txt; then exit 1; fi
grep -q 'other.wav cannot be read as a recording' error.txt
if "$gptreel" list talk --voice nowhere 2>error.txt; then exit 1; fi
grep -q 'there is no folder nowhere' error.txt

# A scratch voice: the same bytes each time, and captions and notes follow its time.
"$gptreel" render talk --voice espeak --size 90p5 --format prores --out out/one
"$gptreel" render talk --voice espeak --size 90p5 --format prores --jobs 1 --out out/two
is 'spoken again' "$(pcm out/two/talk/talk.mov)" "$(pcm out/one/talk/talk.mov)"
film=$(ffprobe -v error -show_entries format=duration -of csv=p=0 out/one/talk/talk.mov)
is 'as long' "$(echo "$film $(length --voice espeak)" | awk '{ print ($1 - $2 < 0.25 && $2 - $1 < 0.25) }')" 1
"$gptreel" captions talk --voice espeak -o spoken.srt
"$gptreel" captions talk -o reckoned.srt
if cmp -s spoken.srt reckoned.srt; then echo 'captions do not follow the voice'; exit 1; fi
cmp spoken.srt out/one/talk/talk.srt
"$gptreel" notes talk --voice espeak -o spoken.md
"$gptreel" sheet talk --voice espeak --every 4 --width 64 -o spoken.png
mkdir -p empty/espeak-ng-data
if ESPEAK_DATA_PATH=$PWD/empty "$gptreel" list talk --voice espeak 2>error.txt; then exit 1; fi
grep -q 'install Debian.s package espeak-ng-data' error.txt
is 'one line' "$(wc -l <error.txt)" 1
