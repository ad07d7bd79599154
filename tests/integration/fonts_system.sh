# Characters that the program's fonts lack: from the system's fonts, or told of once with the package that has them.
gptreel=$1 source=$2

for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    echo '天地玄黃，宇宙洪荒。日月盈昃，辰宿列張。寒來暑往，秋收冬藏。閏餘成歲，律呂調陽。'
done >text.txt

train() {
    rm -rf run
    "$gptreel" train --data text.txt --out run --steps 2 --n-layer 1 --n-embd 16 --n-head 1 --n-ctx 16 \
        --batch-size 1 --micro-batch 1 --sample-tokens 16 --generate-tokens 16 --sample-prompt 天地 >out.txt 2>said.txt
}

# A system without fonts: said at training and at rendering, once.
export FONTCONFIG_FILE=$source/tests/no_fonts.conf
train
[ "$(grep -c 'apt install fonts-noto-cjk' said.txt)" = 1 ]
grep -q '(Chinese)' said.txt
"$gptreel" frame nanogpt/03_generation --run run -o none.pdf 2>said.txt
[ "$(grep -c 'apt install fonts-noto-cjk' said.txt)" = 1 ]

# With them nothing is said, and the page has the letters.
droid=/usr/share/fonts/truetype/droid
[ -d $droid ] || { echo "skipped: fonts-droid-fallback is not installed"; exit 77; }
cat >droid.conf <<END
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$droid</dir><cachedir>$PWD/fonts-cache</cachedir></fontconfig>
END
export FONTCONFIG_FILE=$PWD/droid.conf
train
! grep -q 'apt install' said.txt || exit 1
"$gptreel" frame nanogpt/03_generation --run run -o some.pdf 2>said.txt
[ ! -s said.txt ]
command -v pdftotext >/dev/null || { echo "skipped: no pdftotext"; exit 77; }
pdftotext some.pdf some.txt
grep -q '[天地玄黃宇宙洪荒日月盈昃辰宿列張寒來暑往秋收冬藏閏餘成歲律呂調陽]' some.txt
pdffonts some.pdf | grep -qi droid
