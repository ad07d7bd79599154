-- 47_morphs.lua — words, a number and a formula become others: what they have in common travels, digits roll.
return scene("morphs: change of words, of numbers, of formulas", {}, function(run)
    local nats = math.log(run.n_vocab)                -- of one guess among all symbols
    local bits = nats / math.log(2)
    local upper, middle, lower = area():column { 1, 2, 2 }
    local words   = title("a guess costs nats", { into = upper })
    local number  = big("${nats:.2f}", { into = middle:inset "l", color = "train" })
    local formula = formula { [[(a + b)(a + c)]], into = lower,
        colors = { a = "query", b = "key", c = "value" } }
    par(function() rise_in { words, number, formula } end)
    hold(0.6)
    par(function()
        change(words, "a blind guess costs bits", { dur = "slow" })
        change(number, "${bits:.2f}", { dur = "slow" })
        change(formula, [[a\left(a + b + c + \frac{bc}{a}\right)]], { dur = "slow" })
    end)
    hold(1.4)
end)
