-- stage.lua — what stands on a slide, and at which click each thing comes and goes.
local stage = {}
stage.__index = stage

function stage.new()
    return setmetatable({ things = {}, changes = {}, letters = {}, played = {} }, stage)
end

-- A thing that is seen from a click on, and until another.
function stage:add(thing, click, gone)
    self.things[#self.things + 1] = { thing = thing, click = click or 0, gone = gone }
    return thing
end

-- Something else that happens at a click.
function stage:at(click, f)
    self.changes[#self.changes + 1] = { click = click, f = f }
end

-- A scene within the slide plays, or waits for clicks of its own, from a click on.
function stage:plays(click, thing)
    self.played[#self.played + 1] = { thing = thing, click = click or 0 }
end

-- So many letters are to be read from that click on.
function stage:reads(click, n)
    self.letters[click] = (self.letters[click] or 0) + n
end

local function of_click(list, field, click)
    local found = {}
    for _, each in ipairs(list) do
        if each[field] == click then found[#found + 1] = each.thing or each.f end
    end
    return found
end

local LETTERS_A_SECOND, LEAST_S = 15, 1.6

-- What is played once all is there, with its own clicks in between.
function stage:go_on(at)
    for _, thing in ipairs(of_click(self.played, "click", at)) do
        local n = inset_pieces(thing)
        for i = 1, n do
            inset_play(thing)
            if i < n then click() end
        end
    end
end

function stage:rest(click)
    hold(math.max(LEAST_S, (self.letters[click] or 0) / LETTERS_A_SECOND))
end

-- Plays the clicks: the first picture is there at once, each further one when it is clicked for.
function stage:play(n_clicks)
    local first = of_click(self.things, "click", 0)
    if #first > 0 then begin_with(first) end
    for _, f in ipairs(of_click(self.changes, "click", 0)) do f() end
    self:go_on(0)
    self:rest(0)
    for i = 1, n_clicks do
        click()
        local come, go = of_click(self.things, "click", i), of_click(self.things, "gone", i)
        par(function()
            if #come > 0 then rise_in(come) end
            if #go > 0 then leave(go) end
            for _, f in ipairs(of_click(self.changes, "click", i)) do f() end
        end)
        self:go_on(i)
        self:rest(i)
    end
end

return stage
