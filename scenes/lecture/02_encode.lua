-- 02_encode.lua — characters become numbers and come back; the same line in byte pairs, and what these cost.
-- The pieces of a line by rows of at most so many letters, each piece whole.
local function broken(pieces, n_columns)
    local rows, n = {}, n_columns
    for _, piece in ipairs(pieces) do
        local n_letters = value(piece.n_chars)
        if n + n_letters > n_columns then rows[#rows + 1], n = {}, 0 end
        table.insert(rows[#rows], { token = piece, first = n + 1, n_letters = n_letters })
        n = n + n_letters
    end
    return rows
end

-- The line twice in the same columns: each letter as a tile, and below them a card as wide as its piece, with its id.
local function in_columns(letters, pieces, place, n_columns)
    local tiles, cards, ids = {}, {}, {}
    local rows, shares = broken(pieces, n_columns), {}
    for i in ipairs(rows) do shares[i] = 1 end
    local bands = { place:column(shares, { gap = by_canvas { wide = "l", square = "xs", tall = "l" } }) }
    for i, row in ipairs(rows) do
        local upper, lower = bands[i]:column({ 2, 1 }, { gap = "none" })
        local cells = upper:grid(n_columns, 1, { gap = "none" })
        for _, piece in ipairs(row) do
            for c = piece.first, piece.first + piece.n_letters - 1 do
                tiles[#tiles + 1] = token_row { { letters[#tiles + 1] }, ids = true, into = cells[c] }
            end
            local before, id = piece.first - 1, piece.token.id
            local after = n_columns - before - piece.n_letters
            local _, span = lower:row({ before + 0.01, piece.n_letters, after + 0.01 }, { gap = "none" })
            cards[#cards + 1] = card { lit = piece.n_letters > 5, into = span:middle(0.9, 1 - 0.12 / piece.n_letters) }
            local words = by_canvas { wide = line, square = label, tall = label }
            ids[#ids + 1] = words("${id:d}", { mono = true, align = "middle", into = span:middle(0.9) })
        end
    end
    return tiles, cards, ids
end

return scene("Characters to numbers", { needs = "text" }, function(run)
    chapter "Characters to numbers"
    local page, text = area(), run.text
    local head = heading("Text to numbers, and back", { into = page:cut_top "fit" })
    local trade_page = page:middle(1)
    local stays = by_canvas { wide = true, square = false, tall = false }
    local whole, top = page:middle(1), stays and page:cut_top(0.16)
    local quote = verse { text.line, align = "middle", large = true, into = whole }
    begin_with { head, quote }
    spoken("numbers", "A model can only calculate. So each character has to become a number.", function()
        hold(2.5)
        if stays then settle(quote, top) else leave(quote, { dur = "usual" }) end
    end)
    click()

    local n_letters, n_pieces = count(text.line_tokens, "characters"), count(text.pair_line, "tokens")
    local under = page:cut_bottom "fit"
    local says = label("${n_letters} characters, ${n_letters} numbers, one of ${run.n_vocab} each",
        { into = under, align = "middle", color = "soft" })
    local n_columns = by_canvas { wide = 21, square = 12, tall = 12 }
    local letters, cards, ids = in_columns(text.line_tokens, text.pair_line, page, n_columns)
    local encodes = "Its place in the sorted list will do. To encode is to look the place up, to decode to look back."
    spoken("encode", encodes, function()
        rise_in(says)
        stretch(5, function() stagger(0.1, function() for _, tile in ipairs(letters) do appear(tile) end end) end)
    end)
    click()
    local words_pairs = "Larger pieces are another choice: neighbours that often meet become one token. The line " ..
        "gets shorter."
    spoken("pairs", words_pairs, function()
        change(says, "in byte pairs: ${n_pieces} numbers, one of ${text.pair_vocab[3]:,d} each")
        stretch(4, function()
            stagger(0.3, function()
                for i, piece in ipairs(cards) do
                    par(function() drop_in(piece) rise_in(ids[i]) end)
                end
            end)
        end)
        hold(0.5)
        key_frame "The same line twice: in characters, and in byte pairs."
    end)
    click()

    local n_symbols, n_tokens = { run.n_vocab }, { run.corpus_chars }
    for i, size in ipairs(text.pair_vocab) do n_symbols[i + 1], n_tokens[i + 1] = size, text.pair_tokens[i] end
    local shorter, taller = run.corpus_chars / text.pair_tokens[3], text.pair_vocab[3] / run.n_vocab
    local trade = line("the text ${shorter:.2g} times shorter, the table ${taller:.2g} times taller",
        { into = trade_page:cut_bottom "fit", align = "middle", color = "accent" })
    local left, right
    if stays then left, right = trade_page:row({ 1, 1 }, { gap = "l" })
    else left, right = trade_page:column { 1, 1 } end
    local length = chart { x = n_symbols, y = n_tokens, as = "bars", scale = "log", color = "accent", large = true,
                           across = "symbols", up = "tokens in the text", format = ",d", into = left }
    local table_rows = chart { x = n_symbols, y = n_symbols, as = "bars", scale = "log", color = "soft", large = true,
                               across = "symbols", up = "rows of the table", format = ",d", into = right }
    local words_trade = "It is a trade: the text gets shorter, the table of symbols taller. We stay with " ..
        "characters: the table is small."
    spoken("trade", words_trade, function()
        par(function()
            leave(says)
            if stays then leave(quote) end
            leave(letters)
            leave(cards)
            leave(ids)
            change(head, "A shorter text, or a smaller table")
        end)
        stretch(2.2, function() length:draw() end)
        stretch(2.2, function() table_rows:draw() end)
        rise_in(trade)
        hold(1.5)
    end)
    click()

    local program = code { "gpt.py", part = "the numbers", numbered = true, map = true, into = trade_page }
    spoken("code", "In code: a dictionary, and two functions.", function()
        par(function()
            leave { length, table_rows, trade }
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
