local words = require "lib.words"
local twice = require "kit.twice"
return scene("Only", function()
    twice(function() heading(words.title) end)
end)
