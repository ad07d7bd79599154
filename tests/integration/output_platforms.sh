# What platforms ask for, as ffprobe sees it; and that options say otherwise.
gptreel=$1

is() { # WHAT GOT WANTED
    if [ "$2" != "$3" ]; then echo "$1: \"$2\", not \"$3\""; exit 1; fi
}
stream() { ffprobe -v error -select_streams "$2" -show_entries stream="$3" -of csv=p=0 "$1"; }
# The most seconds between two keyframes, and from the last to the end.
keys() {
    ffprobe -v error -select_streams v -show_entries packet=pts_time,flags -of csv=p=0 "$1" |
        awk -F, '/K/ { if ($1 - k > most) most = $1 - k; k = $1 } END { if ($1 - k > most) most = $1 - k; print most }'
}
boxes() { # the order of a file's outermost boxes
    ffprobe -v trace -i "$1" 2>&1 | sed -n "s/.*type:'\(moov\|mdat\)' parent:'root'.*/\1/p" | tr '\n' ' '
}

rm -rf out chat && "$gptreel" new chat >/dev/null
render() { "$gptreel" render chat --quality standard "$@" >/dev/null; }

render --for feed --size 180p30 --out out/feed
file=out/feed/chat/chat.mp4
is 'feed' "$(stream $file v codec_name,profile,width,height,pix_fmt,r_frame_rate)" h264,High,180,226,yuv420p,30/1
is 'its sound' "$(stream $file a codec_name,profile,sample_rate,channels)" aac,LC,48000,2
is 'its loudness' "$(stream $file a bit_rate | awk '{ print ($1 > 100000 && $1 < 160000) }')" 1
is 'its keys' "$(keys $file | awk '{ print ($1 <= 2) }')" 1
is 'its captions' "$(stream $file s codec_name)" ''
render --for feed --size 180p30 --captions none --out out/bare
if cmp -s out/bare/chat/chat.mp4 $file; then echo 'captions are not in the picture'; exit 1; fi

render --for youtube --size 144p60 --music none --out out/youtube
file=out/youtube/chat/chat.mp4
is 'youtube' "$(stream $file v codec_name,profile,width,height,pix_fmt,r_frame_rate)" h264,High,256,144,yuv420p,60/1
is 'silence' "$(stream $file a codec_name,profile,sample_rate,channels,start_time)" aac,LC,48000,2,0.000000
is 'its keys' "$(keys $file | awk '{ print ($1 <= 0.5) }')" 1
is 'index first' "$(boxes $file)" 'moov mdat '
is 'edit lists' "$(grep -c elst $file)" 0
is 'chapters' "$(ffprobe -v error -show_chapters -of compact $file | grep -c 'start_time=0.000000')" 1
render --for youtube --size 144p60 --out out/music
feed=$(stream out/feed/chat/chat.mp4 a bit_rate)
is 'its sound' "$(stream out/music/chat/chat.mp4 a bit_rate | awk "{ print (\$1 > 1.4 * $feed) }")" 1

# So many keyframes change nothing of what is seen, and nothing of when what is heard.
render --size 144p60 --captions none --out out/usual
ffmpeg -nostdin -hide_banner -err_detect explode -i $file -i out/usual/chat/chat.mp4 -lavfi psnr -f null - 2>psnr.txt
is 'seen' "$(sed -n 's/.*PSNR.*average:\([0-9a-z.]*\).*/\1/p' psnr.txt | awk '{ print ($1 == "inf" || $1 > 40) }')" 1
is 'usual keys' "$(keys out/usual/chat/chat.mp4 | awk '{ print ($1 > 0.5) }')" 1

if "$gptreel" render chat --for tiktak --out out 2>error.txt; then exit 1; fi
grep -q 'there is no platform "tiktak"; did you mean' error.txt
if "$gptreel" render chat --for feed --format gif --out out 2>error.txt; then exit 1; fi
grep -q -- '--for has no meaning with --format gif' error.txt
"$gptreel" render --help | grep -q 'LinkedIn'
