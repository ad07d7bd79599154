# Wrong words to the commands that make pictures: one clear line, the right exit code, nothing left behind.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

scene=nanogpt/01_architecture
rm -rf made full && mkdir made

# names
refused 1 'did you mean nanogpt?' render nanogtp
refused 1 'did you mean 01_architecture?' frame nanogpt/01_arcitecture --at 1 -o made/f.png
refused 1 'name one of them' frame nanogpt --at 1 -o made/f.png

# usage
refused 2 'something is missing' render
refused 2 'too many words' frame $scene nanogpt -o made/f.png
refused 2 '-o FILE' frame $scene --at 1
refused 2 'end the name with .png' frame $scene --at 1 -o made/f.gif
refused 2 'short side' frame $scene --at 1 --size huge -o made/f.png
refused 2 'did you mean mp4' render nanogpt --format mp5
refused 2 '--at takes a number' frame $scene --at noon -o made/f.png
refused 2 '--from and --to are for one scene' render nanogpt --from 1
refused 2 'end the name' sheet nanogpt -o made/sheet.jpg
refused 2 '--size has no meaning with --format svg' render nanogpt --format svg --size 720p
refused 2 '--size has no meaning with --format html' render nanogpt --format html --size 720p
refused 2 '--quality has no meaning with --format svg' render nanogpt --format svg --quality best
refused 2 'names a folder' render $scene --out film.mp4
refused 2 'names a folder' render $scene --format gif --out made/film.GIF
refused 2 '--poster takes a number from 0' render $scene --format svg --poster -0.5
refused 2 '--static takes a number from 0' render $scene --format svg --static -0.5
refused 2 'nothing to join' join nanogpt --format svg

refused 2 '--size has no meaning for .svg' frame $scene --at 1 --size 720p -o made/f.svg
refused 2 '--size has no meaning for .pdf' frame $scene --at 1 --size 720p -o made/f.pdf
refused 2 '--size has no meaning for .svg' frames $scene --format svg --size 720p -o made/frames
refused 2 '--size has no meaning with --format svg' deck $scene --format svg --size 720p -o made/slides
refused 2 'there is no format of decks "pdg"' deck $scene --format svg,pdg -o made/slides
refused 2 '--format names svg twice' deck $scene --format svg,svg -o made/slides
refused 2 '--size has no meaning for .svg' chart loss model --size 720p -o made/chart.svg
refused 2 '--at and --step name one picture each' frame $scene --at 1 --step 1 -o made/f.png

# times and steps
refused 1 'so there is no picture at 99 s' frame $scene --at 99 -o made/f.png
refused 1 'so there is no step 99' frame $scene --step 99 -o made/f.png
refused 1 'beyond its end' render $scene --to 99 --out made
refused 1 'nothing lies between' render $scene --from 5 --to 4 --out made

# folders
refused 1 '/proc/nowhere' render $scene --to 1 --out /proc/nowhere
refused 1 '/nonexistent/f.png' frame $scene --at 1 -o /nonexistent/f.png
refused 1 '/nonexistent/f.svg' frame $scene --at 1 -o /nonexistent/f.svg
refused 1 '/nonexistent/f.srt' captions nanogpt -o /nonexistent/f.srt
refused 1 '/nonexistent' frame $scene --run /nonexistent --at 1 -o made/f.png

test -z "$(ls made)"
