-- wide_or.lua — one thing on a wide canvas, another one on a square and a tall one.
return function(wide, others) return by_canvas { wide = wide, square = others, tall = others } end
