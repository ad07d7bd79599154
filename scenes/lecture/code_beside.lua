-- code_beside.lua — parts of the lecture's program beside a picture, where lines of code can be read.
local code_beside = {}

-- Gives the program, which has nothing to do where there is no room, what of the page is left, and its room or nil. `share` is how
-- wide the program is beside 1 for the rest.
function code_beside.make(page, share)
    local room, rest = nil, page
    if by_canvas { wide = true, square = false, tall = false } then
        room, rest = page:row({ share, 1 }, { gap = "l" })
    end
    local program = {}

    -- A part of gpt.py is there, instead of the one before.
    function program:show(part)
        if not room then return end
        local panel = code { "gpt.py", part = part, into = room,
            colors = { q = "query", k = "key", v = "value" } }
        if self.panel then become(self.panel, panel) else appear(panel) end
        self.panel = panel
    end

    function program:light(words, up_to)
        if self.panel then self.panel:light(words, up_to or words, { dim = false }) end
    end

    function program:leave()
        if self.panel then leave(self.panel) end
    end

    return program, rest, room
end

return code_beside
