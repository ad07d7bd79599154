-- 04_outro.lua — the name over the model's own words; what was seen goes into it; how to try it, and what
-- comes out; at the end the address, and what this film was drawn from.
local credits, look_back, wide_or = require "credits", require "look_back", require "wide_or"

return scene("Try it yourself", function(run)
    -- The model's own words over the name of what wrote them, as the scene before ended.
    local shares = by_canvas { wide = { 4, 3 }, square = { 5, 1 }, tall = { 5, 2 } }
    local above, below = area():column(shares, { gap = "l" })
    local name = wordmark { "nano", "GPT", into = below }
    local words = wide_or(heading, line)
    local gen, written, by_model = run.generation, nil, nil
    local couplet = gen and (best_lines(gen) or best_lines(gen, 1))
    if couplet then
        local verse_at = above:middle(0.86, wide_or(1, 0.8))
        by_model = words("written by the model of this film",
            { color = "soft", align = "middle", into = verse_at:cut_bottom "fit" })
        written = verse { couplet, align = "middle", large = true, into = verse_at:cut_bottom "fit" }
    end
    beat(3.4, function()
        spoken("name", "Now you have seen how a GPT *works*.", function()
            begin_with(name)
            if written then begin_with { written, by_model } end
            name:draw()
            name:glow()
        end)
        click()
    end)

    -- All that was seen goes into the name; whose it is.
    local seen, page = look_back.make(run, above, couplet), area()
    local top = page:cut_top(by_canvas { wide = 0.16, square = 0.25, tall = 0.24 }, { gap = "l" })
    local left, _, right = top:row { 5, 2, 7 }
    local name_at, credit_at = wide_or(left, top), wide_or(right, top)
    local address = big("${facts.nanogpt_address}", { mono = true, color = "accent",
        into = credit_at:cut_bottom(wide_or(0.4, 0.2)) })
    local author = words("by ${facts.nanogpt_author}", { color = "ink", align = "middle",
        into = credit_at:cut_bottom("fit", { gap = wide_or("m", "l") }) })

    -- The whole way, and what comes out at its end.
    local needs = words("First: pip install torch numpy requests tiktoken." .. wide_or(" ", "\n")
        .. "No GPU? Its README has the flags.",
        { color = "soft", align = wide_or("left", "middle"), into = page:cut_bottom "fit" })
    local lines, n_lines = credits.other_lines(run, couplet)
    local out, whose, said
    if lines then
        local share = wide_or(0.13 + 0.12 * n_lines, 0.29 + 0.09 * n_lines)
        out = card { into = page:cut_bottom(share), order = -1 }
        local inside = out:place():inset(by_canvas { wide = "m", square = "s", tall = "m" })
        local told_at = wide_or(true, false) and inside:cut_right(0.27) or inside:cut_bottom "fit"
        whose = line("from this film's run", { color = "soft", align = "right", into = told_at })
        said = verse { lines, large = true, into = inside }
    end
    local sh = shell { {
        "git clone https://github.com/karpathy/nanoGPT && cd nanoGPT",
        "python data/shakespeare_char/prepare.py",
        "python train.py config/train_shakespeare_char.py",
        "python sample.py --out_dir=out-shakespeare-char",
    }, numbered = true, lit = { "clone", "prepare.py", "train.py", "sample.py" }, faint = true, bare = true,
        into = page }
    beat(4.5, function()
        spoken("credit", "All of it is in *nanoGPT*: free, and small enough to *read*.", function()
            par(function()
                if written then leave { by_model, written } end
                at(0.2, function() look_back.show(seen, 2.6) end)
            end)
            hold(0.3)
            par(function()
                look_back.flow(seen, name_at)
                settle(name, name_at)
                at(0.4, function() rise_in({ author, address }, { dur = "quick" }) end)
                at(0.45, function() rise_in({ sh, needs }, { dur = "quick" }) end)
            end)
        end)
        click()
    end)

    beat(7.1, function()
        spoken("try", "Clone it, prepare the text, train, and your own model *writes*.", function()
            stretch(4.4, function() sh:type() end)
            if said then
                par(function()
                    rise_in({ out, whose }, { dur = "quick" })
                    at(0.1, function() stretch(1.9, function() said:write() end) end)
                end)
            end
        end)
        click()
    end)

    -- What is remembered.
    page = area()
    page:cut_bottom(by_canvas { wide = "none", square = "s", tall = "m" })
    local print = words(credits.small_print(run),
        { color = "soft", align = "middle", into = page:cut_bottom "fit" })
    local last_at, address_at, author_at = page:cut_bottom(0.3), page:cut_bottom(0.18), page:cut_bottom "xl"
    page:cut_top(by_canvas { wide = "none", square = "none", tall = 0.25 }, { gap = "none" }) -- nearer to its author
    local first, second = last_at:middle(wide_or(0.8, 0.7)):column({ 1, 1 }, { gap = "m" })
    local fits = big("It fits in your head.", { into = first })
    local turn = big("Now it is your turn.", { into = second, color = "accent" })
    beat(5, function()
        spoken("fits", "It *fits* in your head.", { seen = true }, function()
            par(function()
                leave { sh, needs, out, whose, said }
                settle(name, page)
                settle(author, author_at)
                settle(address, address_at:middle(0.7, wide_or(0.72, 1)))
                rise_in(print, { delay = "quick", dur = "quick" })
                at(0.4, function() pop_in(fits) end)
            end)
            name:glow()
        end)
        spoken("yours", "Now it is *your* turn.", { seen = true }, function()
            par(function() pop_in(turn) name:glow() end)
            par(function() pulse(address) name:glow() end)
        end)
    end)
end)
