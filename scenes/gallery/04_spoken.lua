-- 04_spoken.lua — what is said sets the time, and becomes captions and articles; a click ends a step.
return scene("spoken, click, chapter, key_frame, takeaway", { needs = "generation" }, function(run)
    chapter "Spoken lines"
    local page  = area()
    local title = heading("A line lasts as long as its words", { into = page:cut_top "fit" })
    local row   = token_row { run.generation.context, slot = run.generation[1], keep = "last", into = page }
    spoken("reads", "It reads what stands there.", function()
        rise_in(title)
        stretch(1, function() stagger(function() drop_in(row:parts()) end) end)
    end)
    click()
    spoken("adds", "Then it adds a token.", function() row:fill() end)
    key_frame "A token joins those that were read."
    takeaway "A line lasts as long as its words."
    hold(0.5)
end)
