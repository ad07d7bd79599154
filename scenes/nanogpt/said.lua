-- said.lua — what is said of a model: whether places are added, what its blocks have, and how many there are.
local said = {}

function said.embed(probe, unit)
    if not probe.embed_position then return "Each token, here a " .. unit .. ", becomes a column of *numbers*." end
    return "What a " .. unit .. " *is*, plus *where* it stands."
end

function said.attention(half, unit)
    if not half then return "One *block* works on the column." end
    return "*Attention* asks: which earlier " .. unit .. "s matter here?"
end

-- Of what becomes of the column in a block, and which halves it has.
function said.sum(block, adds)
    local both = block.MLP and "What both write is *added* to the column."
        or "What it finds is *added* to the column."
    return (block.MLP and "Then comes the *MLP*. " or "") .. (adds and both or "Out comes a *new* column.")
end

-- Of those behind the first one, which add what they write or not; nil where there are none.
function said.blocks(n_blocks, adds)
    local what = adds and "Each block adds, with its own *weights*." or "Each block has its own *weights*."
    return n_blocks > 1 and what or nil
end

-- Of what comes out of the last one.
function said.odds(n_blocks, unit)
    local which = n_blocks > 1 and "The *last* column" or "That column"
    return which .. " gives each " .. unit .. " a *chance*."
end

-- What is to be read over one block, all blocks, none.
function said.one(run, n_blocks)
    local which = n_blocks > 1 and "The first of ${run.n_layer} blocks " or "The block "
    return which .. (run.has_residual and "adds to" or "changes") .. " the column"
end

function said.all(run, n_blocks)
    if n_blocks < 2 then return "The column is all there is" end
    return "The column, after each of ${run.n_layer} blocks"
end

return said
