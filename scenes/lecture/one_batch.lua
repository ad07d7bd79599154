-- one_batch.lua — the weights of heads worked out one by one, beside those of one product for all.
local one_batch = {}

-- Of one head by itself: queries times keys, scaled, without what lies ahead, softmax.
function one_batch.alone(run, layer, head)
    local q, k = run.probe.q[layer][head], run.probe.k[layer][head]
    local scores, root = product(q, k, { transposed = true }), math.sqrt(run.n_embd / run.n_head)
    for i, row in ipairs(scores) do
        for j = 1, #row do row[j] = j <= i and row[j] / root or -math.huge end
    end
    return softmax(scores)
end

-- The largest difference of any weight of the layer, alone and as recorded: there all heads are one product.
function one_batch.apart(run, layer)
    local gaps = {}
    for head = 1, #run.probe.attention[layer] do
        local alone, batch = one_batch.alone(run, layer, head), run.probe.attention[layer][head]
        for i = 1, #batch do
            for j = 1, i do
                gaps[#gaps + 1] = math.abs(alone[i][j] - batch[i][j])
            end
        end
    end
    return math.max(table.unpack(gaps))
end

-- The queries of the last token: a slice for each head, side by side one vector; where each goes when it is cut,
-- and what it is called there.
function one_batch.cut(run, layer, place)
    local q, last, shares, so_far = run.probe.q[layer], #run.probe.tokens, {}, {}
    for head = 1, #q do shares[head] = 1 end
    local made = { heads = {}, names = {}, name = label("queries of one letter: ${run.n_embd} numbers",
        { align = "middle", color = "query", into = place:cut_top "fit" }) }
    local above, below = place:middle(by_canvas { wide = 1, square = 1, tall = 0.6 }):column({ 1, 1 }, { gap = "xl" })
    local apart = { gap = by_canvas { wide = "l", square = "s", tall = "s" } }
    local under_all = below:cut_bottom(by_canvas { wide = 0.25, square = 0.35, tall = 0.2 })
    made.pieces = { below:row(shares, apart) }
    for head, under in ipairs { under_all:row(shares, apart) } do
        so_far[head] = head
        local number = count(so_far, "heads")
        local words = by_canvas { wide = "head ${number}", square = "${number}", tall = "${number}" }
        made.names[head] = label(words, { align = "middle", color = "soft", into = under })
        made.heads[head] = matrix { { q[head][last] }, fill = true, into = made.pieces[head] }
    end
    arrange(made.heads, { way = "row", gap = "none", into = above })
    return made
end

return one_batch
