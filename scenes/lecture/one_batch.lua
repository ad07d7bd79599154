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

-- The queries of the last token: one vector, and the same cut into heads.
function one_batch.cut(run, layer, place)
    local all, q, last = {}, run.probe.q[layer], #run.probe.tokens
    local above, below = place:column({ 2, 3 }, { gap = "xl" })
    local n_across = by_canvas { wide = 3, square = 2, tall = 2 }
    local pieces = below:grid(n_across, (#q + n_across - 1) // n_across, { gap = "l" })
    local made = { heads = {} }
    for head = 1, #q do
        for _, x in ipairs(q[head][last]) do all[#all + 1] = x end
        made.heads[head] = matrix { { q[head][last] }, first_column = #all - #q[head][last] + 1, fill = true,
            into = pieces[head] }
    end
    made.whole = matrix { { all }, fill = true, color = "query", into = above,
        name = "queries of one letter: ${run.n_embd} numbers" }
    return made
end

return one_batch
