# What earlier runs left beside what is made now: temporary files of killed ones go, parts go into the film, and files of
# scenes that are no more are told of.
gptreel=$1

rm -rf out talk made && mkdir talk
printf 'return scene("One", function() appear(line("One.")) end)\n' >talk/01_one.lua
printf 'return scene("Two", function() appear(line("Two.")) hold(0.5) end)\n' >talk/02_two.lua
printf 'return scene("Old", function() appear(line("Old.")) hold(0.3) end)\n' >talk/03_old.lua

# A scene is taken out: its film is told of, and stays. Nothing is told of what has other endings or other names.
"$gptreel" render talk --size 90p5 --out out >said 2>words
test ! -s words
"$gptreel" frames talk -o made --format svg >said 2>words
test ! -s words
rm talk/03_old.lua
touch out/talk/other.mp4 out/talk/03_old.txt out/talk/02_two_0-1.mp4
"$gptreel" render talk --size 90p5 --out out >said 2>words
test "$(cat words)" = 'gptreel: out/talk/03_old.mp4 is of no scene that talk has now; delete it if nobody wants it'
test -s out/talk/03_old.mp4
"$gptreel" render talk/01_one --size 90p5 --out out >said 2>words
test ! -s words
"$gptreel" frames talk -o made --format svg >said 2>words
grep -q 'made/03_old_0001.svg is of no scene' words

# Killed writers leave temporary files, of this film or of another scene; the next run deletes them. A name that only
# looks like one is somebody's.
touch out/talk/01_one.mp4.part-aaaaaaaaaaaa out/talk/09_gone.mp4.part-abcdefghijkl out/talk/mine.part-of-it
"$gptreel" render talk/02_two --size 90p5 --out out >said 2>words
test ! -e out/talk/01_one.mp4.part-aaaaaaaaaaaa
test ! -e out/talk/09_gone.mp4.part-abcdefghijkl
test -e out/talk/mine.part-of-it

# Parts of two shards are in the film once it is joined.
"$gptreel" render talk --size 90p10 --shard 1/2 --no-cache --out shared >said
"$gptreel" render talk --size 90p10 --shard 2/2 --no-cache --out shared >said
touch "shared/talk/parts/00.part.part-aaaaaaaaaaaa"
"$gptreel" join talk --size 90p10 --out shared >said
test ! -e shared/talk/parts
test -s shared/talk/talk.mp4
