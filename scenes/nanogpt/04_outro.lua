-- 04_outro.lua — the name, whose work it is, how to try it, and what this film was drawn from.

-- What of the run there is to tell, as one text.
local function small_print(run)
    local told, facts = "Drawn by gptreel. Our model", {}
    local function tell(figure, number, thing) -- "1 step", "2 steps"
        if not figure or value(figure) < 1 then return end
        facts[#facts + 1] = number .. (thing and (same(figure, 1) and thing or thing .. "s") or "")
    end
    if run.corpus then told = told .. " of ${run.corpus}" end
    tell(run.n_params, "${run.n_params:short} ", "parameter")
    tell(run.steps, "${run.steps:,d} ", "step")
    tell(run.seconds, run.seconds and "${run.seconds:s}")
    local colon = by_canvas { wide = ": ", square = ":\n", tall = ":\n" }
    for i, fact in ipairs(facts) do told = told .. (i == 1 and colon or ", ") .. fact end
    return told
end

-- Where everything stands on the last picture, which is what is remembered. On a wide canvas the name has the place
-- that the first row of tiles leaves free.
local function end_card(page)
    local above, below = page:column { 10, 8 }
    local top, middle, foot = page:column { 5, 5, 11 }
    local tiles = word_tiles { { "Try it", "yourself!" }, lit = true,
                               into = by_canvas { wide = above, square = middle, tall = middle } }
    local _, beside = (tiles:place():column { 1, 1 }):row { 2, 1 }
    local name, author = by_canvas({ wide = beside, square = top, tall = top }):column { 5, 3 }
    return { tiles = tiles, name = name, author = author,
             shell = by_canvas { wide = below, square = foot, tall = foot } }
end

return scene("Try it yourself", function(run)
    local page = area()
    local print = label(small_print(run), { align = "middle", into = page:cut_bottom "fit" })
    local card = end_card(page)

    -- Where things stand until then: the name, whose it is, and what there is to see of it.
    local name_at, credit_at, lower = page:column { 4, 3, 6 }
    local name = wordmark { "nano", "GPT", into = (page:column { 4, 5 }) }
    local author = heading("by ${facts.nanogpt_author}", { align = "middle", into = credit_at:cut_top "fit" })
    local address = heading("${facts.nanogpt_address}", {
        mono = true, color = "accent", align = "middle", into = credit_at:cut_top "fit",
    })

    -- The model's own words.
    local couplet = run.generation and best_lines(run.generation)
    local verse_at = lower:middle(0.9)
    local written, by_model
    if couplet then
        by_model = line("written by the model of this film", { align = "middle", into = verse_at:cut_bottom "fit" })
        written = verse { couplet, align = "middle", into = verse_at }
    end

    beat(5, function()
        spoken("name", "You have just seen how a GPT *works*, from first token to last.", function()
            begin_with(name)
            par(function()
                name:draw()
                if written then seq(function() hold(0.3); appear(written, { stagger = 0.5 }) end) end
            end)
            par(function()
                name:glow()
                if written then appear(by_model) end
            end)
        end)
        click()
    end)

    local left, right = lower:middle(1, by_canvas { wide = 0.8, square = 1, tall = 1 }):row { 1, 1 }
    local files = { file_card { "model.py", lines = facts.nanogpt_model_lines, into = left },
                    file_card { "train.py", lines = facts.nanogpt_train_lines, into = right } }
    beat(5, function()
        spoken("credit", "Andrej Karpathy wrote nanoGPT to be *read*. It is free, on GitHub.", function()
            par(function()
                settle(name, name_at, { dur = "camera" })
                if written then leave { written, by_model } end
                stagger(0.4, function() hold(0.4); rise_in { author, address } end)
                rise_in(files, { delay = "slow" })
            end)
            stagger(0.6, function() for _, file in ipairs(files) do file:count() end end)
        end)
        click()
    end)

    local sh = shell { {
        "git clone https://github.com/karpathy/nanoGPT && cd nanoGPT",
        "python data/shakespeare_char/prepare.py",
        "python train.py config/train_shakespeare_char.py",
    }, into = lower }
    beat(5, function()
        spoken("try", "Clone it, prepare the text, and train a model of your own.", function()
            par(function()
                leave(files)
                rise_in(sh)
            end)
            sh:type()
            rise_in(print, { dur = "quick" })
        end)
        click()
    end)

    beat(5, function()
        spoken("yours", "It fits in your head. | Now *try it yourself*.", function()
            par(function()
                leave(address)
                settle(name, card.name)
                settle(author, card.author)
                settle(sh, card.shell)
            end)
            stagger(0.12, function() drop_in(card.tiles:parts()) end)
        end)
    end)
end)
