-- 02_encode.lua — characters become numbers and come back; the same line in byte pairs; what the larger table costs.
local rows_of = require "token_rows"

return scene("Characters to numbers", { needs = "text" }, function(run)
    chapter "Characters to numbers"
    local page, text = area(), run.text
    local head = heading("Text to numbers, and back", { into = page:cut_top "fit" })
    local quote = verse { text.line, into = page:cut_top(by_canvas { wide = 0.2, square = 0.16, tall = 0.12 }) }
    begin_with { head, quote }
    spoken("numbers", "A model can only calculate. So each character has to become a number.", function()
        pulse(quote)
        hold(1)
    end)
    click()

    local upper, lower = page:column({ 1, 1 }, { gap = "l" })
    local n_letters, n_pieces = count(text.line_tokens, "characters"), count(text.pair_line, "tokens")
    local says = label("${n_letters} characters, ${n_letters} numbers, one of ${run.n_vocab} each",
        { into = upper:cut_top "fit", color = "soft" })
    local letters = rows_of(text.line_tokens, upper, by_canvas { wide = 41, square = 14, tall = 11 })
    spoken("encode", "Its place in the sorted list will do. To encode is to look the place up, to decode to look back.", function()
        rise_in(says)
        stagger(0.3, function() for _, row in ipairs(letters) do appear(row, { stagger = 0.04 }) end end)
    end)
    click()
    local pairs_say = label("in byte pairs: ${n_pieces} numbers, one of ${text.pair_vocab[3]:,d} each",
        { into = lower:cut_top "fit", color = "accent" })
    local pieces = rows_of(text.pair_line, lower, by_canvas { wide = 13, square = 5, tall = 5 })
    spoken("pairs", "Larger pieces are another choice: neighbours that often meet become one token. The line gets shorter.", function()
        rise_in(pairs_say)
        stagger(0.3, function() for _, row in ipairs(pieces) do appear(row, { stagger = 0.04 }) end end)
        hold(1)
    end)
    click()

    local body, listing = page:column({ 1.3, 1 }, { gap = "l" })
    local sizes = { { "${run.n_vocab}", "${run.corpus_chars:,d}", "characters" } }
    for i, size in ipairs(text.pair_vocab) do
        sizes[#sizes + 1] = { "${size:,d}", "${text.pair_tokens[i]:,d}", "byte pairs" }
    end
    local shorter, taller = run.corpus_chars / text.pair_tokens[3], text.pair_vocab[3] / run.n_vocab
    local costs = table_of { sizes, head = { "symbols in the table", "tokens in the text", "kind" }, into = body }
    local trade = line("the text: ${shorter:.2g} times shorter; the table: ${taller:.2g} times taller",
        { into = listing:cut_top "fit", align = "middle", color = "accent" })
    spoken("trade", "It is a trade: the text gets shorter, the table of symbols taller. We stay with characters: the table is small.", function()
        par(function()
            leave { quote, says, pairs_say }
            leave(letters)
            leave(pieces)
            change(head, "A shorter text, or a smaller table")
            rise_in(costs, { delay = "quick" })
        end)
        costs:light { row = 4 }
        rise_in(trade)
        hold(1)
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
        program:light("def encode", "return", { dim = false })
        hold(0.6)
        program:light("def decode", "join", { dim = false })
    end)
    hold(1)
end)
