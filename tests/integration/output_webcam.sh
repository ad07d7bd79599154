# The recording of a speaker in a corner: which of its pictures is seen when, that every way of making the film gives the
# same, what is heard, where it ends, and what is told of recordings that are none.
gptreel=$1

is() { # WHAT GOT WANTED
    if [ "$2" != "$3" ]; then echo "$1: \"$2\", not \"$3\""; exit 1; fi
}
record() { ffmpeg -nostdin -v error -y "$@"; }
# The brightness, 0 to 255, of a picture of 320 x 180 at a place.
bright() { ffmpeg -nostdin -v error -i "$1" -vf "crop=1:1:$2:$3,format=gray" -f rawvideo - | od -An -tu1 | tr -d ' '; }
seen() { # FILM SECONDS RECORDING: whether the middle of the circle is white, black or neither
    "$gptreel" frame "$1" --at "$2" --webcam "$3" --size 180p -o seen.png 2>/dev/null
    bright seen.png 280 140 | awk '{ print ($1 > 230 ? "white" : $1 < 10 ? "black" : "neither") }'
}
fails() { # WORDS COMMAND...
    words=$1; shift
    if "$@" 2>error.txt; then echo "$* did not fail"; exit 1; fi
    is "lines of \"$words\"" "$(wc -l <error.txt)" 1
    grep -q -e "$words" error.txt || { cat error.txt; exit 1; }
}

rm -rf talk out && mkdir talk out
echo 'return { gptreel = 1 }' >talk/film.lua
for scene in 01_first 02_second; do
    echo "return scene('A scene', function() local t = title('Hello', { into = area():middle() }) rise_in(t) hold(2.4) end)" >talk/$scene.lua
done

# Black for two seconds, then white, with a tone from then on; 25 pictures a second, and as they come.
black_white="color=black:s=64x48:r=25:d=2[a];color=white:s=64x48:r=25:d=4.5[b];[a][b]concat"
record -f lavfi -i "$black_white" -f lavfi -i "aevalsrc=if(gt(t\,2)\,0.4*sin(2764*t)\,0):d=6.5" -c:v libx264 -bf 2 -g 30 -c:a aac cam.mp4
record -f lavfi -i "$black_white,select='not(mod(n,11))+eq(n,50)'" -fps_mode vfr -c:v libvpx -deadline realtime cam.webm
for cam in cam.mp4 cam.webm; do
    is "$cam, before" "$(seen talk/01_first 1.9 $cam)" black
    is "$cam, after" "$(seen talk/01_first 2.02 $cam)" white
    is "$cam, the second scene" "$(seen talk/02_second 0.5 $cam)" white
done

