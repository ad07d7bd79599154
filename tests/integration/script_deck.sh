# A deck in Markdown is a film: its slides are scenes with names, clicks, figures and errors at lines of the Markdown.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

rm -rf talk svg public long.md
mkdir talk public
cat >talk/film.lua <<'LUA'
return { gptreel = 1, deck = "slides.md", runs = { main = "finetune" } }
LUA
cat >talk/told.lua <<'LUA'
return function(run)
    return { drop = 1 - run.metrics[#run.metrics].val_loss / run.metrics[1].val_loss }
end
LUA
cat >talk/slides.md <<'MD'
---
title: A talk of 3 slides
---

# What 20 steps do

What I *learned*

---

# The loss

<v-clicks>

- Down by **{{ told.drop:.0% }}**
- To {{ run.metrics[21].val_loss:.2f }}

</v-clicks>

```python {all|2}
for i in range(9):
    print(i)
```

---
layout: image
image: /curve.svg
---
MD
told='there is no picture /curve.svg'
"$gptreel" list talk >list 2>said
grep -q 'talk/02_the_loss ' list
grep -q "talk/slides.md:2.: $told" said
"$gptreel" audit talk >audit 2>said
grep -q '23 %' audit
refused 1 "$told" list talk --strict
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h16v9z"/></svg>' >public/curve.svg
"$gptreel" deck talk --public public --strict --format svg -o svg
test -e svg/slide-02-04.svg
test ! -e svg/slide-02-05.svg
test ! -e svg/slide-03-02.svg

# A deck by itself; what does not fit is told with its line.
cp talk/slides.md alone.md
sed -i 's/{{[^}]*}}/much/' alone.md
"$gptreel" frame alone.md/01_what_20_steps_do --at 0 -o cover.svg 2>said
{
    printf -- '---\ntitle: x\n---\n\n# Long\n\n---\n\n# Longer\n\n'
    yes -- '- a point among many others' | head -40
} >long.md
refused 1 'the slide holds more than there is room for' frame long.md/02_longer --at 0 -o x.svg
printf '# One\n\n{{ run.n_params + }}\n' >broken.md
refused 1 'broken.md:3: ' list broken.md

# What plays by itself stays until it can be read, unless it says otherwise.
printf '# One\n\n<v-click>%s</v-click>\n' "$(printf 'many words that are read one by one %.0s' 1 2 3 4 5 6)" >slow.md
"$gptreel" list slow.md | awk '/slow\/01/ { exit !($2 > 13) }'
"$gptreel" list slow.md --pace silent | awk '/slow\/01/ { exit !($2 < 6) }'

# One line that names its place once.
printf '# One\n\n```py\nx\n' >open.md
"$gptreel" list open.md 2>said && exit 1
grep -q '^gptreel list: open.md:3: the code that begins here is not closed' said
