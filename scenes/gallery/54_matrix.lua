-- 54_matrix.lua — one head's queries and keys: their product, cell by cell; the mask; the softmax of rows.
return scene("matrix, product, softmax", { needs = "probe.q" }, function(run, runs)
    local probe, n = runs.one_head.probe, #runs.one_head.probe.tokens
    local q, k, page = probe.q[1][1], probe.k[1][1], area()
    local left, right = page:split({ 2, 3 }, { gap = "l" })
    local a, b = left:across { 1, 1 }
    local queries = matrix { q, rows = probe.tokens, name = "queries", shape = true,
        color = "query", into = a }
    local keys = matrix { k, rows = probe.tokens, name = "keys", color = "key", legend = true, into = b }
    local scores = product(q, k, { transposed = true })
    local s = matrix { scores, rows = probe.tokens, columns = probe.tokens, row_color = "query",
        column_color = "key", decimals = 1, open = true, into = right }
    stretch(1, function() appear { queries, keys, s } end)
    stretch(2.5, function() s:sweep(queries, keys, { transposed = true }) end)
    par(function()
        s:light { row = n }
        s:mask()
    end)
    pulse(s:cell(n, n))
end)
