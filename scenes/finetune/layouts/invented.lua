-- invented.lua — a prompt, what the model made of it, and which of its speakers nobody in the corpus is.
local pen, boxes = require "kit.pen", require "kit.flow"
local speakers = require "speakers"

-- What the first prompt was given at the end.
local function last_sample(samples)
    local last
    for _, sample in ipairs(samples) do
        if sample.prompt == samples[1].prompt then last = sample end
    end
    return last
end

return function(slide, on, page, run)
    local cx = { page = page, k = 1, stage = on, corners = {} }
    local title, sample = slide.blocks[1], last_sample(run.samples)
    local all_w = page.right - page.x
    local left_w = page.wide and all_w * 800 / 1728 or all_w
    boxes.words(cx, title.runs, page.x, page.title_y, left_w, { color = "ink", align = "left" },
        { size = page.title, weight = 600 })
    if not sample then return end
    on:reads(0, 50)
    local small = math.max(38, page.least)
    local function say(words, y, o)
        on:add(pen.rich { { { text = words, color = o.color } }, size = o.size, weight = o.weight, pitch = o.pitch,
            spacing = o.spacing, into = pen.place(page.x, y, left_w, (o.lines or 1) * (o.pitch or 1.3 * o.size) + 0.3 * o.size) }, o.click)
    end
    local y = page.top - 14
    say("prompt", y, { size = small, color = "soft", click = 0 })
    local given = run.generation and run.generation.context
    if given then on:add(token_row { given, align = "left", into = pen.place(page.x, y + 58, left_w, 104) }, 0) end
    -- the page of the play
    local x = page.wide and page.x + all_w * 872 / 1728 or page.x
    local top, h = page.wide and 204 or page.top + 560, page.wide and page.bottom - 200 or page.bottom - page.top - 560
    local w = page.wide and all_w * 856 / 1728 or left_w
    boxes.panel(cx, x, top, w, h, 1)
    local room = pen.place(x - 2, top + 24, w - 24, h - 40)
    local known = run.corpus == "tiny Shakespeare"
    local text = pen.cast { sample.text, known = known and speakers or {}, into = room }
    on:at(1, function() rise_in(text) end)
    on:reads(1, 200)
    on:reads(3, 70)
    if not known then return end
    local invented, all = pen.cast_count { sample.text, known = speakers, width = w - 24, height = h - 40 }
    local marked = pen.cast { sample.text, known = speakers, marked = true, into = room }
    on:at(2, function() become(text, marked) end)
    local large = page.wide and not page.tight
    local line = large and 430 or page.wide and page.top + 152 or page.top + 200
    say("${invented} of ${all}", line, { size = large and 196 or page.wide and 110 or 130, weight = 700, color = "accent", spacing = -4, click = 3 })
    say("speakers are invented:\nno one of that name\nspeaks in the corpus", line + (large and 255 or page.wide and 130 or 150),
        { size = large and 48 or small, pitch = large and 64 or 1.2 * small, lines = 3, color = "ink", click = 3 })
    if large then
        say("after ${run.steps} steps, ${run.seconds:.0f} seconds of training", 935, { size = 34, color = "soft", click = 0 })
    end
end
