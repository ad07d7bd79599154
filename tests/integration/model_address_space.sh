# Where address space is limited, commands without a model work, and those with one say what they lack: OpenBLAS would
# ask for its buffers for ever. A second signal ends what does not look at the first.
gptreel=$1

case $(readelf -d "$gptreel") in
*libasan* | *libtsan*) echo 'skipped: a sanitizer takes terabytes of address space'; exit 77 ;;
esac

limited() { # KB COMMAND…: within a minute
    kb=$1
    shift
    (ulimit -v "$kb" && exec timeout -k 1 60 "$@")
}

limited 400000 "$gptreel" --version | grep -q '^gptreel '
# Libraries take 210 MB of it, malloc's reserve for the thread that looks for fonts 130; a scene is built at a time.
limited 700000 "$gptreel" list >said
limited 400000 "$gptreel" help token_row >said

rm -rf run
train() {
    "$@" "$gptreel" train --preset tiny --out run --steps 2 --generate-tokens 5 --sample-tokens 5 >said 2>complaint
}
# From nothing to enough: it works, or it says why not in one line, at once.
enough=
for kb in 300000 400000 500000 600000 700000 900000 1200000 2000000 4000000; do
    rm -rf run
    code=0
    train limited $kb || code=$?
    case $code in
    0) enough=$kb ;;
    1) [ -z "$enough" ] && grep -Eq 'address space|out of memory|cannot load OpenBLAS' complaint && ! test -e run/run.json ;;
    *) false ;;
    esac || { echo "with $kb kB a training ends with $code"; cat complaint; exit 1; }
done
[ -n "$enough" ]
