-- first_run.lua — the commands that train a model of one's own, what that takes, and what comes out.
local credits, wide_or = require "credits", require "wide_or"
local first_run = {}

local COMMANDS = {
    "pip install torch numpy requests tiktoken",
    "git clone https://github.com/karpathy/nanoGPT && cd nanoGPT",
    "python data/shakespeare_char/prepare.py",
    "python train.py config/train_shakespeare_char.py",
    "python sample.py --out_dir=out-shakespeare-char",
}
local TRAINS, SAMPLES = 4, 5 -- which commands

-- The number that is seen before a command.
local function number_of(command)
    return count({ table.unpack(COMMANDS, 1, command) }, "commands")
end

-- How long a training takes, and how it goes without a GPU, as published; commands are named by their numbers.
local function training_of(place)
    if wide_or(true, false) then place:cut_left("m", { gap = "none" }) end
    local rows = place:middle(by_canvas { wide = 0.86, square = 1, tall = 0.9 })
    local time, without = rows:column({ 1, 2 }, { gap = "none" })
    local trains, samples = number_of(TRAINS), number_of(SAMPLES)
    return {
        heading("README: ${facts.nanogpt_gpu_minutes} minutes on ${facts.nanogpt_gpu}.",
            { into = time, align = "left" }),
        heading("No GPU? ${trains} and ${samples}: add ${facts.nanogpt_cpu_flag}\n"
            .. "${trains}: also ${facts.nanogpt_cpu_train_flag}, README's smaller sizes",
            { into = without, align = "left" }),
    }
end

-- All of it, not seen yet, on a page.
function first_run.make(run, couplet, page)
    local lines, made = credits.other_lines(run, couplet), {}
    local whose = lines and wide_or(heading, line)("written by this film's model",
        { color = "soft", align = "middle", into = page:cut_bottom "fit" })
    made.card = card { into = page:cut_bottom(by_canvas { wide = 0.34, square = 0.3, tall = 0.26 }), order = -1 }
    local inside = made.card:place():inset(by_canvas { wide = "s", square = "s", tall = "m" })
    made.training = training_of(inside:middle(1))
    if lines then
        made.written = { whose = whose, verse = verse { lines, large = true, align = "middle", into = inside } }
    end
    made.shell = shell { COMMANDS, lit = { "install", "clone", "prepare.py", "train.py", "sample.py" },
        numbered = true, faint = true, bare = true, into = page }
    return made
end

-- The commands, not typed yet, and as faint as they are what there is to say of the training.
function first_run.come(made)
    par(function()
        rise_in({ made.shell, table.unpack(made.training) }, { dur = "quick" })
        fade_in(made.card, { dur = "quick" })
        dim(made.training, { dur = "quick" })
    end)
end

-- The commands up to the training are typed, and it takes its time.
function first_run.train(made)
    stretch(3.3, function() made.shell:type(1, TRAINS) end)
    par(function() undim(made.training) end)
    hold(1.9)
end

-- The last one lets the model write.
function first_run.sample(made)
    local training, written = made.training, made.written
    stretch(0.7, function() made.shell:type(SAMPLES) end)
    if not written then return pulse(made.shell) end
    par(function()
        leave(training, { dur = "quick" })
        at(0.25, function() rise_in(written.whose, { dur = "quick" }) end)
        at(0.25, function() stretch(1.6, function() written.verse:write() end) end)
    end)
end

-- All of it that is seen at the end.
function first_run.all(made)
    local training, written = made.training, made.written
    if written then return { made.shell, made.card, written.whose, written.verse } end
    return { made.shell, made.card, table.unpack(training) }
end

return first_run
