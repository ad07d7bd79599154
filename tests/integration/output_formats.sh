# Every video format: the right codec, every frame there, and what it says of itself.
gptreel=$1

rm -rf out && mkdir out
scene=nanogpt/04_outro
stream() {
    ffprobe -v error -count_frames -select_streams v -show_entries "stream=$1" -of csv=p=0 "$2"
}
check() { # FORMAT EXTENSION ENCODER EXPECTED
    if ! ffmpeg -v error -encoders | grep -q " $3 "; then
        echo "$3 is missing; $1 is not tested"
        return 0
    fi
    "$gptreel" render $scene --from 1 --to 3 --size 90p10 --format "$1" --out "out/$1"
    got=$(stream codec_name,codec_tag_string,width,height,pix_fmt,nb_read_frames "out/$1/nanogpt/04_outro_1-3.$2")
    if [ "$got" != "$4" ]; then
        echo "$1: $got, not $4"
        exit 1
    fi
}
check mp4 mp4 libx264 h264,avc1,160,90,yuv420p,20
check hevc mp4 libx265 hevc,hvc1,160,90,yuv420p,20
check av1 mp4 libsvtav1 av1,av01,160,90,yuv420p,20
check webm webm libvpx-vp9 'vp9,[0][0][0][0],160,90,yuv420p,20'
check webm-alpha webm libvpx-vp9 'vp9,[0][0][0][0],160,90,yuv420p,20'
check prores mov prores_ks prores,ap4h,160,90,yuva444p12le,20
check gif gif gif 'gif,[0][0][0][0],160,90,bgra,20'
check apng apng apng 'apng,[0][0][0][0],160,90,rgba,20'

# The transparent ones: a corner that nothing is drawn in has no alpha, the lettering has all of it.
alpha() { # DECODER FILE COLUMN ROW
    ffmpeg -v error $1 -i "$2" -ss 1 -frames:v 1 -vf "format=rgba,alphaextract,crop=1:1:$3:$4" -f rawvideo - | od -An -tu1
}
for file in '-c:v libvpx-vp9;out/webm-alpha/nanogpt/04_outro_1-3.webm' ';out/prores/nanogpt/04_outro_1-3.mov'; do
    test "$(alpha "${file%;*}" "${file#*;}" 1 1)" -le 4
done

# The others when asked for it.
for format in gif apng png; do
    "$gptreel" render $scene --from 1 --to 3 --size 180p10 --transparent --format $format --out out/clear
done
for file in 04_outro_1-3.gif 04_outro_1-3.apng 04_outro_1-3/0012.png; do
    case $file in *.png) at= ;; *) at='-ss 1.1' ;; esac
    # shellcheck disable=SC2086
    got=$(ffmpeg -v error -i "out/clear/nanogpt/$file" $at -frames:v 1 -vf format=rgba,alphaextract -f rawvideo - |
        od -An -v -tu1 -w1 | awk 'NR == 1 { corner = $1 } $1 > most { most = $1 } END { print corner + 0, most + 0 }')
    if [ "$got" != '0 255' ]; then echo "$file: a corner and the most of alpha are $got, not 0 255"; exit 1; fi
done

# A picture a frame, as the still has it.
"$gptreel" render $scene --from 1 --to 2 --size 90p10 --format png --out out/png
test "$(ls out/png/nanogpt/04_outro_1-2 | wc -l)" = 10
"$gptreel" frame $scene --at 1 --size 90p -o still.png
cmp still.png out/png/nanogpt/04_outro_1-2/0001.png

# Whole films of formats whose files can be put one behind the other.
"$gptreel" render nanogpt --size 90p5 --format webm-alpha --out out/film
test "$(stream nb_read_frames out/film/nanogpt/nanogpt.webm)" = 595
test "$(ffprobe -v error -show_entries stream_tags=alpha_mode -of csv=p=0 out/film/nanogpt/nanogpt.webm)" = 1
test "$(alpha '-c:v libvpx-vp9' out/film/nanogpt/nanogpt.webm 1 1)" -le 4

refuses() {
    words=$1
    shift
    if "$gptreel" render "$@" --out never 2>refused; then echo "not refused: $*"; exit 1; fi
    grep -q -e "$words" refused
}
# An encoder of hardware that is not there, whichever way libav says so: what is missing, and what does without.
for format in nvenc hevc-nvenc qsv v4l2; do
    if "$gptreel" render $scene --to 1 --size 90p5 --format $format --out out/hardware 2>refused; then continue; fi
    grep -q -e 'no such hardware, or no driver for it; --format mp4 and hevc want none' -e 'is missing from libavcodec' refused
done
if ffmpeg -v error -encoders | grep -q ' libsvtav1 '; then
    refuses 'the encoder libsvtav1 does not take 28 × 16 pixels at 5 a second; choose another --size' $scene --format av1 --size 16p5
fi
refuses 'at most 50 frames a second' $scene --format gif --size 90p60
refuses '--quality has no meaning with --format gif' $scene --format gif --quality best
refuses '--transparent has no meaning with --format mp4' $scene --transparent
refuses 'shard has no meaning' $scene --format webm --shard 1/2
refuses 'is no shard' $scene --shard 3/2
refuses 'did you mean draft' $scene --quality perfect
