# The whole film, small, through the real encoder: lengths, rates, tags, chapters, and the files beside it.
gptreel=$1

rm -rf out && mkdir out
"$gptreel" render nanogpt --size 180p10 --out out 2>progress
stream() {
    ffprobe -v error -select_streams v -show_entries "stream=$1" -of default=noprint_wrappers=1:nokey=1 "$2"
}
check() { # FILE SECONDS
    test "$(stream nb_frames "$1")" = $(($2 * 10))
    test "$(stream avg_frame_rate "$1")" = 10/1
    test "$(stream codec_name,profile,width,height,pix_fmt "$1" | tr '\n' ' ')" = 'h264 High 320 180 yuv420p '
    test "$(stream color_range,color_space,color_transfer,color_primaries "$1" | sort -u | tr '\n' ' ')" = 'bt709 tv '
    ffmpeg -v error -i "$1" -f null -
}
check out/nanogpt/01_architecture.mp4 33
check out/nanogpt/02_training.mp4 32
check out/nanogpt/03_generation.mp4 30
check out/nanogpt/04_outro.mp4 24
check out/nanogpt/nanogpt.mp4 $((33 + 32 + 30 + 24))
test "$(ffprobe -v error -show_chapters -of csv out/nanogpt/nanogpt.mp4 | wc -l)" = 4
test -s out/nanogpt/nanogpt.srt
test -s out/nanogpt/nanogpt_notes.md

# A part of one scene, beside the whole and the same for any number of threads.
"$gptreel" render nanogpt/02_training --from 3 --to 5 --size 180p30 --jobs 1 --out one 2>progress
"$gptreel" render nanogpt/02_training --from 3 --to 5 --size 180p30 --jobs 3 --out three 2>progress
test "$(stream nb_frames one/nanogpt/02_training_3-5.mp4)" = 60
cmp one/nanogpt/02_training_3-5.mp4 three/nanogpt/02_training_3-5.mp4

# A draft has every frame, and looks like the film.
"$gptreel" render nanogpt/01_architecture --from 8 --to 12 --size 360p60 --out standard 2>progress
"$gptreel" render nanogpt/01_architecture --from 8 --to 12 --size 360p60 --quality draft --out draft 2>progress
test "$(stream nb_frames draft/nanogpt/01_architecture_8-12.mp4)" = 240
test "$(stream avg_frame_rate draft/nanogpt/01_architecture_8-12.mp4)" = 60/1
ssim=$(ffmpeg -hide_banner -i draft/nanogpt/01_architecture_8-12.mp4 -i standard/nanogpt/01_architecture_8-12.mp4 -lavfi ssim \
    -f null - 2>&1 | sed -n 's/.*SSIM.*All:0\.\([0-9]\{2\}\).*/\1/p')
test "$ssim" -ge 95
