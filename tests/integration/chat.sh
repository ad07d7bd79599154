# gptreel chat from a pipe: answers, turns that no longer fit, a recorded conversation, Ctrl-C, and what is refused.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

rm -rf run plain input && mkfifo input
train() {
    "$gptreel" train --preset tiny --steps 40 --eval-every 0 --sample-tokens 0 --generate-tokens 0 "$@" >said
}
train --tokenizer bpe --vocab-size 300 --split digits --chat-tokens --out run
train --out plain

# A line is answered; the same lines and seed, the same answers.
printf 'Hello\n\nWhat is 1+1?\n' | "$gptreel" chat run --tokens 12 --record >said 2>complaint
test -s said && ! test -s complaint || exit 1
printf 'Hello\n\nWhat is 1+1?\n' | "$gptreel" chat run --tokens 12 >again
cmp said again
test "$(wc -l <run/dialogue.jsonl)" = 4
grep -q '"text": "<|user_start|>Hello<|user_end|>"' run/dialogue.jsonl
"$gptreel" compare run >table # the run can still be read

# What does not fit is left out, and said.
printf 'one\ntwo\nthree\nfour\n' | "$gptreel" chat run --tokens 20 >said 2>complaint
grep -q 'no longer sees the first' complaint
seq 1000 | tr '\n' ' ' | "$gptreel" chat run >said 2>complaint
grep -q 'Not asked: that is [0-9]* tokens, and the model can be told' complaint

# Ctrl-C ends an answer, not the program. This model knows code, so the likeliest token is never one of a chat.
"$gptreel" chat run --tokens 1000000 --temperature 0 <input >said 2>complaint &
pid=$!
exec 3>input
for line in one two; do
    before=$(wc -c <said)
    echo $line >&3
    tries=0
    until [ "$(wc -c <said)" -gt "$before" ]; do
        tries=$((tries + 1))
        [ $tries -le 600 ] || { echo 'no answer comes'; exit 1; }
        sleep 0.1
    done
    kill -INT $pid
    sleep 0.5
    kill -0 $pid
done
exec 3>&-
wait $pid

refused 1 'plain: the vocabulary has no token <|bos|>' chat plain </dev/null
refused 2 'RUN' chat </dev/null
