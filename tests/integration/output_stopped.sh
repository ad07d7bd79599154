# Ctrl-C while a film is rendered: gone within a second or so, and nothing is left that looks whole.
gptreel=$1

rm -rf out
"$gptreel" render nanogpt --size 2160p60 --out out 2>complaint &
pid=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    sleep 0.5
    ls out/nanogpt/*.part-* >/dev/null 2>&1 && break
done
sleep 1
kill -INT $pid
begin=$(date +%s)
code=0
wait $pid || code=$?
test $(($(date +%s) - begin)) -le 2
test $code = 1
grep -q stopped complaint
test -z "$(find out -type f)"
