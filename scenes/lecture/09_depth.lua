-- 09_depth.lua — what makes depth work: the residual road, on which the gradient comes back, and layer norm.
local side_by_side = require "side_by_side"

-- The norms of a step's gradient from the last block back to the first, and how far back each is.
local function way_back(run, step)
    local norms, blocks_back, passed = {}, {}, {}
    for _, gradient in ipairs(run.gradients) do
        if value(gradient.step) == step then
            local blocks = gradient.blocks
            for i = #blocks, 1, -1 do
                passed[#passed + 1] = blocks[i]
                norms[#norms + 1] = blocks[i]
                blocks_back[#blocks_back + 1] = count(passed, "blocks back from the loss")
            end
            return norms, blocks_back, gradient.step
        end
    end
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

return scene("What makes depth work", { needs = "best.val_loss" }, function(_, runs)
    chapter "What makes depth work"
    local deep, cut, shallow = runs.deep, runs.no_residual, runs.norm
    local page = area()

    -- What twelve blocks do that are stacked as they are.
    local head = heading("Twelve blocks in a row learn almost nothing", { into = page:cut_top "fit" })
    local losses = chart { across = "step", up = "validation loss", scale = "sqrt", large = true, into = page,
        series = {
        { of = cut.metrics, field = "val_loss", name = "without a road", color = "minus", dashed = true },
        { of = deep.metrics, field = "val_loss", name = "with one", color = "val" } } }
    begin_with(head)
    spoken("stack", "One block talks and thinks. So stack twelve of them? Each feeds only the next, | "
        .. "and the loss gets stuck.", function() stretch(5, function() losses:draw() end) end)
    spoken("stuck", "${cut.best.val_loss:.2f} is what one gets by knowing how frequent each letter is, "
        .. "and no more.", function()
        losses:point_at(200, "without a road")
        for place = 500, 1000, 500 do losses:point_at(place, "without a road") end
    end)
    click()

    -- Why: the gradient does not come through.
    local norms, back, step = way_back(deep, 50)
    local lost = way_back(cut, 50)
    local weaker = lost[1] / lost[#lost]
    local rest = area()
    local why = heading("The gradient does not reach the first block", { into = rest:cut_top "fit" })
    local note = label("norm of the gradient in each block at step ${step:,d}",
        { into = rest:cut_top "fit", color = "soft" })
    local fades = chart { across = "blocks back from the loss", up = "gradient", up_scale = "log",
        large = true, format = ".2g", into = rest, series = {
            { x = back, y = lost, name = "without a road", color = "minus", dashed = true, dots = true },
            { x = back, y = norms, name = "with one", color = "val", dots = true } } }
    leave { head, losses }
    par(function() rise_in(why) rise_in(note) end)
    spoken("back", "The loss tells each block how to change, going backwards. Through twelve blocks that "
        .. "message fades: it is ${weaker:,d} times weaker where it arrives. "
        .. "With a road past them, it arrives.", function() stretch(11, function() fades:draw() end) end)
    key_frame "The gradient on its way back through twelve blocks, with a road and without."
    click()
    leave { why, note, fades }

    -- The road.
    local road_page = area()
    local add = heading("Add, and a road runs past every block", { into = road_page:cut_top "fit" })
    local sum = formula { [[x + f(x) \qquad \text{gradient} \; 1 + f'(x)]], colors = { x = "accent" },
        size = "heading", into = road_page:cut_bottom(0.15) }
    local road = residual_road { deep.probe.tokens, halves = { "attention", "MLP" }, into = road_page }
    local boxes = {}
    for i, name in ipairs { "attention", "MLP" } do boxes[i] = box(name, { into = road:place(name) }) end
    par(function() rise_in(add) appear(road) end)
    spoken("road", "Do not replace x. *Add* to it. Whatever a block does, x itself goes by.", function()
        for i, name in ipairs { "attention", "MLP" } do
            road:branch(name)
            rise_in(boxes[i])
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
    click()
    leave { add, road, sum, boxes[1], boxes[2] }

    -- Layer norm, on one vector.
    local vector = shallow.probe.residual[#shallow.probe.residual]
    local values, normed, middle, spread = layer_norm(vector[#vector])
    local norm_page = area()
    local even = heading("Layer norm: every token on the same scale", { into = norm_page:cut_top "fit" })
    local before, after = side_by_side(norm_page, { 1, 1 })
    local said = line("mean ${middle:.2f}, spread ${spread:.2f}",
        { into = before:cut_bottom "fit", color = "soft" })
    local then_said = line("mean zero, spread one", { into = after:cut_bottom "fit", color = "soft" })
    local raw = chart { x = channels_of(values), y = values, as = "bars", across = "channel",
        up_holds = normed, values = "none", into = before }
    local level = chart { x = channels_of(values), y = normed, as = "bars", across = "channel",
        up_holds = values, values = "none", into = after }
    rise_in(even)
    spoken("norm", "What blocks add piles up. So each of them looks at the stream through a norm: "
        .. "take off the mean, divide by the spread.", function()
        stretch(3, function() raw:draw() end)
        rise_in(said)
        stretch(3, function() level:draw() end)
        rise_in(then_said)
    end)
    click()
    leave { even, raw, level, said, then_said }

    -- The rest of the recipe.
    local last = area()
    local recipe = heading("What keeps deep models trainable", { into = last:cut_top "fit" })
    local rows = table_of { { { "residual road", "add, never replace" },
        { "pre-norm", "a norm on each branch" }, { "layer norm", "within a token" },
        { "batch norm", "across the batch" }, { "dropout", "zeros at random" } }, into = last }
    rise_in(recipe)
    spoken("recipe", "The norm sits on the branch, so the road stays free. It never mixes examples, "
        .. "as batch norm would. And dropout hides numbers at random, so that none is relied on.", function()
        appear(rows, { stagger = 0.2 })
        for i = 1, 5 do
            rows:light { row = i }
            hold(1.4)
        end
        rows:light()
    end)
    hold(1)
end)
