-- outside.lua — a model of which no prompt was recorded: from outside, with a pulse that runs through it.
return function(run, page, opening, head)
    local stream = flow { run, into = page, order = 1 }
    spoken("flow", "Text runs through a *stack* of blocks; out come chances.", function()
        leave(opening.all, { dur = "quick" })
        par(function() rise_in(head) fade_in(stream:outline()) end)
        stream:run {}
    end)
    click()
    return { head, stream }
end
