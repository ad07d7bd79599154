# One block of the model opens, as in scenes/nanogpt/opened_block.lua, for runs with other models and on every canvas.
gptreel=$1

mkdir -p block
cp "$2"/scenes/nanogpt/opened_block.lua "$2"/scenes/nanogpt/wide_or.lua block
cat >block/01_opens.lua <<'LUA'
local opened = require "opened_block"
return scene("A block opens", function(run)
    local probe, page = run.probe, area()
    local title = heading("A model", { into = page:cut_top "fit" })
    local model = flow { run, into = page }
    local layer, head = telling_head(probe.attention, model:layers())
    local at
    for i, shown in ipairs(model:layers()) do if shown == value(layer) then at = i end end
    local from = {
        layer = layer, head = head, title = title, leaving = { model },
        card = card { into = model:place("block", at), order = -1 },
        grid = attention_grid { probe.attention[value(layer)][value(head)], into = model:place("attention", at) },
        mlp = probe.mlp_hidden and mlp_columns { probe, layer = value(layer), into = model:place("mlp", at) } or nil,
        road = residual_road { probe.tokens, into = model:place "road" },
        tokens = columns { probe.embed_token, heads = probe.tokens, into = model:place "tokens" },
    }
    appear { title, model, from.card, from.grid, from.mlp or from.road, from.mlp and from.road or from.tokens,
             from.mlp and from.tokens or nil }
    beat(5, function()
        local block = opened.play(run, from)
        meanwhile(function() opened.aside(block, page:cut_left "half") end)
    end)
    hold(1)
end)
LUA
cat >block/film.lua <<'LUA'
return { gptreel = 1, title = "Block", scenes = { "01_opens" }, runs = { main = "shakespeare" } }
LUA

for run in shakespeare ladder/one-head ladder/many-heads ladder/+mlp ladder/char-cpu depth/deep depth/no-residual; do
    "$gptreel" frame block/01_opens --run "$2/model/runs/$run" --at 7 --size 90p -o "$(basename $run).png"
done
for canvas in square tall; do
    "$gptreel" frame block/01_opens --canvas $canvas --at 7 --size 90p -o $canvas.png
done
"$gptreel" render block --format svg --out out && [ -s out/block/01_opens.svg ]
"$gptreel" captions block -o all.srt && grep -q "Attention looks back" all.srt
"$gptreel" captions block --run "$2/model/runs/ladder/one-head" -o few.srt && ! grep -q MLP few.srt
