# What the program tells of its verbs, on the terminal and as JSON.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

"$gptreel" help >all
grep -q '^  render ' all && grep -q '^  token_row ' all && grep -q '^  settle ' all && grep -q '^  picture ' all
"$gptreel" --help | grep -q 'gptreel help VERB'
for name in beat token_row picture picture:parts; do
    "$gptreel" help $name | head -1 | grep -q "^$name"
done
"$gptreel" help token_row | grep -q '^ *into  *the area'
"$gptreel" help sheet | grep -q '^usage: gptreel sheet' # a command, where no verb has that name
refused 2 'there is no command "rendr"; did you mean render' rendr talk
refused 2 'there is no command "html"; the format is gptreel render FILM --format html' html talk
"$gptreel" help --json >all.json
for name in scene beat area settle token_row heading; do
    grep -q "\"name\": *\"$name\"" all.json
done
refused 2 'there is no verb or type `token_rwo`; did you mean `token_row`?' help token_rwo
refused 2 '--json prints everything' help beat --json
refused 2 'help' help beat par
