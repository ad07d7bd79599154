-- 09_depth.lua — what makes depth work: the residual road, on which the gradient comes back, and layer norm.
local side_by_side, recipe = require "side_by_side", require "recipe"

-- The norms of a step's gradient, from the first block to the last.
local function gradients_at(run, step)
    for _, gradient in ipairs(run.gradients) do
        if value(gradient.step) == step then return gradient.blocks, gradient.step end
    end
end

-- A row of vessels with what it is called: beside it, or over it where there is no room.
local function row_of(place, name, formula_of, options)
    local cut = by_canvas { wide = place.row, square = place.column, tall = place.column }
    local at, rest = cut(place, by_canvas { wide = { 1, 5 }, square = { 1, 5 }, tall = { 1, 5 } }, { gap = "m" })
    local upper, lower = at:row({ 1, 1 }, { gap = "m" })
    if by_canvas { wide = true, square = false, tall = false } then
        upper, lower = select(2, at:column({ 1, 1, 1, 1.5 }, { gap = "none" }))
    end
    local align = by_canvas { wide = "left", square = "right", tall = "right" }
    options.into = rest
    return { words = line(name, { into = upper, color = options.color }), vessels = vessels(options),
        formula = formula { formula_of, size = "lead", align = align, into = lower } }
end

-- A vector, and the same without its mean and divided by its spread.
local function layer_norm(vector)
    local values, squares, normed = {}, {}, {}
    for i, x in ipairs(vector) do values[i] = x end
    local middle = mean(values)
    for i, x in ipairs(values) do squares[i] = (x - middle) * (x - middle) end
    local spread = math.sqrt(mean(squares))
    for i, x in ipairs(values) do normed[i] = (x - middle) / spread end
    return values, normed, middle, spread
end

local function channels_of(values)
    local places, so_far = {}, {}
    for i, x in ipairs(values) do
        so_far[i] = x
        places[i] = count(so_far, "channels")
    end
    return places
end

-- The last evaluation of a run.
local function last_loss(run)
    local last
    for _, metric in ipairs(run.metrics) do last = metric.val_loss or last end
    return last
end

