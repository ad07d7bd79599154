-- telling_rows.lua — which of a column's numbers are shown: those whose sums are right as they are printed.
local telling_rows, ROWS = {}, 9

-- How many numbers of a channel print as nothing, long, or as a sum that is not theirs.
local function oddities(sums, last, channel, units)
    local n = math.abs(value(last[channel])) < 10 and 0 or 1
    for _, sum in ipairs(sums) do
        local total, printed = 0, 0
        for i, column in ipairs(sum) do
            printed = math.floor(value(column[channel]) * units + 0.5)
            if i < #sum then total = total + printed end
            if printed == 0 then n = n + 1 end
        end
        if printed ~= total then n = n + 3 end
    end
    return n
end

-- The first channels with the fewest, and how many of their `decimals` are shown. Each of `sums` is a list of columns of
-- one token, the last of which is the sum of the others; `last` is the one with the largest numbers.
function telling_rows.of(sums, last)
    for _, decimals in ipairs { 2, 3 } do
        local channels, odd = {}, {}
        for channel in ipairs(sums[1][1]) do
            channels[channel], odd[channel] = channel, oddities(sums, last, channel, 10 ^ decimals)
        end
        table.sort(channels, function(a, b) return odd[a] < odd[b] end)
        channels = { table.unpack(channels, 1, ROWS) }
        if decimals == 3 or odd[channels[#channels]] == 0 then
            table.sort(channels)
            return { channels = channels, decimals = decimals }
        end
    end
end

-- The sums that are seen of a token: what goes into the first block, and what comes out of it; `written` is what its
-- halves add, in the order of `names`.
function telling_rows.sums(probe, names, written)
    local t, sums = #probe.tokens, {}
    if probe.embed_position and probe.residual then
        sums[1] = { probe.embed_token[t], probe.embed_position[t], probe.residual[1][t] }
    end
    if next(written) then
        local sum = { probe.residual[1][t] }
        for _, name in ipairs(names) do sum[#sum + 1] = written[name][1][t] end
        sum[#sum + 1] = probe.residual[2][t]
        sums[#sums + 1] = sum
    end
    return #sums > 0 and sums or { { probe.embed_token[t] } }
end

-- One value of full colour for columns that stand side by side, all as long as `column`: a third of its largest.
function telling_rows.full(rows, column)
    local largest = 0
    for _, channel in ipairs(rows.channels) do largest = math.max(largest, math.abs(value(column[channel]))) end
    return largest > 0 and largest / 3 or 1
end

return telling_rows
