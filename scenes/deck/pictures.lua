-- pictures.lua — pictures of slides by what the markdown calls them: a file, or a scene of a film as gptreel:FILM/SCENE.
local flow_of = function() return require "kit.flow" end
local pictures = {}

local function is_scene(src)
    return string.match(src, "^gptreel:") ~= nil
end

-- Width and height, no more than the shape; nil: there is no such picture.
function pictures.size(src)
    if is_scene(src) then return 16, 9 end
    if string.match(src, "^%a+://") then return nil end
    return picture_size(src)
end

-- A file's may reach the edges of a slide.
function pictures.reaches_edges(src)
    return not is_scene(src) and pictures.size(src) ~= nil
end

-- The picture in a room, whole; one from a file fills it with `o.cover`. Gives it; nil: a frame stands in its place.
function pictures.put(on, page, src, x, y, w, h, o)
    if is_scene(src) then
        local thing = on:add(inset { src, into = place(x, y, w, h), order = o.order }, o.click, o.gone)
        on:plays(o.click, thing)
        if o.click == 0 and #on.notes == 0 then
            on.notes = inset_said(thing)
            slide_notes(on.notes)
        end
        return thing
    end
    if pictures.size(src) then
        return on:add(picture { src, cover = o.cover, into = place(x, y, w, h), order = o.order }, o.click, o.gone)
    end
    local cx = flow_of().context(page, on)
    flow_of().placeholder(cx, src, x, y, w, h, o.click, o.gone)
end

return pictures
