-- 43_formula.lua — a formula grows: what stays travels, what is new comes; a letter keeps its colour.
return scene("formula", {}, function(run)
    local page   = area()
    local colors = { Q = "query", K = "key", V = "value" }
    local guess  = math.log(run.n_vocab) -- what one guess among all costs
    local loss   = formula { [[\ln ${run.n_vocab} = ${guess:.2f}]], size = "heading",
                             into = page:cut_bottom "fit" }
    local f      = formula { [[QK^T]], colors = colors, into = page:middle(0.6) }
    appear(f, { stagger = 0.1 })
    hold(0.4)
    change(f, [[\frac{QK^T}{\sqrt{d}}]])
    hold(0.4)
    change(f, [[\operatorname{softmax}\left(\frac{QK^T}{\sqrt{d}}\right)V]])
    focus(f:part "V", function() pulse(f:part "V") end)
    appear(loss, { stagger = 0.05 })
    hold(1)
end)
