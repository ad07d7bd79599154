-- pairs.lua — counts which letter follows which; a program to be shown.
local count = {}

-- ---- count ----
local function count_pairs(text)
    local before
    for letter in text:gmatch "." do
        if before then
            local row = count[before] or {}
            row[letter] = (row[letter] or 0) + 1
            count[before] = row
        end
        before = letter
    end
end

-- ---- likeliest ----
local function likeliest(letter)
    local best
    for next, n in pairs(count[letter]) do
        if not best or n > count[letter][best] then
            best = next
        end
    end
    return best
end

-- ---- what it gives ----
return { count_pairs = count_pairs, likeliest = likeliest }
