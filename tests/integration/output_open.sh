# --open: what was made is shown; that it cannot be shown is one line and no failure.
gptreel=$1

mkdir -p bin talk
cat >talk/01_hello.lua <<'LUA'
return scene("Hello", function() appear(line("Hello.")) end)
LUA
cat >bin/xdg-open <<'SCRIPT'
#!/bin/sh
echo "$1" >>shown
[ -s "$1" ]
SCRIPT
chmod +x bin/xdg-open
rm -f shown
before=$PATH
PATH=$PWD/bin:$PATH
"$gptreel" frame talk/01_hello --size 90p -o frame.png
[ ! -e shown ]
"$gptreel" frame talk/01_hello --size 90p -o frame.png --open
"$gptreel" sheet talk -o sheet.png --open
"$gptreel" render talk --size 90p5 --open
"$gptreel" render talk/01_hello --size 90p5 --open
"$gptreel" deck talk --format svg -o slides --open >said
"$gptreel" frames talk/01_hello --size 90p --every 1 -o frames --open >said
"$gptreel" chart loss "$2"/model/runs/ladder/bigram -o chart.svg --open
printf '%s\n' frame.png sheet.png out/talk/talk.mp4 out/talk/01_hello.mp4 slides frames chart.svg | cmp - shown

printf '#!/bin/sh\nexit 4\n' >bin/xdg-open
"$gptreel" frame talk/01_hello --size 90p -o frame.png --open 2>complaint
[ "$(cat complaint)" = 'gptreel: cannot show frame.png: xdg-open found nothing that opens it' ]
rm bin/xdg-open
PATH=$PWD/bin "$gptreel" frame talk/01_hello --size 90p -o frame.png --open 2>complaint
[ "$(cat complaint)" = 'gptreel: cannot show frame.png: xdg-open: No such file or directory' ]
PATH=$before
