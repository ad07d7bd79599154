-- side_by_side.lua — pieces of an area beside each other where it is wide, else one under the other.
return function(place, weights)
    local cut = by_canvas { wide = place.row, square = place.column, tall = place.column }
    return cut(place, weights, { gap = "l" })
end
