-- 53_tensor_block.lua — the weights of a layer's heads as one block, which opens into heads.
return scene("tensor_block", { needs = "probe.attention" }, function(run)
    local page = area()
    local name = heading("One square for each head", { into = page:cut_top "fit" })
    local block = tensor_block { run.probe.attention[1], names = { "heads", "T", "T" }, dots = true,
        color = "query", into = page }
    rise_in(name)
    appear(block, { stagger = 0.1 })
    hold(0.5)
    block:open()
    focus(block:part(2), function() pulse(block:part(2)) end)
    block:close()
    hold(1)
end)
