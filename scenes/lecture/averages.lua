-- averages.lua — the mean of the past in three ways, of two channels of recorded values, and how much they differ.
local averages = {}

-- Every number of two lists of rows, compared.
local function largest_difference(a, b)
    local all = {}
    for i, row in ipairs(a) do for j, x in ipairs(row) do all[#all + 1] = math.abs(x - b[i][j]) end end
    return math.max(table.unpack(all))
end

function averages.of(head)
    local n, ways = head.n, { values = {}, loops = {}, ones = {}, zeros = {}, nothing = {}, triangle = {} }
    for i = 1, n do ways.values[i] = { head.v[i][1], head.v[i][2] } end
    for i = 1, n do
        local past = { {}, {} }
        ways.ones[i], ways.zeros[i], ways.nothing[i], ways.triangle[i] = {}, {}, {}, {}
        for j = 1, i do
            past[1][j], past[2][j] = ways.values[j][1], ways.values[j][2]
        end
        ways.loops[i] = { sum(past[1]) / i, sum(past[2]) / i }
        local seen = count(past[1], "tokens so far")
        for j = 1, n do
            ways.ones[i][j] = j <= i and 1 or 0
            ways.nothing[i][j] = 0
            ways.zeros[i][j] = j <= i and 0 or -math.huge
            ways.triangle[i][j] = ways.ones[i][j] / seen
        end
    end
    ways.softmax = softmax(ways.zeros)
    ways.by_triangle = product(ways.triangle, ways.values)
    ways.by_softmax = product(ways.softmax, ways.values)
    ways.difference = math.max(largest_difference(ways.loops, ways.by_triangle),
        largest_difference(ways.loops, ways.by_softmax))
    return ways
end

-- The row nearest to `row` whose mean comes out with the digits that are shown, so that it can be checked by hand.
function averages.checkable(ways, row, channel)
    local function shown(x) return math.floor(100 * x + 0.5) / 100 end
    for away = 0, #ways.values do
        for _, i in ipairs { row - away, row + away } do
            local total = 0
            for j = 1, ways.values[i] and i or 0 do total = total + shown(value(ways.values[j][channel])) end
            if ways.values[i] and i > 2 and shown(total / i) == shown(value(ways.loops[i][channel])) then return i end
        end
    end
    return row
end

-- "(+0.5 −1.5) ÷ 2 = −0.5": one mean, as it can be checked.
function averages.by_hand(ways, i, channel, place)
    local terms, before = "", {}
    for j = 1, i do
        local x = ways.values[j][channel]
        before[j], terms = x, terms .. (j > 1 and " ${x:+.2f}" or "${x:.2f}")
    end
    local n, result = count(before, "tokens so far"), ways.loops[i][channel]
    return line("(" .. terms .. ") ÷ ${n} = ${result:.2f}", { mono = true, into = place })
end

return averages
