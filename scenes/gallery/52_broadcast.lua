-- 52_broadcast.lua — every row is divided by its sum: a column of sums stretches to a matrix of weights.
return scene("broadcast", function()
    local left, right, third = area():row({ 3, 3, 3 }, { gap = "xl" })
    local ones, sums, scores = {}, {}, {}
    for i = 1, 4 do
        ones[i], sums[i], scores[i] = {}, { i }, {}
        for j = 1, 4 do ones[i][j], scores[i][j] = j <= i and 1 or 0, j <= i and 0 or -math.huge end
    end
    local a = matrix { ones, look = "plain", name = "ones", shape = true, into = left }
    local b = matrix { sums, look = "plain", name = "their sums", repeats = 4, into = right }
    local c = matrix { softmax(scores), look = "dots", mask = true, name = "weights", into = third }
    par(function() appear(a) appear(b) end)
    a:light { row = 3 }
    b:light { row = 3 }
    b:broadcast()
    appear(c, { stagger = 0.05 })
    hold(1)
end)
