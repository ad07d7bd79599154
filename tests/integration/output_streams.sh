# Joined films: what ffprobe tells of the stream of a part, and of its first picture, it tells of the whole, in every
# format that is joined; nothing of the colour is left unsaid.
gptreel=$1

rm -rf out talk && mkdir -p out talk
printf 'return scene("One", function() appear(line("One.")) end)\n' >talk/01_one.lua
printf 'return scene("Two", function() appear(line("Two.")) hold(11) end)\n' >talk/02_two.lua

# Lengths differ, and so does what is counted.
table() { # FILE
    for kind in v a; do
        ffprobe -v error -select_streams $kind -show_streams "$1" |
            grep -vE '^(index|id|duration|duration_ts|bit_rate|nb_frames|TAG:DURATION)=' || true # a film may be silent
    done
    ffprobe -v error -select_streams v -show_frames -read_intervals %+#1 "$1" |
        grep -E '^(pix_fmt|width|height|sample_aspect_ratio|interlaced_frame|color_|chroma_)'
}
alike() { # FORMAT EXTENSION ENCODER
    if ! ffmpeg -v error -encoders | grep -q " $3 "; then
        echo "$3 is missing; $1 is not tested"
        return 0
    fi
    "$gptreel" render talk --size 90p10 --format "$1" --out "out/$1" >said
    for scene in 01_one 02_two; do
        table "out/$1/talk/$scene.$2" >part.txt
        table "out/$1/talk/talk.$2" >whole.txt
        diff part.txt whole.txt || { echo "$1: the film is not what $scene is"; exit 1; }
    done
    if [ "$(grep -cE '^color_(space|transfer|primaries)=bt709$' whole.txt)" != 6 ]; then
        echo "$1: not all of the colour is told"
        cat whole.txt
        exit 1
    fi
    # Nobody waits long for a seek, also where a picture stays.
    ffprobe -v error -select_streams v -show_entries packet=pts_time,flags -of csv=p=0 "out/$1/talk/talk.$2" |
        awk -F, '/K/ { if ($1 - key > 5.001) { print "keyframes at", key, "and", $1; exit 1 } key = $1 } { end = $1 }
            END { if (end - key > 5.001) { print "none from", key, "on"; exit 1 } }' || { echo "$1"; exit 1; }
    if command -v mkvmerge >/dev/null; then
        mkvmerge --quiet -o again.mkv "out/$1/talk/talk.$2" || { echo "mkvmerge cannot read $1"; exit 1; }
    fi
    if command -v gst-discoverer-1.0 >/dev/null; then
        gst-discoverer-1.0 "out/$1/talk/talk.$2" >discovered || { echo "GStreamer cannot read $1"; exit 1; }
    fi
}
alike mp4 mp4 libx264
alike webm webm libvpx-vp9
alike webm-alpha webm libvpx-vp9
alike hevc mp4 libx265
alike av1 mp4 libsvtav1
alike prores mov prores_ks
for reader in mkvmerge gst-discoverer-1.0; do
    command -v $reader >/dev/null || echo "$reader is missing; it has not read the films"
done
test "$(ffprobe -v error -show_entries stream_tags=alpha_mode -of csv=p=0 out/webm-alpha/talk/talk.webm)" = 1

# Television's rates are exact fractions, over all scenes of a film, also where the container counts milliseconds.
for format in mp4 webm prores; do
    "$gptreel" render talk --size 90p29.97 --format $format --out out/broken >said
    file=$(ls out/broken/talk/talk.* | grep -v srt)
    test "$(ffprobe -v error -select_streams v -show_entries stream=r_frame_rate -of csv=p=0 "$file")" = 30000/1001
    ffprobe -v error -select_streams v -show_entries packet=pts_time -of csv=p=0 "$file" | sort -n |
        awk '{ apart = $1 - (NR - 1) * 1001 / 30000; if (apart > 0.00051 || apart < -0.00051) { print NR, $1; exit 1 } }'
    rm "$file"
done
