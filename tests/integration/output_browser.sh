# A film made by parts, in Chromium: every second can be sought, and it plays to its end.
gptreel=$1
source=$2
. "$source/tests/integration/common/sanitizers.sh"

if has_sanitizers; then
    echo 'skipped: the film is the same as of a release, and what makes it runs in other tests'
    exit 77
fi
rm -rf out pictures && mkdir -p out pictures
scene=nanogpt/04_outro
"$gptreel" render $scene --size 540p30 --out out
"$gptreel" frames $scene --every 1 --size 540p -o pictures
# The picture at the very end is behind the last frame.
rm -f "pictures/$(ls pictures | tail -n 1)"

. "$source/tests/integration/common/browser.sh"
node video.mjs out/nanogpt/04_outro.mp4 30 pictures
