# What a training says beforehand that it takes of the memory is what it takes: with the corpus, and at the end, when it
# writes a text.
gptreel=$1

case $(readelf -d "$gptreel") in
*libasan* | *libtsan*) echo 'skipped: sanitizers take memory of their own'; exit 77 ;;
esac
rm -rf run
cat "$2"/model/*/*.c "$2"/engine/*/*.c >corpus.txt
"$gptreel" train --preset tiny --data corpus.txt --out run --steps 1 --n-embd 256 --n-layer 4 --n-ctx 128 --n-head 4 \
    --batch-size 8 --eval-every 0 --sample-tokens 2 --generate-tokens 2 --replicas 2 >said 2>&1
told=$(sed -n 's/.*parameters takes \([0-9.]*\) GB of memory.*/\1/p' said)
peak=$(tr '\r' '\n' <said | sed -n 's/.* \([0-9.]*\) GB of memory at the peak.*/\1/p')
awk -v told="$told" -v peak="$peak" 'BEGIN { exit !(peak > 0.05 && told >= peak && told < 1.3 * peak) }' ||
    { echo "said $told GB, took $peak"; cat said; exit 1; }
