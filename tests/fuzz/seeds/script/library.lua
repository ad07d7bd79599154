return scene("Library", function(run)
    local t = { x = 1, [3] = 2, [1] = 3, ["10"] = 4 }
    for k, v in pairs(t) do print(k, v) end
    table.insert(t, 1, 5) table.remove(t) table.sort(t, function(a, b) return a > b end)
    print(table.concat({ 1, 2 }, "-"), table.unpack({ 1, 2, 3 }, 2), select("#", next(t)))
    local s = ("key = value"):gsub("(%w+) = (%w+)", "%2 = %1")
    for w in s:gmatch("%a+") do print(w:upper(), w:rep(3, ","), w:find("l", 1, true)) end
    print(("%5.2f %s %q"):format(math.sqrt(2), {}, "x"), math.random(10), utf8.char(8364), tostring(nil))
    local v = setmetatable({}, { __index = function(_, k) return k end, __call = function() return 1 end })
    print(v.a, v(), #"abc" // 2, 7 & 3 | 8 ~ 1, not (1 == 2) and "y" or "n")
    goto done
    do local c <const> = 1 end
    ::done::
end), scene("Second", function() fails() end)
