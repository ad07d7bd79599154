-- 02_encode.lua — characters become numbers and come back; the same line in byte pairs, and what these cost.
local rows_of = require "token_rows"

return scene("Characters to numbers", { needs = "text" }, function(run)
    chapter "Characters to numbers"
    local page, text = area(), run.text
    local head = heading("Text to numbers, and back", { into = page:cut_top "fit" })
    local stays = by_canvas { wide = true, square = false, tall = false }
    local whole, top = page:middle(1), stays and page:cut_top(0.2)
    local quote = verse { text.line, align = "middle", large = true, into = whole }
    begin_with { head, quote }
    spoken("numbers", "A model can only calculate. So each character has to become a number.", function()
        hold(2.5)
        if stays then settle(quote, top) else leave(quote, { dur = "usual" }) end
    end)
    click()

    local upper, lower = page:column({ by_canvas { wide = 1, square = 1.6, tall = 1.3 }, 1 }, { gap = "s" })
    local n_letters, n_pieces = count(text.line_tokens, "characters"), count(text.pair_line, "tokens")
    local says = label("${n_letters} characters, ${n_letters} numbers, one of ${run.n_vocab} each",
        { into = upper:cut_top "fit", color = "soft" })
    local n_in_row = by_canvas { wide = 41, square = 16, tall = 11 }
    local letters = rows_of(text.line_tokens, upper, n_in_row, { ids = true, gap = "xs" })
    local encodes = "Its place in the sorted list will do. To encode is to look the place up, to decode to look back."
    spoken("encode", encodes, function()
        rise_in(says)
        stretch(5, function() for _, row in ipairs(letters) do appear(row, { stagger = 0.04 }) end end)
    end)
    click()
    local pairs_say = label("in byte pairs: ${n_pieces} numbers, one of ${text.pair_vocab[3]:,d} each",
        { into = lower:cut_top "fit", color = "accent" })
    n_in_row = by_canvas { wide = 13, square = 7, tall = 5 }
    local pieces = rows_of(text.pair_line, lower, n_in_row, { ids = true, gap = "xs" })
    local words_pairs = "Larger pieces are another choice: neighbours that often meet become one token. The line " ..
        "gets shorter."
    spoken("pairs", words_pairs, function()
        rise_in(pairs_say)
        stretch(3.4, function() for _, row in ipairs(pieces) do appear(row, { stagger = 0.04 }) end end)
        hold(0.5)
        par(function() for _, row in ipairs(pieces) do pulse(row) end end)
        key_frame "The same line twice: in characters, and in byte pairs."
    end)
    click()

    local body, listing = page:column({ 4, 1 }, { gap = "s" })
    local sizes = { { "${run.n_vocab}", "${run.corpus_chars:,d}" } }
    for i, size in ipairs(text.pair_vocab) do sizes[#sizes + 1] = { "${size:,d}", "${text.pair_tokens[i]:,d}" } end
    local shorter, taller = run.corpus_chars / text.pair_tokens[3], text.pair_vocab[3] / run.n_vocab
    local costs = table_of { sizes, head = by_canvas {
        wide = { "symbols in the table", "tokens in the text" },
        square = { "symbols", "tokens" }, tall = { "symbols", "tokens" } }, into = body }
    local trade = line("the text ${shorter:.2g} times shorter, the table ${taller:.2g} times taller",
        { into = listing:cut_top "fit", align = "middle", color = "accent" })
    local words_trade = "It is a trade: the text gets shorter, the table of symbols taller. We stay with " ..
        "characters: the table is small."
    spoken("trade", words_trade, function()
        par(function()
            leave { says, pairs_say }
            if stays then leave(quote) end
            leave(letters)
            leave(pieces)
            change(head, "A shorter text, or a smaller table")
            rise_in(costs, { delay = "quick" })
        end)
        for i = 1, 4 do
            costs:light { row = i }
            hold(0.4)
        end
        rise_in(trade)
        hold(1.5)
        costs:light { row = 1 }
    end)
    click()

    local program = code { "gpt.py", part = "the numbers", numbered = true, map = true, into = page }
    spoken("code", "In code: a dictionary, and two functions.", function()
        par(function()
            leave { costs, trade }
            change(head, "encode and decode, in code")
            rise_in(program, { delay = "quick" })
        end)
        program:light("id_of =", { dim = false })
        hold(0.4)
        program:light("def encode", "return", { dim = false })
        hold(0.6)
        program:light("def decode", "join", { dim = false })
    end)
    hold(1)
end)
