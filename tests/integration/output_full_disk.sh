# A folder without room: an error that says so, and no file that looks whole. Needs root for the small file system.
gptreel=$1

mkdir -p full
mount -t tmpfs -o size=32k none full 2>/dev/null || exit 77
trap 'umount full' EXIT

for what in 'render nanogpt/01_architecture --from 8 --to 20 --size 720p30 --out full' \
    'render nanogpt/01_architecture --format svg --out full' \
    'render nanogpt --format html --out full' \
    'deck nanogpt/02_training --format html -o full' 'deck nanogpt/02_training --format svg -o full' \
    'deck nanogpt/02_training --format png -o full' 'deck nanogpt/02_training --format pdf -o full' \
    'deck nanogpt/02_training --format pptx -o full' 'deck nanogpt/02_training --format slidev -o full' \
    'deck nanogpt/02_training --format mp4 --size 90p10 -o full' \
    'frame nanogpt/01_architecture --at 20 -o full/f.png' \
    'frame nanogpt/01_architecture --at 23 -o full/f.svg' \
    'sheet nanogpt/01_architecture -o full/sheet.png'; do
    code=0
    # shellcheck disable=SC2086 # the words are meant to be split
    "$gptreel" $what >said 2>complaint || code=$?
    if [ $code != 1 ] || ! grep -q 'No space left' complaint; then
        echo "gptreel $what: exit code $code"
        cat said complaint
        exit 1
    fi
    test -z "$(find full -type f)"
    test -z "$(find full -mindepth 1 -not -path 'full/nanogpt*')" # render's folder
done
