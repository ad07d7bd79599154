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

-- The queries of the last token: a matrix for each head, which together are one vector, and where each goes when it is cut.
function one_batch.cut(run, layer, place)
    local q, last, shares = run.probe.q[layer], #run.probe.tokens, {}
    for head = 1, #q do shares[head] = 1 end
    local made = { heads = {}, name = label("queries of one letter: ${run.n_embd} numbers",
        { align = "middle", color = "query", into = place:cut_top "fit" }) }
    local above, below = place:column({ 2, 3 }, { gap = "xl" })
    local n_across = by_canvas { wide = 3, square = 2, tall = 2 }
    made.pieces = below:grid(n_across, (#q + n_across - 1) // n_across, { gap = "l" })
    for head, slice in ipairs { above:row(shares, { gap = "none" }) } do
        made.heads[head] = matrix { { q[head][last] }, fill = true, into = slice }
    end
    return made
end

return one_batch
