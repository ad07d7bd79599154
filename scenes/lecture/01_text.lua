-- 01_text.lua — the text that is learned from: how long it is, its few characters, what is put aside.
local character_tiles, two_parts = require "character_tiles", require "two_parts"

local function all_of(...)
    local things = {}
    for _, list in ipairs { ... } do table.move(list, 1, #list, #things + 1, things) end
    return things
end

return scene("The text", { needs = { "corpus", "corpus_chars", "text" } }, function(run)
    local page, text = area(), run.text
    chapter "The text"

    local head = heading("All there is to learn from", { into = page:cut_top "fit" })
    local first = verse { text.opening, at_most = 60, large = true, into = page }
    local upper, lower = page:column({ by_canvas { wide = 2.2, square = 2.2, tall = 2.6 }, 1 }, { gap = "l" })
    local opening = verse { text.opening, at_most = 420, large = true, into = page }
    local tiles = character_tiles.make(text, by_canvas { wide = 4, square = 4, tall = 6 }, upper, page)
    local n_room, of_room = lower:column({ 2, 1 }, { gap = "xs" })
    local long = big("${run.corpus_chars:,d}", { into = n_room, color = "accent" })
    local of = line("characters of ${run.corpus}", { into = of_room, align = "middle" })
    begin_with { head, first }
    spoken("text", "We build a model that writes, from nothing. It begins with a text.", function()
        hold(1.5)
        become(first, opening, { dur = "slow" })
    end)
    spoken("long", "This one is ${run.corpus}: to the model, one long row of characters.", function()
        leave(opening)
        stretch(1.2, function() character_tiles.begin(tiles) end)
        par(function()
            rise_in(long)
            rise_in(of)
            stretch(4, function() character_tiles.scroll(tiles) end)
        end)
    end)
    click()

    local symbols
    local words_symbols = "Most of them come again and again. The different ones drop out, and line up."
    spoken("symbols", words_symbols, function()
        par(function()
            leave { long, of }
            change(head, "Only ${run.n_vocab} of them differ")
        end)
        symbols = character_tiles.drop_out(tiles, text.symbols)
    end)
    local words_vocabulary = "That is all it will ever read or write: letters, signs, a space, a line's end."
    spoken("vocabulary", words_vocabulary, function()
        hold(0.8)
        for _ = 1, 2 do
            stretch(1, function() pulse(symbols) end)
            hold(0.8)
        end
    end)
    click()

    -- What is put aside, to scale: letters of both parts.
    local body = page:middle(by_canvas { wide = 0.8, square = 0.7, tall = 0.5 })
    local bars, below = body:column({ 1, 1 }, { gap = "l" })
    local parts = two_parts.make(run, bars)
    local left, right = below:row({ 1.9, 1 }, { gap = "xl" })
    local n_left, w_left = left:column({ 1.6, 1 }, { gap = "s" })
    local n_right, w_right = right:column({ 1.6, 1 }, { gap = "s" })
    local says_learned = { big("${text.n_train:,d}", { into = n_left, align = "left" }),
        line("to learn from: the training part", { into = w_left }) }
    local says_kept = { big("${text.n_val:,d}", { into = n_right, align = "right", color = "val" }),
        line("the validation part", { into = w_right, align = "right", color = "val" }) }
    spoken("split", "Before anything is learned, the last tenth is put aside.", function()
        par(function()
            leave(symbols)
            change(head, "A tenth is never learned from")
        end)
        stretch(1.2, function() two_parts.begin(parts) end)
        par(function()
            two_parts.cut(parts)
            rise_in(all_of(says_learned, says_kept))
        end)
    end)
    local why = "A model could learn the rest by heart. On text that it never saw, it cannot: " ..
        "this part tells what it understood."
    spoken("why", why, function()
        focus(all_of(parts.learned, says_learned), function() hold(2) end)
        focus(all_of(parts.kept, says_kept), function()
            par(function() for _, kept in ipairs(parts.kept) do kept:light() end end)
            pulse(says_kept[1])
            hold(1.5)
        end)
        key_frame "The text is cut in two; a tenth is never learned from."
    end)
    click()

    -- In code, with what its lines give.
    local upper_code, lower_code = page:column({ 3, 5 }, { gap = "m" })
    local reads = code { "gpt.py", part = "the text", numbered = true, beside = "(T)", into = upper_code }
    local splits = code { "gpt.py", part = "the split", numbered = true, val_fraction = run.val_fraction,
        beside = "(T)", into = lower_code }
    spoken("code", "In code, so far: read it, sort what occurs, count it.", function()
        par(function()
            leave(all_of(parts.learned, parts.kept, says_learned, says_kept))
            change(head, "The first lines of our program")
            rise_in(reads, { delay = "quick" })
        end)
        reads:value("n_vocab", "${run.n_vocab}")
    end)
    spoken("code split", "And cut it in two.", function()
        rise_in(splits)
        splits:value("train_ids =", "${text.n_train:,d}")
        splits:value("val_ids =", "${text.n_val:,d}")
    end)
    takeaway "A text is cut in two before anything is learned: what was never seen tells what was understood."
    hold(1.5)
end)
