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

-- The line in columns, piece by piece: the tiles of its letters with their numbers, where they go when they become one,
-- and the card and the number of the piece.
local function in_columns(letters, pieces, place, n_columns)
    local made, n = {}, 0
    local rows, shares = broken(pieces, n_columns), {}
    for i in ipairs(rows) do shares[i] = 1 end
    local bands = { place:column(shares, { gap = by_canvas { wide = "l", square = "xs", tall = "l" } }) }
    for i, row in ipairs(rows) do
        local upper, lower = bands[i]:column({ 2, 1 }, { gap = "none" })
        local cells, below = upper:grid(n_columns, 1, { gap = "none" }), lower:grid(n_columns, 1, { gap = "none" })
        for _, piece in ipairs(row) do
            local shown = { tiles = {}, ids = {}, closer = {} }
            local before, id = piece.first - 1, piece.token.id
            local sides = { before + 0.01, piece.n_letters, n_columns - before - piece.n_letters + 0.01 }
            local _, above = upper:row(sides, { gap = "none" })
            local _, span = lower:row(sides, { gap = "none" })
            shown.closer = above:middle(1, 1 - 0.28 / piece.n_letters):grid(piece.n_letters, 1, { gap = "none" })
            for c = piece.first, piece.first + piece.n_letters - 1 do
                n = n + 1
                local letter = letters[n].id
                shown.tiles[#shown.tiles + 1] = token_row { { letters[n] }, into = cells[c] }
                shown.ids[#shown.ids + 1] = label("${letter:d}", { mono = true, align = "middle", into = below[c] })
            end
            shown.card = card { lit = piece.n_letters > 5, into = span:middle(0.9, 1 - 0.28 / piece.n_letters) }
            local words = by_canvas { wide = line, square = label, tall = label }
            shown.id = words("${id:d}", { mono = true, align = "middle", into = span:middle(0.9) })
            made[#made + 1] = shown
        end
    end
    return made
end

-- What of the sorted list occurs in a line.
local function sorted_list(tokens)
    local kinds, seen = {}, {}
    for _, token in ipairs(tokens) do
        if not seen[value(token.id)] then kinds[#kinds + 1] = token end
        seen[value(token.id)] = true
    end
    table.sort(kinds, function(a, b) return value(a.id) < value(b.id) end)
    return kinds
end

-- What is seen of all pieces.
local function all_of(pieces, ...)
    local things = {}
    for _, piece in ipairs(pieces) do
        for _, name in ipairs { ... } do
            for _, thing in ipairs(name == "tiles" and piece.tiles or { piece[name] }) do things[#things + 1] = thing end
        end
    end
    return things
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
        settle(quote, stays and top or whole)
    end)
    click()

    local n_letters, n_pieces = count(text.line_tokens, "characters"), count(text.pair_line, "tokens")
    local under = page:cut_bottom "fit"
    local says = label("${n_letters} characters, ${n_letters} numbers, one of ${run.n_vocab} each",
        { into = under, align = "middle", color = "soft" })
    local says_pairs = label("in byte pairs: ${n_pieces} numbers, one of ${text.pair_vocab[3]:,d} each",
        { into = under, align = "middle", color = "soft" })
    local sorted = token_row { sorted_list(text.line_tokens), ids = true,
        into = page:cut_bottom(by_canvas { wide = 0.2, square = 0.18, tall = 0.12 }, { gap = "m" }) }
    local n_columns = by_canvas { wide = 21, square = 12, tall = 12 }
    local pieces = in_columns(text.line_tokens, text.pair_line, page, n_columns)
    local encodes = "Its place in the sorted list will do. To encode is to look the place up, to decode to look back."
    spoken("encode", encodes, function()
        par(function()
            if not stays then leave(quote) end
            rise_in(says)
            appear(sorted, { stagger = 0.05 })
        end)
        stretch(4.5, function()
            stagger(0.1, function()
                for _, piece in ipairs(pieces) do
                    for i, tile in ipairs(piece.tiles) do
                        par(function() appear(tile) fade_in(piece.ids[i]) end)
                    end
                end
            end)
        end)
    end)
    click()
    local words_pairs = "Larger pieces are another choice: neighbours that often meet become one token. The line " ..
        "gets shorter."
    spoken("pairs", words_pairs, function()
        par(function()
            leave(sorted)
            leave(says)
            fade_in(says_pairs, { delay = "usual" })
        end)
        stretch(5, function()
            stagger(0.3, function()
                for _, piece in ipairs(pieces) do
                    par(function()
                        leave(piece.ids)
                        for i, tile in ipairs(piece.tiles) do settle(tile, piece.closer[i]) end
                        drop_in(piece.card, { delay = "quick" })
                        rise_in(piece.id, { delay = "quick" })
                    end)
                end
            end)
        end)
        hold(0.5)
        key_frame "The same line twice: in characters, and in byte pairs."
    end)
    click()

    -- What a larger vocabulary costs, and gives; the one that made these pieces is lit, beside characters.
    local n_symbols, n_tokens = { run.n_vocab }, { run.corpus_chars }
    for i, size in ipairs(text.pair_vocab) do n_symbols[i + 1], n_tokens[i + 1] = size, text.pair_tokens[i] end
    local shorter, taller = run.corpus_chars / text.pair_tokens[3], text.pair_vocab[3] / run.n_vocab
    local says_trade = line("from ${run.n_vocab} to ${text.pair_vocab[3]:,d}: the text ${shorter:.2g} times shorter, the "
        .. "table ${taller:.2g} times taller", { into = trade_page:cut_bottom "fit", align = "middle", color = "accent" })
    local trade = chart { x = n_symbols, y = n_tokens, scale = "log", format = ",d", large = true, color = "accent",
        dots = true, values = "ends", up = "tokens in the text", across = "symbols, rows of the table (log)", into = trade_page }
    local words_trade = "It is a trade: the text gets shorter, the table of symbols taller. We stay with " ..
        "characters: the table is small."
    spoken("trade", words_trade, function()
        par(function()
            leave(says_pairs)
            if stays then leave(quote) end
            leave(all_of(pieces, "tiles", "card", "id"))
            change(head, "A shorter text, or a smaller table")
            trade:axes()
        end)
        stretch(2.5, function() trade:draw() end)
        trade:point_at(n_symbols[1])
        stretch(1.5, function() trade:point_at(n_symbols[4]) end)
        rise_in(says_trade)
        hold(2.4)
    end)
    click()

    local program = code { "gpt.py", part = "the numbers", numbered = true, into = trade_page }
    spoken("code", "In code: a dictionary, and two functions.", function()
        par(function()
            leave { trade, says_trade }
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
