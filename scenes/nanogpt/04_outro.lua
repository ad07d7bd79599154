-- 04_outro.lua — the name, whose work it is, how to try it, and what this film was drawn from.

-- What of the run there is to tell, as one text.
local function small_print(run)
    local told, facts = "Drawn by gptreel from a run", {}
    local function tell(figure, number, thing) -- "1 step", "2 steps"
        if not figure or value(figure) < 1 then return end
        facts[#facts + 1] = number .. (thing and (same(figure, 1) and thing or thing .. "s") or "")
    end
    if run.corpus then told = told .. " on ${run.corpus}" end
    tell(run.n_params, "${run.n_params:short} ", "parameter")
    tell(run.steps, "${run.steps:,d} ", "step")
    tell(run.seconds, run.seconds and "${run.seconds:s}")
    local colon = by_canvas { wide = ": ", square = ":\n", tall = ":\n" }
    for i, fact in ipairs(facts) do told = told .. (i == 1 and colon or ", ") .. fact end
    return told
end

return scene("Try it yourself", function(run)
    local page  = area()
    local name  = wordmark { "nano", "GPT", into = page:middle() }
    local print = label(small_print(run), { align = "middle", into = page:cut_bottom "fit" })

    -- Where all stands while the credit and the shell come.
    local name_at, credit_at, lower = page:column { 4, 3, 5 }
    local author = heading("by ${facts.nanogpt_author}", { align = "middle", into = credit_at:cut_top "fit" })
    local address = line("${facts.nanogpt_address}", {
        mono = true, color = "accent", align = "middle", into = credit_at:cut_top "fit",
    })

    -- And at the end: on a wide canvas the name stands beside the first row of tiles.
    local above, below = page:column { 10, 8 }
    local shares = by_canvas { wide = { 6, 4, 6 }, square = { 5, 4, 7 }, tall = { 7, 4, 5 } }
    local first, second, third = page:column(shares)
    local tiles_at = by_canvas { wide = above, square = second, tall = second }
    local tiles = word_tiles { { "Try it", "yourself!" }, lit = true, into = tiles_at }
    local _, beside = (tiles:place():column { 1, 1 }):row { 2, 1 }
    local name_end, author_end = by_canvas({ wide = beside, square = first, tall = first }):column { 5, 3 }
    local shell_end = by_canvas { wide = below, square = third, tall = third }

    -- The model's own words.
    local couplet = run.generation and best_lines(run.generation)
    local verse_at, by_at = lower:middle(0.7):column { 3, 1 }
    local written, by_model
    if couplet then
        local under = page:below(name:place()):middle(0.5)
        written = verse { couplet, align = "middle", color = "soft", into = under }
        by_model = label("written by the model of this film", { align = "middle", into = by_at })
    end

    beat(5, function()
        spoken("name", "You have just seen how nanoGPT works, from first token to last.", function()
            par(function() fade_in(name, { dur = "quick" }); name:draw() end)
            par(function()
                name:glow()
                if written then appear(written, { delay = "usual" }) end
            end)
        end)
        click()
    end)
    beat(5, function()
        spoken("credit", "Andrej Karpathy wrote it to be read. It is free, on GitHub.", function()
            par(function()
                settle(name, name_at, { dur = "camera" })
                if written then settle(written, verse_at, { dur = "camera" }) end
            end)
            stagger(0.4, function() rise_in { author, address, by_model } end)
        end)
        click()
    end)

    local sh = shell { {
        "git clone https://github.com/karpathy/nanoGPT && cd nanoGPT",
        "python data/shakespeare_char/prepare.py",
        "python train.py config/train_shakespeare_char.py",
    }, into = by_canvas { wide = lower:middle(0.7), square = lower, tall = lower } }
    beat(5, function()
        spoken("try", "Clone it, prepare the text, and train a model of your own.", function()
            par(function()
                if written then leave { written, by_model } end
                rise_in(sh)
            end)
            sh:type()
            rise_in(print, { dur = "quick" })
        end)
        click()
    end)

    beat(5, function()
        spoken("yours", "It fits in your head. Now try it yourself.", function()
            par(function()
                leave(address)
                settle(name, name_end)
                settle(author, author_end)
                settle(sh, shell_end)
            end)
            stagger(0.06, function() drop_in(tiles:parts()) end)
        end)
    end)
end)
