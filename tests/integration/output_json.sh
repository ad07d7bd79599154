# What is told as JSON is JSON, whatever stands in a path, as another reader sees it.
gptreel=$1

command -v python3 >/dev/null || { echo 'python3 is missing; nobody reads the JSON'; exit 77; }
odd=$(printf 'a "quote" \\ back,\ta tab and\na line')
rm -rf "$odd" && mkdir -p "$odd/talk"
printf 'return scene("One", function() appear(line("One.")) end)\n' >"$odd/talk/01_one.lua"
each='import json, sys
paths = [event["path"] for event in map(json.loads, sys.stdin) if event["event"] == "file"]
assert paths and all(path.startswith(sys.argv[1] + "/out") for path in paths), paths'
for format in mp4 webm png svg; do
    "$gptreel" render "$odd/talk" --size 90p5 --format $format --json --out "$odd/out" >events 2>words || {
        # formats without pixels take no size
        "$gptreel" render "$odd/talk" --format $format --json --out "$odd/out" >events 2>words
    }
    python3 -c "$each" "$odd" <events || { echo "$format:"; cat events; exit 1; }
done
"$gptreel" article "$odd/talk" --json --out "$odd/out_article" >events 2>words
python3 -c "$each" "$odd" <events || { echo 'article:'; cat events; exit 1; }
for command in lint audit; do
    "$gptreel" $command "$odd/talk" --json >told
    python3 -c 'import json, sys; json.load(sys.stdin)' <told || { echo "$command:"; cat told; exit 1; }
done
