# Every click of a deck changes what is seen: words within a line, formulas, lines of code, parts that take turns.
gptreel=$1
shared=$2/../shared/decks/finetune.md

# changes DIR: pictures of steps that follow each other on a slide differ.
changes() {
    for step in "$1"/slide-??-??.png; do
        slide=${step%-*}
        next=$slide-$(printf %02d $(($(echo "${step#"$slide-"}" | sed 's/^0*//; s/\.png//') + 1))).png
        test -e "$next" || continue
        if cmp -s "$step" "$next"; then
            echo "$step and $next are the same" >&2
            return 1
        fi
    done
}

rm -rf small whole public
mkdir public
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h16v9z"/></svg>' >public/half.svg
cat >small.md <<'MD'
---
layout: default
---

# Of $x^2$ and $5

One <span v-click>two **three**</span> <span v-click class="text-cyan-400">$\frac{a}{b}$</span> five.

<span v-click>a</span><br><span v-click>b</span>

$$
\frac{1}{100} \sum_{i=1}^{100} x_i + 0.5
$$

---
layout: image-right
image: /half.svg
---

# Beside a picture

```python {1|2}
a = 1
b = 2
```

<v-switch>
<template #1>earlier</template>
<template #2>later</template>
</v-switch>
MD
"$gptreel" deck small.md --public public --strict --size 180p30 --format png -o small
test -e small/slide-01-05.png
test ! -e small/slide-01-06.png
changes small

# The parts of <v-switch> take each other's place.
place() {
    pdftotext -bbox small/small.pdf - | sed -n "s/.* yMin=\"\([^\"]*\)\".*>$1<.*/\1/p" | sort -u
}
"$gptreel" deck small.md --public public --format pdf -o small
test -n "$(place later)"
test "$(place earlier)" = "$(place later)"

# The deck of somebody else, where it is at hand, as it is but for its pictures.
if test -e "$shared"; then
    for picture in architecture training generation; do
        cp public/half.svg public/$picture.svg
    done
    "$gptreel" deck "$shared" --public public --strict --size 180p30 --format png -o whole
    test "$(ls whole/slide-??-??.png | wc -l)" -eq 53
    changes whole
else
    echo "skipped: there is no $shared"
fi
