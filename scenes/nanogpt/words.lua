-- words.lua — what is said and shown of a run, by what its model has learned to write.
--
-- climb: of the texts it wrote on its way, which begin with noise where its weights began at random. guessed: all it
-- ever did. said: what came of it, as it is spoken; lead, punch: as it is seen, small and large. pours: how "out
-- come …" ends. unit: what it guesses, one at a time. corpus: the text.
return function(run)
    local corpus = run.corpus or "its text"
    local unit = value(run.n_vocab) <= 200 and "letter" or "symbol"
    local guessed = "It only guessed the next ${unit}."
    local plain = "This is what it writes, as it learns." -- says nothing of where that begins or ends
    local states = {
        noise = {
            climb = "What it writes is still noise.", punch = "Still noise.",
            guessed = "It has only begun to guess.", said = "Still *noise*.", pours = "${unit}s at random",
        },
        pairs = {
            climb = "First noise, then ${unit}s that go together.",
            lead = "Out come", punch = "pairs, not yet words.",
            said = "Out come ${unit} *pairs*.", pours = "${unit}s that go together",
        },
        words = {
            climb = "First noise, then something like words.", lead = "Out come", punch = "words.",
            said = "Out come *words*.", pours = "words",
        },
        lines = {
            climb = "First noise, then near-words, then lines.",
            lead = "Out comes", punch = "${corpus}.", said = "Out comes *${corpus}*.", pours = "lines",
        },
    }
    local say = run.reached and states[run.reached] or {
        climb = plain, punch = "It writes this.",
        said = "And it writes *this*.", pours = "${unit}s",
    }
    if run.init and run.reached ~= "noise" then say.climb = plain end
    say.corpus, say.unit, say.guessed = corpus, unit, say.guessed or guessed
    return say
end
