// time_log.c — keys carry serial numbers, so that those written since a mark are found wherever they stand in a track.
#include "engine/anim/time_log.h"

static const double SAME_S = 1e-6;

TimeMarks time_marks(const Scene *s)
{
    return (TimeMarks){s->n_keys,  s->n_touches,  s->n_spans,      s->n_says,
                       s->n_steps, s->n_chapters, s->n_key_frames, s->n_block_spans};
}

void time_add_key(Scene *s, Track *track, Key key)
{
    key.serial = s->n_keys++;
    track->line = s->at_line;
    track_add(track, s->arena, key);
    if (s->n_touches > 0 && s->touches[s->n_touches - 1] == track)
        return;
    s->touches = arena_grow(s->arena, s->touches, s->n_touches, &s->cap_touches, sizeof *s->touches);
    s->touches[s->n_touches++] = track;
}

static MotionSpan *new_span(Scene *s, double begin_s, double end_s)
{
    s->spans = arena_grow(s->arena, s->spans, s->n_spans, &s->cap_spans, sizeof *s->spans);
    MotionSpan *span = &s->spans[s->n_spans++];
    *span = (MotionSpan){.begin_s = begin_s, .end_s = end_s, .file = s->at_file, .line = s->at_line};
    return span;
}

void time_add_span(Scene *s, const Node *node, double begin_s, double end_s)
{
    new_span(s, begin_s, end_s)->node = node;
}

void time_add_rest(Scene *s, double begin_s, double end_s)
{
    new_span(s, begin_s, end_s)->rest = true;
}

int time_add_block(Scene *s, BlockKind kind, double begin_s)
{
    s->block_spans =
        arena_grow(s->arena, s->block_spans, s->n_block_spans, &s->cap_block_spans, sizeof *s->block_spans);
    s->block_spans[s->n_block_spans] = (BlockSpan){.kind = kind,
                                                   .begin_s = begin_s,
                                                   .end_s = begin_s,
                                                   .depth = s->n_blocks,
                                                   .file = s->at_file,
                                                   .line = s->at_line};
    return s->n_block_spans++;
}

static double mapped(TimeMap map, double t_s)
{
    return map.to_s + map.factor * (t_s - map.from_s);
}

// A key that stood at the time of the one before it stays behind that, whatever is rounded.
static void map_track(Track *track, TimeMarks first, TimeMarks end, TimeMap map)
{
    for (int i = 0; i < track->n_keys; i++) {
        Key *key = &track->keys[i];
        if (key->serial < first.n_keys || key->serial >= end.n_keys)
            continue;
        key->t_s = mapped(map, key->t_s);
        const double before_s = i > 0 ? track->keys[i - 1].t_s : key->t_s;
        if (key->t_s < before_s && key->t_s > before_s - SAME_S)
            key->t_s = before_s;
    }
    track_sort(track);
}

void time_map(Scene *s, TimeMarks first, TimeMarks end, TimeMap map)
{
    if (map.from_s == map.to_s && map.factor == 1)
        return;
    s->n_mappings++;
    // One touch earlier: the first key may belong to a track that had been touched last before the mark.
    for (int i = first.n_touches > 0 ? first.n_touches - 1 : 0; i < end.n_touches; i++) {
        Track *track = s->touches[i];
        if (track->mapping != s->n_mappings)
            map_track(track, first, end, map);
        track->mapping = s->n_mappings;
    }
    for (int i = first.n_spans; i < end.n_spans; i++) {
        s->spans[i].begin_s = mapped(map, s->spans[i].begin_s);
        s->spans[i].end_s = mapped(map, s->spans[i].end_s);
    }
    for (int i = first.n_block_spans; i < end.n_block_spans; i++) {
        s->block_spans[i].begin_s = mapped(map, s->block_spans[i].begin_s);
        s->block_spans[i].end_s = mapped(map, s->block_spans[i].end_s);
    }
    for (int i = first.n_says; i < end.n_says; i++)
        s->says[i].t_s = mapped(map, s->says[i].t_s);
    for (int i = first.n_steps; i < end.n_steps; i++)
        s->steps[i].t_s = mapped(map, s->steps[i].t_s);
    for (int i = first.n_chapters; i < end.n_chapters; i++)
        s->chapters[i].t_s = mapped(map, s->chapters[i].t_s);
    for (int i = first.n_key_frames; i < end.n_key_frames; i++)
        s->key_frames[i].t_s = mapped(map, s->key_frames[i].t_s);
}

void time_mark_background(Scene *s, TimeMarks first, TimeMarks end)
{
    for (int i = first.n_spans; i < end.n_spans; i++)
        s->spans[i].background = true;
}

static void check_span(Scene *s, const MotionSpan *span)
{
    scene_here(s, span->file, span->line);
    if (span->end_s > s->dur_s + SAME_S)
        scene_fail(
            s, "this motion ends %.2f s after the scene, which lasts %.2f s; hold so much longer, or begin it earlier",
            span->end_s - s->dur_s, s->dur_s);
    for (int i = 0; i < s->n_steps && !span->background; i++)
        if (s->steps[i].t_s > span->begin_s + SAME_S && s->steps[i].t_s < span->end_s - SAME_S)
            scene_fail(
                s,
                "this motion goes on across the click at %.2f s, for %.2f s more; a slide rests at a click: click "
                "later, or let it go on behind the picture with `during`",
                s->steps[i].t_s, span->end_s - s->steps[i].t_s);
}

void time_check(Scene *s)
{
    for (int i = 0; i < s->n_spans; i++)
        check_span(s, &s->spans[i]);
}
