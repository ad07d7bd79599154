-- 01_text.lua — the text that is learned from: how long it is, its few characters, what is put aside.
local rows_of = require "token_rows"

return scene("The text", { needs = { "corpus", "corpus_chars", "text" } }, function(run)
    local page, text = area(), run.text
    chapter "The text"

    local head = heading("All there is to learn from", { into = page:cut_top "fit" })
    local first = verse { text.opening, at_most = 60, large = true, into = page }
    local some, all = page:split({ 1, by_canvas { wide = 1, square = 0.5, tall = 0.4 } }, { gap = "xl" })
    local opening = verse { text.opening, at_most = 420, large = true, into = some }
    local more = verse { text.opening, at_most = 1145, into = some }
    local n_room, of_room = all:middle(by_canvas { wide = 0.4, square = 0.9, tall = 0.9 }):column { 2, 1 }
    local long = big("${run.corpus_chars:,d}", { into = n_room, color = "accent" })
    local of = line("characters of ${run.corpus}", { into = of_room, align = "middle" })
    begin_with { head, first }
    spoken("text", "We build a model that writes, from nothing. It begins with a text.", function()
        hold(1.5)
        become(first, opening, { dur = "slow" })
        hold(0.5)
    end)
    spoken("long", "This one is ${run.corpus}: to the model, one long row of characters.", function()
        become(opening, more, { dur = "slow" })
        rise_in(long)
        rise_in(of)
        pulse(long)
    end)
    click()

    local width = by_canvas { wide = 13, square = 9, tall = 8 }
    local symbols = rows_of(text.symbols, page, width, { gap = "s", align = "left" })
    local words_symbols = "Most of them come again and again. The different ones drop out, and line up."
    spoken("symbols", words_symbols, function()
        par(function()
            leave { more, long, of }
            change(head, "Only ${run.n_vocab} of them differ")
            stretch(4.5, function() for _, row in ipairs(symbols) do appear(row, { stagger = 0.05 }) end end)
        end)
    end)
    local words_vocabulary = "That is all it will ever read or write: letters, signs, a space, a line's end."
    spoken("vocabulary", words_vocabulary, function()
        hold(0.6)
        for _ = 1, 2 do
            par(function() for _, row in ipairs(symbols) do pulse(row) end end)
            hold(1.2)
        end
    end)
    click()

    local many, few = page:middle(0.5):row({ 9, by_canvas { wide = 1.6, square = 3, tall = 4 } }, { gap = "s" })
    local learned, kept = card { into = many }, card { into = few }
    local says_learned = big("${text.n_train:,d}", { into = many:middle(0.5) })
    local says_kept = big("${text.n_val:,d}", { into = few:middle(0.8), color = "val" })
    local below = page:below(many)
    local names = label("training part, and validation part",
        { into = below:middle(0.5), align = "middle", color = "soft" })
    spoken("split", "Before anything is learned, the last tenth is put aside.", function()
        par(function()
            leave(symbols)
            change(head, "A tenth is never learned from")
            appear(learned, { delay = "quick" })
            rise_in(says_learned, { delay = "quick" })
        end)
        par(function() appear(kept) rise_in(says_kept) end)
        rise_in(names)
    end)
    local why = "A model could learn the rest by heart. On text that it never saw, it cannot: " ..
        "this part tells what it understood."
    spoken("why", why, function()
        focus({ learned, says_learned }, function() hold(2) end)
        focus({ kept, says_kept }, function() hold(1) pulse(says_kept) hold(1) end)
    end)
    click()

    local program = code { "gpt.py", part = "the text", numbered = true, map = true,
                           val_fraction = run.val_fraction, into = page }
    spoken("code", "In code, so far: read it, sort what occurs, count it.", function()
        par(function()
            leave { learned, kept, says_learned, says_kept, names }
            change(head, "The first lines of our program")
            rise_in(program, { delay = "quick" })
        end)
        program:light("chars", "n_vocab", { dim = false })
    end)
    spoken("code split", "And cut it in two.", function()
        program:show "the split"
        program:light("train_ids", "val_ids", { dim = false })
        key_frame "The text is cut in two; a tenth is never learned from."
    end)
    takeaway "A text is cut in two before anything is learned: what was never seen tells what was understood."
    hold(1.5)
end)
