-- first_run.lua — the commands that train a model of one's own, how long that takes, and what comes out.
local credits, wide_or = require "credits", require "wide_or"
local first_run = {}

local TRAINS = 4 -- which command

-- How long a training takes: as published, and as it took the film's model, whose loss falls beside that.
local function training_of(run, card_at, place)
    local seconds, metrics = credits.seconds(run), run.metrics
    local says = "README: ${facts.nanogpt_gpu_minutes} minutes on ${facts.nanogpt_gpu}"
    local training = {}
    if metrics and metrics[1] and metrics[1].loss then
        local share = wide_or(0.5, 0.2)
        place:cut_right(share)
        training.loss = chart { of = metrics, field = "loss", values = "none", scale = "sqrt",
            into = card_at:cut_right(share):middle(0.92, 0.9) }
    end
    local ours = credits.is_smaller(run) and "This film's smaller model:\n" or "This film: "
    if seconds then says = says .. "\n" .. ours .. "${seconds:s} on a CPU" end
    training.words = wide_or(big, heading)(says, { into = place:middle(1, wide_or(0.86, 1)), align = "left" })
    return training
end

-- All of it, not seen yet, on a page.
function first_run.make(run, couplet, page)
    local foot = page:cut_bottom "fit"
    local function note(words)
        return line(words, { color = "soft", align = "middle", into = foot })
    end
    local needs = note "No GPU? Its README has the flags."
    local share = by_canvas { wide = 0.3, square = 0.3, tall = 0.26 }
    local out = card { into = page:cut_bottom(share), order = -1 }
    local inside, lines = out:place():inset(by_canvas { wide = "xs", square = "s", tall = "m" }),
        credits.other_lines(run, couplet)
    if wide_or(true, false) then inside:cut_left("s", { gap = "none" }) end
    local made = { needs = needs, card = out, training = training_of(run, out:place(), inside:middle(1)) }
    if lines then
        made.written = { whose = note "written by this film's model",
                         verse = verse { lines, large = true, align = "middle", into = inside } }
    end
    made.shell = shell { {
        "pip install torch numpy requests tiktoken",
        "git clone https://github.com/karpathy/nanoGPT && cd nanoGPT",
        "python data/shakespeare_char/prepare.py",
        "python train.py config/train_shakespeare_char.py",
        "python sample.py --out_dir=out-shakespeare-char",
    }, lit = { "install", "clone", "prepare.py", "train.py", "sample.py" },
        numbered = true, faint = true, bare = true, into = page }
    return made
end

-- The commands up to the training are typed; it takes its time; and the last one lets the model write.
function first_run.play(made)
    local training, written = made.training, made.written
    stretch(3.4, function() made.shell:type(1, TRAINS) end)
    par(function()
        rise_in({ made.card, training.words, made.needs }, { dur = "quick" })
        at(0.2, function()
            stretch(1.8, function() if training.loss then appear(training.loss) else hold(1) end end)
        end)
    end)
    hold(0.8)
    stretch(0.8, function() made.shell:type(TRAINS + 1) end)
    if not written then return end
    par(function()
        leave({ training.words, training.loss }, { dur = "quick" })
        become(made.needs, written.whose)
        at(0.35, function() stretch(1.8, function() written.verse:write() end) end)
    end)
end

-- All of it that is seen at the end.
function first_run.all(made)
    local training, written = made.training, made.written
    if written then return { made.shell, made.card, written.whose, written.verse } end
    return { made.shell, made.card, made.needs, training.words, training.loss }
end

return first_run
