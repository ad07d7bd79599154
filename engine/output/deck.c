// deck.c — scenes as slides: their states, what is said with each, one slide at a time.
#include "engine/output/deck.h"

#include "engine/base/stop.h"

#include <math.h>

// The last picture is one more state unless it equals the last step's.
int slide_count_states(const Scene *scene)
{
    if (scene->n_steps == 0)
        return 1;
    Arena arena;
    arena_init(&arena);
    const DisplayList step = frame_at(scene, scene->steps[scene->n_steps - 1].t_s, &arena);
    const DisplayList last = frame_at(scene, scene->dur_s, &arena);
    const bool same = display_list_equal(&step, &last);
    arena_finish(&arena);
    return same ? scene->n_steps : scene->n_steps + 1;
}

// What is said in a piece of the scene, in the arena: a line a cue.
static const char *said_between(const Scene *scene, double from_s, double to_s, Arena *arena)
{
    const char *said = "";
    for (int i = 0; i < scene->n_says; i++)
        if (scene->says[i].t_s >= from_s && scene->says[i].t_s < to_s)
            said = arena_printf(arena, "%s%s%s", said, *said ? "\n" : "", scene->says[i].words);
    return said;
}

// The notes of steps `first` to `last` of a slide, all that are left when it is the last of all; those of a slide that has
// only one are of every step.
static const char *notes_of(const Scene *scene, int first, int last, bool is_end, Arena *arena)
{
    const char *notes = scene->n_notes == 1 ? scene->notes[0] : "";
    for (int i = first; scene->n_notes > 1 && i < scene->n_notes && (i <= last || is_end); i++)
        notes = arena_printf(arena, "%s%s%s", notes, *notes ? "\n" : "", scene->notes[i]);
    return notes;
}

// The states from `first` on; the picture of the last is the scene's end.
static SlideState *states_from(const Scene *scene, int first, int n_states, Arena *arena)
{
    SlideState *states = ARENA_ARRAY(arena, SlideState, n_states - first);
    double from_s = -HUGE_VAL;
    for (int i = first; i < n_states; i++) {
        const bool last = i == n_states - 1;
        const double to_s = last ? HUGE_VAL : scene->steps[i].t_s;
        states[i - first] = (SlideState){
            .t_s = last ? scene->dur_s : to_s,
            .notes = scene->is_slide ? notes_of(scene, i == first ? 0 : i, i, last, arena)
                                     : said_between(scene, from_s, to_s, arena),
        };
        SlideState *state = &states[i - first];
        state->links = slide_links(scene, state->t_s, arena, &state->n_links);
        from_s = to_s;
    }
    return states;
}

bool slide_open(const DeckJob *deck, int index, Slide *slide, Err *err)
{
    if (stop_requested())
        return stop_error(err);
    *slide = (Slide){.title = deck->entries[index].title};
    arena_init(&slide->arena);
    slide->scene = deck->build(deck->context, &slide->arena, index, err);
    if (!slide->scene) {
        slide_close(slide);
        return false;
    }
    const int n_states = slide_count_states(slide->scene);
    const int first = deck->final ? n_states - 1 : 0;
    slide->n_states = n_states - first;
    slide->states = states_from(slide->scene, first, n_states, &slide->arena);
    return true;
}

void slide_close(Slide *slide)
{
    arena_finish(&slide->arena);
    *slide = (Slide){0};
}