-- The loss of one who knows how often each symbol occurs in a text, and nothing else.
local function loss_of_counts(text)
    local all, terms = sum(text.symbol_counts), {}
    for _, n in ipairs(text.symbol_counts) do
        if value(n) > 0 then terms[#terms + 1] = n / all * math.log(all / n) end
    end
    return sum(terms)
end

return scene("What makes depth work", { needs = "best.val_loss" }, function(run, runs)
    chapter "What makes depth work"
    local deep, cut, shallow = runs.deep, runs.no_residual, runs.norm
    local page = area()

    -- What twelve blocks do that are stacked as they are.
    local head = heading("Twelve blocks in a row learn almost nothing", { into = page:cut_top "fit" })
    local of_what = label("two models of ${deep.n_layer} blocks, trained alike",
        { into = page:cut_top "fit", color = "soft" })
    local blind, stuck = math.log(deep.n_vocab), last_loss(cut)
    local losses = chart { across = "step, on a root scale", up = "validation loss", scale = "sqrt", large = true,
        rule = { at = blind, words = "blind guessing: ln ${deep.n_vocab} = ${blind:.2f}" }, into = page, series = {
        { of = cut.metrics, field = "val_loss", name = "without a road", color = "minus", dashed = true },
        { of = deep.metrics, field = "val_loss", name = "with one", color = "val" } } }
    begin_with { head, of_what }
    spoken("start", "Blocks can be stacked: here are ${deep.n_layer:words}. Untrained, they are worse than blind "
        .. "guessing: their first random numbers are large, so they are sure of something wrong.", function()
        losses:axes()
        hold(2.5)
        stretch(3, function() losses:draw { to = 5 } end)
    end)
    local text = run.text
    local counted = text and run.corpus == cut.corpus and loss_of_counts(text)
    spoken("stack", "Then they learn. But where each block feeds only the next, | the loss gets stuck at "
        .. "${stuck:.2f}. "
        .. (counted and "Letter frequencies alone, over the whole text, give ${counted:.2f}." or ""), function()
        stretch(5, function() losses:draw() end)
        hold(0.5)
        if counted then change(of_what, "letter frequencies alone, over the whole text: ${counted:.2f}") end
        hold(0.5)
        pulse(losses:line "without a road")
    end)
    click()

    -- Why: the gradient does not come through.
    local by_road, step = gradients_at(deep, 50)
    local lost = gradients_at(cut, 50)
    local weaker = lost[#lost] / lost[1]
    local rest = area()
    local why = heading("The gradient does not reach the first block", { into = rest:cut_top "fit" })
    local note = label("gradients at step ${step:,d}, log scale: first block to last",
        { into = rest:cut_top "fit", color = "soft" })
    local above, below = rest:column({ 1.2, 1 }, { gap = "m" })
    local foot = line("${weaker:,d} times weaker where it arrives",
        { into = above:cut_bottom "fit", align = "middle", color = "minus" })
    local passed = row_of(above, "without", [[f(x)]], { lost, holds = by_road, color = "minus" })
    local sent = row_of(below, "with a road", [[x + f(x)]], { by_road, holds = lost, road = true, color = "val" })
    par(function() leave { head, of_what, losses } end)
    spoken("back", "The loss tells each block how to change, going backwards. Through twelve blocks that "
        .. "message fades: it is ${weaker:,d} times weaker where it arrives. "
        .. "With a road past them, it arrives.", function()
        par(function()
            rise_in { why, note, passed.words, passed.formula }
            appear(passed.vessels, { stagger = 0.03 })
        end)
        hold(0.8)
        stretch(4, function() passed.vessels:fill { stagger = 0.3 } end)
        rise_in(foot)
        par(function()
            rise_in { sent.words, sent.formula }
            appear(sent.vessels, { stagger = 0.03 })
        end)
        par(function()
            change(why, "With a road, it does")
            stretch(3, function() sent.vessels:fill { stagger = 0.2 } end)
        end)
    end)
    key_frame "The gradient on its way back through twelve blocks, with a road and without."
    click()
    par(function()
        leave { why, note, foot }
        for _, row in ipairs { passed, sent } do leave { row.words, row.formula, row.vessels } end
    end)

    -- The road.
    local road_page = area()
    local add = heading("Add, and a road runs past every block", { into = road_page:cut_top "fit" })
    local sum = formula { [[x + f(x) \qquad \text{gradient} \; 1 + f'(x)]], colors = { x = "accent" },
        size = "heading", into = road_page:cut_bottom(0.15) }
    local road = residual_road { deep.probe.tokens, halves = { "attention", "MLP" }, into = road_page }
    local boxes, inside, within = {}, {}, {}
    for i, name in ipairs { "attention", "MLP" } do
        local place = road:place(name)
        boxes[i] = card { into = place }
        within[i] = place:inset "s"
        boxes[i + 2] = label(name, { into = within[i]:cut_top "fit", color = "ink" })
    end
    inside[1] = attention_grid { deep.probe.attention[1][1], into = within[1] }
    inside[2] = mlp_columns { deep.probe, layer = 1, widths = false, into = within[2] }
    par(function() rise_in(add) appear(road) end)
    spoken("road", "Do not replace x. *Add* to it. Whatever a block does, x itself goes by.", function()
        for i, name in ipairs { "attention", "MLP" } do
            road:branch(name)
            par(function() rise_in { boxes[i], boxes[i + 2] } appear(inside[i], { stagger = 0.005 }) end)
            road:join(name)
        end
    end)
    spoken("one", "Seen from behind, a sum hands its gradient on, undiminished: "
        .. "there is always that one.", function()
        appear(sum)
        hold(1.2)
        pulse(sum)
        hold(0.6)
        pulse(sum)
    end)
    takeaway "Depth needs a road: add, never replace, and the gradient finds its way back."
    click()
    par(function()
        for _, thing in ipairs { inside[1], inside[2], add, road, sum, table.unpack(boxes) } do leave(thing) end
    end)

    -- Layer norm, on one vector.
    local vector = shallow.probe.residual[#shallow.probe.residual]
    local values, normed, middle, spread = layer_norm(vector[#vector])
    local norm_page = area()
    local even = heading("Layer norm: every token on the same scale", { into = norm_page:cut_top "fit" })
    local before, after = side_by_side(norm_page, { 1, 1 })
    local said = label("one letter's stream: mean ${middle:.2f}, spread ${spread:.2f}",
        { into = before:cut_top "fit" })
    local then_said = label("behind the norm: mean zero, spread one", { into = after:cut_top "fit" })
    local raw = chart { x = channels_of(values), y = values, as = "bars", across = "channel",
        up_holds = normed, values = "none", into = before }
    local level = chart { x = channels_of(values), y = normed, as = "bars", across = "channel",
        up_holds = values, values = "none", into = after }
    spoken("norm", "What blocks add piles up. So each of them looks at the stream through a norm: "
        .. "take off the mean, divide by the spread.", function()
        par(function() rise_in { even, said } raw:axes() end)
        stretch(2.5, function() raw:draw() end)
        par(function() rise_in(then_said) level:axes() end)
        stretch(2.5, function() level:draw() end)
    end)
    click()
    par(function() leave { even, raw, level, said, then_said } end)
    recipe(shallow)
end)
