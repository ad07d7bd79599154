-- 01_architecture.lua — "GPT fits in your head": a prompt becomes columns; one block at work on one of them, all
-- blocks, the chances; then its code.
local all_blocks, block_code, embedding = require "all_blocks", require "block_code", require "embedding"
local hook, one_block, outside = require "hook", require "one_block", require "outside"
local said, telling_rows, wide_or = require "said", require "telling_rows", require "wide_or"
local words_of = require "words"

return scene("Architecture", function(run)
    local page, probe, n_lines, say = area(), run.probe, facts.nanogpt_model_lines, words_of(run)
    local n_layer, unit = value(run.n_layer), say.unit
    chapter "Architecture"

    local opening = hook.make(run, page, unit)
    beat(4.9, function()
        spoken("hook", "Chatbots run on GPTs. The code for one fits in *two files*.", { seen = true }, function()
            hook.play(opening)
            hold(0.6)
            click()
        end)
    end)

    local top, words = page:cut_top "fit", wide_or(title, heading)
    local first = probe and "Each ${unit} becomes a column of ${run.n_embd} numbers" or "From text to the next token"
    local head = words(first, { into = top, align = "left" })
    local names, rest, channels = one_block.halves(probe), nil, nil
    local function say_over(text)
        local new = words(text, { into = top, align = "left" })
        leave(head, { dur = "quick" })
        at(0.25, function() rise_in(new, { dur = "quick" }) end)
        head = new
    end
    if not probe then
        rest = outside(run, page, opening, head)
    else
        -- Tokens become columns; the last one's is followed from here on.
        local last = probe.residual and probe.residual[#probe.residual] or probe.embed_token
        local rows = telling_rows.of(telling_rows.sums(probe, names, one_block.written(run)), last[#probe.tokens])
        channels = rows.channels
        local embeddings = embedding.make(probe, page, unit, rows)
        beat(5.1, function()
            spoken("embed", said.embed(probe, unit), function()
                par(function()
                    leave(opening.all, { dur = "quick" })
                    at(0.15, function() rise_in(head, { dur = "quick" }) end)
                    at(0.2, function() embedding.come(embeddings) end)
                end)
                hold(0.9)
                par(function()
                    say_over("The last one will guess the next ${unit}")
                    embedding.add_up(embeddings)
                end)
                hold(0.4)
                click()
            end)
        end)

        -- One block is at work on it.
        local block = n_layer > 0 and probe.residual and one_block.make(run, page, rows, unit)
        if block then
            beat(3.9, function()
                spoken("attention", said.attention(block.attention, unit), function()
                    par(function()
                        say_over(said.one(run, n_layer))
                        leave(embeddings.terms, { dur = "quick" })
                        embeddings.column:leave_signs()
                        at(0.2, function() one_block.come(block, embeddings.column) end)
                    end)
                    one_block.attend(block)
                end)
            end)
            click()
            beat(block.MLP and 5.2 or 3.7, function()
                spoken("sum", said.sum(block, run.has_residual), function()
                    one_block.think(block)
                    one_block.add(block)
                    hold(0.7)
                end)
            end)
            click()
        end

        -- So do all others; the chances come out of the last column.
        local all = all_blocks.make(run, page, rows, unit)
        beat(6.2, function()
            local function more()
                par(function()
                    say_over(said.all(run, n_layer))
                    leave(block and one_block.rest(block) or embeddings.terms, { dur = "quick" })
                    at(block and 0.3 or 0, function()
                        all_blocks.come(all, block and block.columns.terms[1] or embeddings.column,
                            block and block.columns.after)
                    end)
                end)
                all_blocks.run(all, 1.35)
                hold(0.6)
            end
            local each = said.blocks(n_layer, run.has_residual)
            if each then spoken("blocks", each, more) else more() end
            spoken("odds", said.odds(n_layer, unit), function()
                par(function()
                    if all.bars then say_over("${run.n_embd} numbers become ${run.n_vocab} chances") end
                    all_blocks.odds(all)
                end)
            end)
        end)
        click()
        rest = { head, all.card, all.says, all.bars }
        for _, list in ipairs { all.columns, all.heads } do table.move(list, 1, #list, #rest + 1, rest) end
        for _, card in pairs(all.cards) do rest[#rest + 1] = card end
    end

    -- The block in code; and that is a piece of a file, whose lines can be counted.
    local number, of, lines = page:middle(0.94):column({ 3, 1.1, 2.4 }, { gap = "l" })
    local whole = file_card { "model.py", lines = n_lines, numbered = false, blank = true, into = lines }
    local code = #names > 0 and block_code.make(run, names, channels, page)
    local name = code and words("One block, in code", { into = top, align = "left" })
    local are = big("of Python: the model's code in nanoGPT", { into = of })
    if code then
        beat(5.4, function()
            spoken("code", "In code, a block is *a few lines*.", function()
                par(function()
                    leave(rest, { dur = "quick" })
                    at(0.15, function()
                        par(function() rise_in({ name, code.code, table.unpack(code.beside) }, { dur = "quick" }) end)
                    end)
                end)
                block_code.light_parts(code, 4.6)
            end)
        end)
        click()
    end
    beat(2.3, function()
        spoken("whole", "The model: *${n_lines} lines* of Python.", function()
            par(function()
                if code then
                    leave({ name, table.unpack(code.beside) }, { dur = "quick" })
                    at(0.2, function() become(code.code, whole, { dur = "quick" }) end)
                else
                    leave(rest)
                    rise_in(whole)
                end
                at(0.25, function() pop_in(big("${n_lines} lines", { into = number })) end)
                rise_in(are, { delay = "usual" })
                seq({ delay = "quick" }, function() whole:count() end)
            end)
        end)
        click()
    end)
end)
