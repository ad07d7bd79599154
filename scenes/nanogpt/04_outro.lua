-- 04_outro.lua — the name over the model's own words; what was seen goes into it; how to try it, and what
-- comes out; at the end the address, and what this film was drawn from.
local credits, first_run = require "credits", require "first_run"
local look_back, wide_or = require "look_back", require "wide_or"

return scene("Try it yourself", function(run)
    -- The model's own words over the name of what wrote them, as the scene before ended.
    local shares = by_canvas { wide = { 4, 3 }, square = { 5, 1 }, tall = { 5, 2 } }
    local above, below = area():column(shares, { gap = "l" })
    local says_at, cut = above:cut_top(by_canvas { wide = 0.16, square = 0.19, tall = 0.2 }), wide_or(" ", "\n")
    local shown = big("Now you have seen" .. cut .. "how a GPT works.", { into = says_at })
    local free = big("All this is in nanoGPT:" .. cut .. "free, and small enough to read.", { into = says_at })
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
        spoken("name", "Now you have seen how a GPT *works*.", { seen = true }, function()
            begin_with(name)
            if written then begin_with { written, by_model } end
            par(function()
                rise_in(shown)
                seq(function() name:draw() name:glow() end)
            end)
        end)
        click()
    end)

    -- All that was seen goes into the name; whose it is.
    local seen, page = look_back.make(run, above, couplet), area()
    local top = page:cut_top(by_canvas { wide = 0.14, square = 0.16, tall = 0.15 }, { gap = "m" })
    local left, right = top:row { 5, 4, 4 }
    local author = words("by ${facts.nanogpt_author}",
        { color = "ink", align = "middle", into = wide_or(right, top:cut_bottom "fit") })
    local name_at = wide_or(left, top)
    local trial = first_run.make(run, couplet, page)
    beat(5.2, function()
        spoken("credit", "All this is in *nanoGPT*: free, and small enough to *read*.", { seen = true }, function()
            par(function()
                become(shown, free)
                if written then leave({ by_model, written }, { dur = "quick" }) end
                at(0.2, function() look_back.show(seen, 1.6) end)
            end)
            look_back.go_through(seen, 2.2)
            par(function()
                leave(free, { dur = "quick" })
                look_back.flow(seen, name_at)
                settle(name, name_at)
                at(0.55, function() rise_in(author, { dur = "quick" }) end)
                at(0.55, function() rise_in(trial.shell, { dur = "quick" }) end)
            end)
        end)
        click()
    end)

    beat(8.2, function()
        spoken("try", "Clone it, prepare the text, train, and your own model *writes*.", function()
            first_run.play(trial)
        end)
        click()
    end)

    -- What is remembered.
    page = area()
    local print = line(credits.small_print(run),
        { color = "soft", align = "middle", into = page:cut_bottom "fit" })
    local large = wide_or(1.5, 1.2) -- share of a line of large words
    local rest, below = page:column({ 5, 2 * large + wide_or(3.3, 2.6) }, { gap = "m" })
    local fits_at, told_at = below:column({ large, large + wide_or(3.3, 2.6) }, { gap = "m" })
    local address_at, address_by = rest:cut_bottom(0.26), rest:cut_bottom(0.26)
    local address = big("${facts.nanogpt_address}", { mono = true, color = "accent",
        into = address_at:middle(0.7, wide_or(0.72, 0.94)) })
    local author_last = wide_or(true, false) -- on a wide canvas the name would pass it
        and words("by ${facts.nanogpt_author}", { color = "ink", align = "middle", into = address_by })
    local size, time = credits.figures(run, told_at:middle(0.85, wide_or(0.8, 1)))
    local fits = big("It fits in your head.", { into = fits_at })
    local turn = big("Now it is your turn.", { into = below:middle(0.6, 0.92), color = "accent" })
    beat(7.2, function()
        spoken("fits", "It *fits* in your head.", { seen = true }, function()
            par(function()
                leave(first_run.all(trial))
                settle(name, rest)
                if author_last then leave(author, { dur = "quick" }) else settle(author, address_by) end
                at(0.3, function() rise_in({ address, author_last or nil }, { dur = "quick" }) end)
                at(0.4, function() pop_in(fits) end)
                at(0.8, function() name:glow() end)
                at(1.3, function() par(function() rise_in(size) end) end)
            end)
        end)
        spoken("ours", "Ours learned on a plain *CPU*.", function()
            par(function()
                pop_in(time)
                rise_in(print, { delay = "usual" })
                at(1.2, function() pulse(fits) end)
            end)
        end)
        spoken("yours", "Now it is *your* turn.", { seen = true }, function()
            par(function()
                leave({ fits, table.unpack(size) }, { dur = "quick" })
                leave(time, { dur = "quick" })
                at(0.15, function() pop_in(turn) end)
                name:glow()
            end)
            par(function()
                pulse(address)
                at(0.5, function() pulse(turn) end)
                name:glow()
            end)
        end)
    end)
end)
