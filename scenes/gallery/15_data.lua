-- 15_data.lua — numbers of one's own, from a file beside the scene, and published facts: figures as well.
return scene("data, facts", function()
    local page  = area()
    local title = heading("The sizes of ${facts.gpt2_name}, as published", { into = page:cut_top "fit" })
    local sizes, rows = data "gpt2_sizes.csv", {}
    for i, each in ipairs(sizes) do rows[i] = { each.name, "${each.layers}", "${each.width:,d}" } end
    local t = table_of { rows, head = { "model", "layers", "width" }, into = page }
    rise_in(title)
    stagger(function() rise_in(t:parts()) end)
    hold(1)
end)
