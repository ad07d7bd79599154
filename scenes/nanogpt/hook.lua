-- hook.lua — the first seconds: the title and a text that a model writes; then how little code such a model is.
local wide_or = require "wide_or"
local hook = {}

-- What is on the page, all of it unseen; without a generation, the title and the files alone.
function hook.make(run, page, unit)
    local gen = run.generation
    local written = unit == "letter" and 45 or 10 -- from which token on
    local shares = by_canvas { wide = { 2, 3.3, 3 }, square = { 2, 3, 3 }, tall = { 1.4, 3.8, 3 } }
    local upper, middle, lower = page:column(gen and shares or { 2, 0.1, 3 })
    local made = { files = {}, all = {} }
    if gen then
        made.by = heading("A GPT wrote this, ${unit} by ${unit}.", { into = upper:cut_bottom "fit", color = "soft" })
        made.story = growing_text { gen, from = written, at_most = 100, into = middle }
    end
    made.title = big("GPT fits in your head", { into = upper, align = "left" })
    made.saying = heading("Chatbots run on GPTs." .. wide_or(" ", "\n") .. "The code for one fits in two files.",
        { into = lower:cut_top "fit" })
    local left, right = lower:row({ 1, 1 }, { gap = "m" })
    for i, name in ipairs { "model", "train" } do
        local n_lines = facts["nanogpt_" .. name .. "_lines"]
        made.files[i] = file_card { name .. ".py", lines = n_lines, numbered = false, into = ({ left, right })[i] }
    end
    made.first = gen and { made.title, made.by, made.story, table.unpack(made.files) } or { made.title }
    made.all = { made.title, made.saying, made.files[1], made.files[2], made.by, made.story }
    return made
end

-- The text is written, and when it is there what it takes.
function hook.play(made)
    local story = made.story
    begin_with(made.first)
    par(function()
        if story then
            seq(function()
                local pace = { within = 1.8, first = 0.05, least = 0.01 }
                paced(story:rest(), pace, function(token) story:take(token) end)
            end)
        end
        at(story and 1.9 or 0.2, function()
            rise_in(made.saying)
            if not story then stagger(1.2, function() for _, file in ipairs(made.files) do rise_in(file) end end) end
        end)
    end)
end

return hook
