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

-- Where things stand: beside each other on a wide canvas, below each other on the rest.
local function plan(page)
    local w = page.right - page.x
    if page.wide then
        local large = not page.tight
        return { left_w = w * 800 / 1728, prompt_y = page.top - 14, figure = large and 196 or 110,
            figure_y = large and 430 or page.top + 152, words_y = large and 685 or page.top + 282,
            size = large and 48 or 38, pitch = large and 64 or 46, grow = 1,
            panel = { x = page.x + w * 872 / 1728, y = 204, w = w * 856 / 1728, h = page.bottom - 200 } }
    end
    local top, foot = page.top + 190, page.bottom - 190
    return { left_w = w, prompt_y = page.top - 6, figure = 130, figure_y = foot + 24, words_x = page.x + 500,
        words_y = foot + 30, size = page.least, pitch = 1.25 * page.least, grow = math.min(1.3, page.most),
        panel = { x = page.x, y = top, w = w, h = foot - top } }
end

-- Words; `o`: click, size, lines and their pitch, color …
local function say(on, words, x, y, w, o)
    local pitch = o.pitch or 1.3 * o.size
    on:add(pen.rich { { { text = words, color = o.color } }, size = o.size, weight = o.weight, pitch = pitch,
        spacing = o.spacing, into = pen.place(x, y, w, (o.lines or 1) * pitch + 0.3 * o.size) }, o.click)
end

-- The text comes line by line, then from the top the marks at who is invented, then how many these are; in the same
-- time however many lines a canvas has room for.
local function play(on, page, run, sample, p)
    local box, known = p.panel, run.corpus == "tiny Shakespeare"
    local room = pen.place(box.x - 2, box.y + 24, box.w - 24, box.h - 40)
    local function cast(marked)
        return pen.cast { sample.text, known = speakers, marked = marked, grow = p.grow, into = room }
    end
    local text = cast(false)
    local lines = text:parts()
    if #lines == 0 then lines = { text } end -- it wrote nothing that could be shown
    on:at(2, function()
        stretch(2.4, function() stagger(0.14, function() for _, line in ipairs(lines) do rise_in(line) end end) end)
    end)
    on:reads(2, 200)
    if not known then return end
    local marked = cast(true)
    on:at(3, function() stretch(2, function() become(text, marked, { stagger = 0.14, dur = "quick" }) end) end)
    local invented, all = pen.cast_count { sample.text, known = speakers, grow = p.grow,
        width = box.w - 24, height = box.h - 40 }
    say(on, "${invented} of ${all}", page.x, p.figure_y, p.left_w,
        { size = p.figure, weight = 700, color = "accent", spacing = -4, click = 4 })
    local x = p.words_x or page.x
    say(on, "speakers are invented:\nno one of that name\nspeaks in the corpus", x, p.words_y, page.x + p.left_w - x,
        { size = p.size, pitch = p.pitch, lines = 3, color = "ink", click = 4 })
    on:reads(4, 70)
end

return function(slide, on, page, run)
    local cx, p = boxes.context(page, on), plan(page)
    boxes.words(cx, slide.blocks[1].runs, page.x, page.title_y, p.left_w, { color = "ink", align = "left" },
        { size = page.title, weight = 600 })
    local sample = last_sample(run.samples)
    if not sample then return end
    say(on, "prompt", page.x, p.prompt_y, p.left_w, { size = math.max(38, page.least), color = "soft", click = 1 })
    local given = run.generation and run.generation.context
    if given then
        on:add(token_row { given, align = "left", into = pen.place(page.x, p.prompt_y + 58, p.left_w, 104) }, 1)
    end
    on:reads(1, 20)
    boxes.panel(cx, p.panel.x, p.panel.y, p.panel.w, p.panel.h, 2)
    if page.wide and not page.tight then
        say(on, "after ${run.steps} steps, ${run.seconds:.0f} seconds of training", page.x, 935, p.left_w,
            { size = 34, color = "soft", click = 2 })
    end
    play(on, page, run, sample, p)
end
