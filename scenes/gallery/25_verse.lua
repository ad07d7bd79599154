-- 25_verse.lua — what the model wrote, in the letters of a book.
return scene("verse, best_lines, write", { needs = "generation" }, function(run)
    local page    = area()
    local couplet = best_lines(run.generation, 2) or run.generation
    local written = verse { couplet, align = "middle", into = page:middle(0.6) }
    local from    = label("written by a model of ${run.n_params:short} parameters",
                          { into = page:cut_bottom "fit", align = "middle", color = "soft" })
    rise_in(from)
    stretch(2, function() written:write() end)
    hold(1)
end)
