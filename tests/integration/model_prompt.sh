# Without a prompt, texts begin as the corpus usually does: what was taken is recorded, and taken again.
gptreel=$1
. "$2/tests/integration/common/refused.sh"
train() { # OUT OPTION…
    out=$1
    shift
    rm -rf "$out"
    "$gptreel" train --preset tiny --steps 3 --replicas 1 --sample-tokens 4 --generate-tokens 4 --out "$out" "$@" \
        >said 2>complaint || { cat complaint; exit 1; }
}
prompt() { python3 -c 'import json, sys; p = json.load(open(sys.argv[1] + "/run.json"))["prompt"]; print(p["text"], p["chosen"])' "$1"; }

for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    printf 'ANNA:\nWho goes there, at this hour of the night?\n\nBERTA:\nNobody that you know, as I do hope.\n\nANNA:\nSpeak.\n\n'
done >play.txt
train play --data play.txt
[ "$(prompt play)" = "$(printf 'ANNA:\n True')" ]
grep -q '"sample_prompt": null' play/run.json
[ "$(grep -c '"prompt": "ANNA:\\n"' play/samples.jsonl)" = "$(wc -l <play/samples.jsonl)" ]
grep -q '^{"prompt": "ANNA:\\n"' play/generation.jsonl
"$gptreel" sample play --tokens 5 >sampled
[ "$(head -n 1 sampled)" = 'ANNA:' ]
"$gptreel" sample play --tokens 5 --prompt Speak | grep -q '^Speak'
"$gptreel" probe play --select attention
grep -qaF '"prompt": "ANNA:\n"' play/probes/3.safetensors

# One that is given is taken, though it is not what the text begins with.
train asked --data play.txt --sample-prompt 'BERTA:\n'
[ "$(prompt asked)" = "$(printf 'BERTA:\n False')" ]
"$gptreel" sample asked --tokens 5 | head -n 1 | grep -qx 'BERTA:'

# The presets name nobody; a model that sees less than the opening begins with a line end.
train built_in
prompt built_in | grep -q '^[a-z].* True$'
train short --data play.txt --n-ctx 4
[ "$(prompt short)" = "$(printf '\n True')" ]
if grep -l ROMEO "$2"/model/presets/*.preset; then exit 1; fi
