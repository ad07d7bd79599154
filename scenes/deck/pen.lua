-- pen.lua — what a deck's own layouts draw with, in units of the canvas: layouts/NAME.lua beside it, of
--     return function(slide, on, page, run, runs) … on:add(pen.rich { … }, click) … end
return {
    place = place, box_of = box_of, rich = rich, measure = measure, shapes = shapes, picture = picture,
    cast = cast, cast_count = cast_count, cast_line = cast_line, fall = fall, fall_spot = fall_spot,
}
