-- 01_text.lua — the text that is learned from: how long it is, and of how many different characters.
return scene("The text", { needs = { "corpus", "corpus_chars" } }, function(run)
    local page = area()
    chapter "The text"

    local head = heading("A text is all there is to learn from", { into = page:cut_top "fit" })
    local length, kinds = page:column({ 1, 1 }, { gap = "l" })
    local long = big("${run.corpus_chars:,d} characters", { into = length:middle(0.6) })
    begin_with { head, long }
    spoken("length", "This is all that the model will ever see: ${run.corpus}, one long row of characters.", function()
        pulse(long)
        hold(5, { still = true })
    end)
    click()
    local different = big("${run.n_vocab} different ones", { into = kinds:middle(0.6), color = "accent" })
    spoken("kinds", "Very few of them differ. To know one of these is to know a symbol.", function()
        rise_in(different)
        hold(5, { still = true })
    end)
    hold(1)
end)
