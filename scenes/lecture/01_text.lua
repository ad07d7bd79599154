-- 01_text.lua — the text that is learned from: how long it is, its few characters, what is put aside.
local character_tiles = require "character_tiles"

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

    -- What is put aside, to scale.
    local body = page:middle(by_canvas { wide = 0.7, square = 0.7, tall = 0.5 })
    local bars, below = body:column({ 1, 1.2 }, { gap = "m" })
    local long_bar, short_bar = bars:row({ value(text.n_train / text.n_val), 1 }, { gap = "xs" })
    local left, right = below:row({ 1.9, 1 }, { gap = "xl" })
    local learned, kept = card { into = long_bar }, card { into = short_bar }
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
            appear(learned, { delay = "quick" })
            rise_in(says_learned, { delay = "quick" })
        end)
        par(function() appear(kept) rise_in(says_kept) end)
    end)
    local why = "A model could learn the rest by heart. On text that it never saw, it cannot: " ..
        "this part tells what it understood."
    spoken("why", why, function()
        focus({ learned, says_learned[1], says_learned[2] }, function() hold(2) end)
        focus({ kept, says_kept[1], says_kept[2] }, function() kept:light() pulse(says_kept[1]) hold(1.5) end)
        key_frame "The text is cut in two; a tenth is never learned from."
    end)
    click()

    local program = code { "gpt.py", part = "the text", numbered = true, val_fraction = run.val_fraction,
        into = page:middle(by_canvas { wide = 0.7, square = 0.7, tall = 0.5 }) }
    spoken("code", "In code, so far: read it, sort what occurs, count it.", function()
        par(function()
            leave { learned, kept, says_learned[1], says_learned[2], says_kept[1], says_kept[2] }
            change(head, "The first lines of our program")
            rise_in(program, { delay = "quick" })
        end)
        program:light("chars", "n_vocab", { dim = false })
    end)
    spoken("code split", "And cut it in two.", function()
        program:show "the split"
        program:light("train_ids", "val_ids", { dim = false })
    end)
    takeaway "A text is cut in two before anything is learned: what was never seen tells what was understood."
    hold(1.5)
end)
