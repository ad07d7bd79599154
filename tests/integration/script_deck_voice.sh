# A deck with a voice: each step lasts as long as its recording, and is read where there is none.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

rm -rf voice made && mkdir -p voice/01_the_hook made
cat >talk.md <<'MD'
# The hook

<v-clicks>

- one
- two

</v-clicks>

<!--
Good evening, 3 of you.
[click] The first.
[click] The second.
-->

---

# No notes

<v-click>later</v-click>
MD
for step in 1:5 2:7; do
    ffmpeg -nostdin -v error -f lavfi -i "sine=300:duration=${step#*:}" -y voice/01_the_hook/${step%:*}.wav
done
length() { ffprobe -v error -show_entries format=duration -of csv=p=0 "$1"; }
lasts() { "$gptreel" list talk.md "$@" 2>said | awk '/talk\/01/ { print $2 }'; }
awk -v s="$(lasts)" 'BEGIN { exit !(s < 7) }'
awk -v s="$(lasts --voice voice)" 'BEGIN { exit !(s > 13.5 && s < 15) }'
awk -v s="$(lasts --voice espeak)" 'BEGIN { exit !(s > 4 && s < 9) }'
"$gptreel" deck talk.md --voice voice --format mp4 --size 90p10 --music none -o made >said 2>told
awk -v s="$(length made/talk.mp4)" 'BEGIN { exit !(s > 16.5 && s < 20) }'
level() { ffmpeg -nostdin -v info -ss "$1" -t 1 -i made/talk.mp4 -af volumedetect -f null - 2>&1 | sed -n 's/.*max_volume: \([-0-9.]*\) dB/\1/p'; }
awk -v a="$(level 2)" -v b="$(level 8)" -v c="$(level 13)" 'BEGIN { exit !(a > -30 && b > -30 && c < -50) }'

# A recording beyond the steps is told of.
cp voice/01_the_hook/1.wav voice/01_the_hook/7.wav
"$gptreel" deck talk.md --voice voice --format mp4 --size 90p10 --music none -o made >said 2>told
test "$(grep -c '7.wav is of no cue of talk/01_the_hook' told)" = 1
refused 1 'there is no folder nowhere' deck talk.md --voice nowhere -o none
test ! -e none