# One picture whatever the threads, the parts, the shards and the cache.
record -f lavfi -i testsrc=s=160x120:r=24:d=6.5 -c:v libx264 -g 20 -bf 3 moving.mp4
film() { "$gptreel" render talk --webcam moving.mp4 --size 180p20 --music none "$@" >/dev/null 2>&1; }
film --out out/one --jobs 1 --no-cache
film --out out/three --jobs 3 --no-cache
cmp out/one/talk/talk.mp4 out/three/talk/talk.mp4
for shard in 1 2; do film --shard $shard/2 --no-cache --out out/shards; done
"$gptreel" join talk --webcam moving.mp4 --size 180p20 --music none --out out/shards >/dev/null
cmp out/one/talk/talk.mp4 out/shards/talk/talk.mp4
"$gptreel" render talk/02_second --webcam moving.mp4 --size 180p20 --format png --out out/whole >/dev/null
"$gptreel" render talk/02_second --webcam moving.mp4 --size 180p20 --format png --from 1 --to 2 --jobs 3 --out out/part >/dev/null
for i in 01 10 20; do
    cmp out/part/talk/02_second_1-2/00$i.png out/whole/talk/02_second/00$((20 + ${i#0})).png
done
film --out out/cached
cp moving.mp4 kept.mp4
record -f lavfi -i testsrc2=s=160x120:r=24:d=6.5 -c:v libx264 -g 20 moving.mp4
film --out out/cached
if cmp -s out/one/talk/talk.mp4 out/cached/talk/talk.mp4; then echo 'another recording, but the same film'; exit 1; fi
mv kept.mp4 moving.mp4
film --out out/cached
cmp out/one/talk/talk.mp4 out/cached/talk/talk.mp4

# Heard when it is: silence until the tone. With music under it there is sound all the time.
loud() { # FILE FROM TO: the mean volume, whole decibels
    ffmpeg -nostdin -hide_banner -i "$1" -af "atrim=$2:$3,volumedetect" -f null - 2>&1 | sed -n 's/.*mean_volume: \([-0-9]*\).*/\1/p'
}
"$gptreel" render talk --webcam cam.mp4 --size 90p5 --music none --out out/voice >/dev/null
is 'silent' "$(loud out/voice/talk/talk.mp4 0 1.9 | awk '{ print ($1 < -60) }')" 1
is 'heard' "$(loud out/voice/talk/talk.mp4 2.1 5.5 | awk '{ print ($1 > -25) }')" 1
# Also over music from a file, here a hum far below the tone, and in a scene by itself.
record -f lavfi -i sine=f=60:d=3 hum.wav
loud_tone() { ffmpeg -nostdin -hide_banner -i "$1" -af "highpass=f=300,highpass=f=300,volumedetect" -f null - 2>&1 | sed -n 's/.*max_volume: \([-0-9]*\).*/\1/p'; }
"$gptreel" render talk --webcam cam.mp4 --size 90p5 --music hum.wav --out out/hum >/dev/null
"$gptreel" render talk/02_second --webcam cam.mp4 --size 90p5 --music hum.wav --out out/hum_alone >/dev/null
is 'heard over a file' "$(loud_tone out/hum/talk/talk.mp4 | awk '{ print ($1 > -20) }')" 1
is 'heard over a file, alone' "$(loud_tone out/hum_alone/talk/02_second.mp4 | awk '{ print ($1 > -20) }')" 1

# A recording that ends first leaves, and one line says so.
record -f lavfi -i color=white:s=64x48:r=25:d=2 short.mp4
"$gptreel" render talk --webcam short.mp4 --size 90p5 --music none --out out/short >/dev/null 2>note.txt
is 'notes' "$(grep -c 'short.mp4 ends at 2.0 s' note.txt)" 1
is 'there' "$(seen talk/01_first 1.5 short.mp4)" white
is 'gone' "$(seen talk/01_first 2.1 short.mp4)" neither
is 'gone for good' "$(seen talk/02_second 1 short.mp4)" neither

# A phone that was held upright, as ffmpeg shows it; a corner and a shape of one's own.
record -f lavfi -i "color=black:s=64x48:d=1,drawbox=0:0:32:48:white:fill" -c:v libx264 lying.mp4
record -i lying.mp4 -c copy -metadata:s:v rotate=90 upright.mp4
record -i upright.mp4 -frames:v 1 stands.png
"$gptreel" frame talk/01_first --at 0 --webcam upright.mp4 --corner tl --shape square --size 180p -o upright.png 2>/dev/null
halves() { echo "$(bright "$1" "$2" "$3" | awk '{ print ($1 > 200) }') $(bright "$1" "$2" "$4" | awk '{ print ($1 > 200) }')"; }
is 'upright' "$(halves upright.png 40 28 52)" "$(halves stands.png 24 10 54)"

# What cannot be.
echo 'no video' >text.mp4
head -c 3000 cam.mp4 >torn.mp4
record -f lavfi -i sine=d=1 tone.wav
fails 'nowhere.mp4' "$gptreel" frame talk/01_first --webcam nowhere.mp4 -o x.png
fails 'text.mp4 cannot be read as a recording' "$gptreel" frame talk/01_first --webcam text.mp4 -o x.png
fails 'torn.mp4' "$gptreel" render talk --webcam torn.mp4 --out out/torn
fails 'tone.wav has no moving pictures' "$gptreel" frame talk/01_first --webcam tone.wav -o x.png
fails 'leave out --voice' "$gptreel" frame talk/01_first --webcam cam.mp4 --voice espeak -o x.png
fails 'corner is for the speaker' "$gptreel" frame talk/01_first --corner tl -o x.png
fails 'leave out --webcam' "$gptreel" frame talk/01_first --webcam cam.mp4 -o x.svg
fails 'leave out --webcam' "$gptreel" render talk --webcam cam.mp4 --format svg --out out/svg
fails 'leave out --webcam' "$gptreel" render talk --webcam cam.mp4 --format html --out out/html
test ! -e x.png -a ! -e x.svg -a ! -e out/torn/talk/talk.mp4 -a ! -e out/html/talk/talk.html
