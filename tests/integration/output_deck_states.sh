# Whole decks step by step, the one that ships and one as engineers write them: all their pictures are the same in SVG,
# PDF, PNG and, in a browser, on the page; no step looks like the one before it.
gptreel=$1 source=$2
shared=$source/../shared/decks/finetune.md
. "$source/tests/integration/common/compare_steps.sh"

check() { # NAME DECK OPTIONS…
    name=$1
    shift
    "$gptreel" deck "$@" --strict --format svg,pdf,png,html --size 360p -o made/$name >said
    grep -q ": 15 slides, $(ls made/$name/slide-*-*[0-9].png | wc -l) steps, " said
    compare_steps made/$name made/$name/finetune.pdf
}
rm -rf made && mkdir -p made/public
check ships finetune
decks=made/ships
if [ -s "$shared" ]; then
    for picture in 01_architecture 02_training 03_generation; do
        "$gptreel" frame nanogpt/$picture -o "made/public/${picture#*_}.svg" >said
    done
    check shared "$shared" --public made/public
    test "$(ls made/shared/slide-*-*[0-9].png | wc -l)" = 53
    decks="$decks made/shared"
else
    echo 'the other deck is not beside the sources'
fi

case "$(ldd "$gptreel")" in
*libasan* | *libtsan*) echo 'the pages are the same as of a release; no browser was asked'; exit 0 ;;
esac
. "$source/tests/integration/common/browser.sh"
# shellcheck disable=SC2086 # folders without spaces
node deck_states.mjs $decks
