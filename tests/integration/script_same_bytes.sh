# The same script and run give the same bytes in twenty processes: nothing follows addresses, the order of tables, the
# clock or a random number of the system's.
gptreel=$1

rm -rf talk made
mkdir talk
echo 'return { gptreel = 1, title = "Same", runs = { main = "shakespeare" } }' >talk/film.lua
cat >talk/01_order.lua <<'LUA'
return scene("Order", { needs = "generation" }, function(run)
    local page, words = area(), ""
    for key in pairs { delta = true, alpha = true, echo = true, bravo = true, charlie = true } do
        words = words .. key .. " "
    end
    for i = 1, 8 do words = words .. string.char(96 + math.random(26)) end
    local title = heading(words, { into = page:cut_top "fit" })
    local row = token_row { run.generation.context, into = page:cut_top "third" }
    local curve = chart { f = function(x) return math.sin(x) * math.exp(-x / 7) end, from = 0, to = 9, into = page }
    rise_in(title)
    stagger(function() pop_in(row:parts()) end)
    curve:draw()
    curve:point_at(8)
    hold(1)
end)
LUA
for i in $(seq 20); do
    "$gptreel" render talk --format svg --out made/$i >said
done
[ "$(cat made/*/talk/01_order.svg | wc -c)" -gt 100000 ]
[ "$(sha256sum made/*/talk/01_order.svg | cut -d' ' -f1 | sort -u | wc -l)" = 1 ]
