-- 04_outro.lua — what was seen, over the name of what does it; how to try it, and what comes out;
-- at the end the address, and what this film was drawn from.
local credits, first_run = require "credits", require "first_run"
local look_back, wide_or = require "look_back", require "wide_or"

return scene("Try it yourself", function(run)
    local shares = by_canvas { wide = { 4, 3 }, square = { 6, 1 }, tall = { 6, 2 } }
    local above, below = area():column(shares, { gap = "l" })
    local cut, says_h = wide_or(" ", "\n"), by_canvas { wide = 0.16, square = 0.18, tall = 0.17 }
    local says_at = above:cut_top(says_h, { gap = wide_or("m", "l") })
    local shown = big("Now you have seen" .. cut .. "how a GPT works.", { into = says_at })
    local free = big("All this is in nanoGPT:" .. cut .. "free, and small enough to read.", { into = says_at })
    local name = wordmark { "nano", "GPT", into = below }
    local couplet = run.generation and (best_lines(run.generation) or best_lines(run.generation, 1))
    local seen = look_back.make(run, above, couplet)
    beat(3.6, function()
        spoken("name", "Now you have seen how a GPT *works*.", { seen = true }, function()
            begin_with { name, shown }
            par(function()
                seq(function() name:draw() name:glow() end)
                at(0.5, function() look_back.show(seen, 2.2) end)
            end)
        end)
        click()
    end)

    -- The name rises; whose it is.
    local page = area()
    local top = page:cut_top(by_canvas { wide = 0.14, square = 0.16, tall = 0.15 }, { gap = "m" })
    local left, right = top:row { 5, 4, 4 }
    local by_at = wide_or(true, false) and right:cut_bottom(0.48) or top:cut_bottom "fit"
    local author = wide_or(heading, line)("by ${facts.nanogpt_author}", { color = "ink", align = "middle", into = by_at })
    local name_at = wide_or(left, top)
    local trial = first_run.make(run, couplet, page)
    beat(4.2, function()
        spoken("credit", "All this is in *nanoGPT*: free, and small enough to *read*.", { seen = true }, function()
            par(function()
                become(shown, free)
                at(0.4, function() look_back.go_through(seen, 2.2) end)
            end)
            par(function()
                leave(free, { dur = "quick" })
                look_back.leave(seen)
                settle(name, name_at)
                at(0.55, function() rise_in(author, { dur = "quick" }) end)
                at(0.55, function() first_run.come(trial) end)
            end)
        end)
        click()
    end)

    beat(10.6, function()
        spoken("try", "Install, clone, prepare the text, and *train*.", function() first_run.train(trial) end)
        spoken("own", "Then your own model *writes*.", function() first_run.sample(trial) end)
        click()
    end)

    -- What is remembered.
    page = area()
    local print = wide_or(heading, line)(credits.small_print(run),
        { color = "soft", align = "middle", into = page:cut_bottom "fit" })
    local rest, told_at = page:column(by_canvas { wide = { 5, 3 }, square = { 5, 3 }, tall = { 5, 3 } }, { gap = "m" })
    local address_at, author_at = rest:cut_bottom(0.24), rest:cut_bottom(0.2)
    local address = big("${facts.nanogpt_address}", { mono = true, color = "accent",
        into = address_at:middle(0.8, wide_or(0.72, 0.96)) })
    local author_last = wide_or(true, false) -- on a wide canvas the name would pass it
        and heading("by ${facts.nanogpt_author}", { color = "ink", align = "middle", into = author_at })
    local fits = big("It fits in your head.", { into = told_at:middle(0.6, 0.92) })
    local turn = big("Now it is your turn.", { into = told_at:middle(0.6, 0.92), color = "accent" })
    beat(5.6, function()
        spoken("fits", "It *fits* in your head.", { seen = true }, function()
            par(function()
                leave(first_run.all(trial))
                settle(name, rest)
                if author_last then leave(author, { dur = "quick" }) else settle(author, author_at) end
                at(0.3, function() rise_in({ address, author_last or nil }, { dur = "quick" }) end)
                at(0.4, function() pop_in(fits) end)
                at(0.8, function() name:glow() end)
                at(1.1, function() rise_in(print) end)
            end)
            hold(0.7)
        end)
        spoken("yours", "Now it is *your* turn.", { seen = true }, function()
            par(function()
                become(fits, turn)
                name:glow()
            end)
            pulse(address)
        end)
    end)
end)
