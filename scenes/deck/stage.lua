-- stage.lua — what stands on a slide, and at which click each thing comes and goes.
local stage = {}
stage.__index = stage

function stage.new()
    return setmetatable({ things = {}, changes = {}, letters = {}, played = {}, notes = {} }, stage)
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

local function rest(letters)
    hold(math.max(LEAST_S, (letters or 0) / LETTERS_A_SECOND))
end

-- What comes, goes and changes at a click. The first picture is there at once.
function stage:show(at)
    local come, go = of_click(self.things, "click", at), of_click(self.things, "gone", at)
    local changes = of_click(self.changes, "click", at)
    if at == 0 then
        if #come > 0 then begin_with(come) end
        for _, f in ipairs(changes) do f() end
        return
    end
    par(function()
        if #come > 0 then rise_in(come) end
        if #go > 0 then leave(go) end
        for _, f in ipairs(changes) do f() end
    end)
end

-- What happens in each step: the slide's own, and those of scenes within it, whose clicks follow the click that shows them.
function stage:steps(n_clicks)
    local steps = {}
    for i = 0, n_clicks do
        steps[#steps + 1] = { function() self:show(i) end }
        for _, thing in ipairs(of_click(self.played, "click", i)) do
            for piece = 1, inset_pieces(thing) do
                if piece > 1 then steps[#steps + 1] = {} end
                table.insert(steps[#steps], function() inset_play(thing) end)
            end
        end
        table.insert(steps[#steps], function() rest(self.letters[i]) end)
    end
    return steps
end

-- Plays the steps, each as long as its voice, where there is one: the recording "2" is that of the second.
function stage:play(n_clicks)
    for i, step in ipairs(self:steps(n_clicks)) do
        if i > 1 then click() end
        local cue, words = tostring(i), self.notes[i] or ""
        local function all()
            for _, f in ipairs(step) do f() end
        end
        if has_voice(cue, words) then spoken(cue, written(words), all) else all() end
    end
end

return stage
