-- 17_token_row.lua — tokens side by side, and a place for the next one.
return scene("token_row", { needs = "generation.3" }, function(run)
    local gen, page = run.generation, area()
    local title = heading("A token at a time", { into = page:cut_top "fit" })
    local row   = token_row { gen.context, keep = "last", into = page:middle(0.5) }
    rise_in(title)
    stretch(1, function() stagger(function() drop_in(row:parts()) end) end)
    for i = 1, 3 do
        row:open(gen[i])
        row:fill()
    end
    pulse(row:part(3))
    hold(1)
end)
