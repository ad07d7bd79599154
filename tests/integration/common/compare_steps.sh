# Sourced by the tests of decks. What is compared are rows of pictures, so that few programs are begun.

psnr_of() { # PATTERNS OF TWO ROWS OF PICTURES, the first 640 wide: a line each with how alike they are, "inf" when equal
    ffmpeg -nostdin -v error -y -start_number "${3:-1}" -i "$1" -start_number 1 -i "$2" \
        -lavfi '[1]scale=640:-1:flags=area[b];[0][b]psnr=stats_file=psnr.log:shortest=1' -f null -
    sed -n 's/.*psnr_avg:\([0-9.inf]*\).*/\1/p' psnr.log
}

# Every step looks the same in SVG, PDF and PNG, and no step looks like the one before it on its slide.
compare_steps() { # FOLDER OF THE DECK AND ITS PDF, 360p
    rm -rf steps && mkdir steps
    n=0
    for png in "$1"/slide-*-*[0-9].png; do
        n=$((n + 1))
        ln -s "$(realpath "$png")" "$(printf 'steps/png-%03d.png' $n)"
        rsvg-convert --unlimited --width 640 "${png%.png}.svg" -o "$(printf 'steps/svg-%03d.png' $n)"
        name=${png##*/}
        echo "${name%-*}" >>steps/slides
    done
    psnr_of steps/png-%03d.png steps/svg-%03d.png >steps/as_svg
    awk -v n=$n '$1 != "inf" && $1 < 30 { print "step", NR, "is another picture in SVG:", $1; wrong = 1 }
        END { exit wrong || NR != n }' steps/as_svg
    if command -v pdftocairo >/dev/null; then
        pdftocairo -png -scale-to-x 1280 -scale-to-y -1 "$2" steps/page
        i=0
        for page in steps/page-*.png; do
            i=$((i + 1))
            mv "$page" "$(printf 'steps/pdf-%03d.png' $i)"
        done
        psnr_of steps/png-%03d.png steps/pdf-%03d.png >steps/as_pdf
        awk -v n=$n '$1 != "inf" && $1 < 28 { print "step", NR, "is another picture in PDF:", $1; wrong = 1 }
            END { exit wrong || NR != n }' steps/as_pdf
    fi
    psnr_of steps/png-%03d.png steps/png-%03d.png 2 >steps/to_before
    paste steps/slides steps/to_before | awk '$1 == before && (last == "inf" || last > 45) {
        print "step", NR, "of all,", $1 ", shows what the one before shows"; wrong = 1 }
        { before = $1; last = $2 } END { exit wrong }'
}
