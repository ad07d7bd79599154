// slidev.c — a deck as a folder that Slidev opens as it is: slides.md, and pictures of all states under public/.
//
// The pictures of a slide lie one above the other. Each but the first comes with its click and stays until the one
// behind it has come, so that nothing shines through while Slidev fades one in.
#include "engine/output/deck.h"

#include "engine/base/file.h"
#include "engine/base/json_out.h"
#include "engine/output/picture_words.h"
#include "engine/svg/svg_text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ALT_CHARS = 1000 };

// ---- letters ----

// A value of YAML, which takes strings as JSON writes them.
static void put_value(SvgText *text, const char *name, const char *words)
{
    JsonOut json;
    json_out_init(&json);
    json_out_text(&json, words);
    svg_putf(text, "%s: ", name);
    svg_put(text, json_out_string(&json));
    svg_put(text, "\n");
    json_out_finish(&json);
}

// The value of an attribute: on one line, and nothing in it for Vue.
static void put_attribute(SvgText *text, const char *words)
{
    for (; *words; words++) {
        const char letter[] = {*words == '\n' ? ' ' : *words, '\0'};
        if (strncmp(words, "{{", 2) == 0)
            svg_put(text, "&#123;");
        else if (strchr("&<>\"", *letter))
            svg_put_escaped(text, letter);
        else
            svg_put_bytes(text, letter, 1);
    }
}

// Notes are Markdown within a comment: nothing in them ends it, separates slides, or is a value of Vue's.
static void put_notes(SvgText *text, const char *notes)
{
    for (bool begins = true; *notes; notes++) {
        if (begins && strncmp(notes, "---", 3) == 0)
            svg_put(text, "\\");
        begins = *notes == '\n';
        if (strncmp(notes, "-->", 3) == 0 || strncmp(notes, "--!>", 4) == 0) {
            svg_put(text, notes[2] == '>' ? "--&gt;" : "--!&gt;");
            notes += notes[2] == '>' ? 2 : 3;
        } else if (strncmp(notes, "{{", 2) == 0 || strncmp(notes, "[click", 6) == 0) {
            svg_putf(text, "&#%d;", *notes);
        } else if (begins) {
            svg_put(text, "\n\n"); // a paragraph each
        } else {
            svg_put_bytes(text, notes, 1);
        }
    }
}

// ---- slides ----

// When something is there: from click `from` on, until click `to` where the slide has as many.
static void put_clicks(SvgText *text, const Slide *slide, int from, int to)
{
    if (from > 0 && to < slide->n_states)
        svg_putf(text, " v-click=\"[%d, %d]\"", from, to);
    else if (from > 0)
        svg_putf(text, " v-click=\"%d\"", from);
    else if (to < slide->n_states)
        svg_putf(text, " v-click.hide=\"%d\"", to);
}

static void put_picture(SvgText *text, const DeckJob *deck, const Slide *slide, int index, int state, Arena *arena)
{
    svg_put(text, "<div class=\"absolute inset-0\"");
    put_clicks(text, slide, state, state > 0 ? state + 2 : slide->n_states);
    svg_putf(text, "><img src=\"/%s\" alt=\"", slide_picture_name(deck, index, state, "svg", arena));
    put_attribute(text, slide->title);
    const char *words = picture_words(slide->scene, slide->states[state].t_s, ALT_CHARS, arena);
    svg_put(text, *words ? ":" : "");
    put_attribute(text, words);
    svg_put(text, "\" class=\"w-full h-full\" /></div>\n");
}

static bool has_link(const SlideState *state, const SlideLink *link)
{
    for (int i = 0; i < state->n_links; i++) {
        const SlideLink *other = &state->links[i];
        if (memcmp(&other->box, &link->box, sizeof link->box) == 0 && strcmp(other->address, link->address) == 0)
            return true;
    }
    return false;
}

// An anchor that nobody sees over what links, from the state on in which it comes, while it is there.
static void put_link(SvgText *text, const Canvas *canvas, const Slide *slide, int state, const SlideLink *link)
{
    if (state > 0 && has_link(&slide->states[state - 1], link))
        return;
    int until = state + 1;
    while (until < slide->n_states && has_link(&slide->states[until], link))
        until++;
    svg_put(text, "<a href=\"");
    put_attribute(text, link->address);
    svg_put(text, "\" aria-label=\"");
    put_attribute(text, link->address);
    svg_putf(text, "\" class=\"absolute left-[%.3f%%] top-[%.3f%%] w-[%.3f%%] h-[%.3f%%]\"",
             100 * link->box.x / canvas->width, 100 * link->box.y / canvas->height, 100 * link->box.w / canvas->width,
             100 * link->box.h / canvas->height);
    put_clicks(text, slide, state, until);
    svg_put(text, "><div class=\"w-full h-full\"></div></a>\n");
}

// What is said with each state, clicks between.
static void put_said(SvgText *text, const Slide *slide)
{
    bool any = false;
    for (int i = 0; i < slide->n_states; i++)
        any = any || *slide->states[i].notes;
    if (!any)
        return;
    svg_put(text, "\n<!--\n");
    for (int i = 0; i < slide->n_states; i++) {
        svg_put(text, i == 0 ? "" : *slide->states[i].notes ? "[click] " : "[click]");
        put_notes(text, slide->states[i].notes);
        svg_put(text, "\n\n");
    }
    svg_put(text, "-->\n");
}

static void put_head(SvgText *text, const DeckJob *deck)
{
    svg_put(text, "theme: none\n");
    put_value(text, "title", deck->title);
    if (deck->author)
        put_value(text, "author", deck->author);
    svg_putf(text, "colorSchema: %s\naspectRatio: %g/%g\ncanvasWidth: %g\n",
             theme_is_dark(deck->theme) ? "dark" : "light", deck->canvas.width, deck->canvas.height,
             deck->canvas.width);
}

static bool put_slide(SvgText *text, const DeckJob *deck, int index, Err *err)
{
    Slide slide;
    if (!slide_open(deck, index, &slide, err))
        return false;
    Arena arena;
    arena_init(&arena);
    svg_put(text, index > 0 ? "\n---\n" : "---\n");
    if (index == 0)
        put_head(text, deck);
    else
        put_value(text, "title", slide.title);
    svg_putf(text, "layout: none\nclicks: %d\n---\n\n<div>\n", slide.n_states - 1);
    for (int i = 0; i < slide.n_states; i++)
        put_picture(text, deck, &slide, index, i, &arena);
    for (int i = 0; i < slide.n_states; i++)
        for (int k = 0; k < slide.states[i].n_links; k++)
            put_link(text, &deck->canvas, &slide, i, &slide.states[i].links[k]);
    svg_put(text, "</div>\n");
    put_said(text, &slide);
    arena_finish(&arena);
    slide_close(&slide);
    return true;
}

static bool write_folder(const DeckJob *deck, const SvgText *text, const char *path, Arena *arena, Err *err)
{
    AtomicFile file;
    const char *pictures = path_join(arena, path, "public");
    if (!dir_make(path, err) || !atomic_open(&file, path_join(arena, path, "slides.md"), err))
        return false;
    fwrite(text->data, 1, text->n_bytes, file.stream);
    if (deck_write_step_svg(deck, pictures, err))
        return atomic_commit(&file, err);
    atomic_drop(&file);
    (void)rmdir(pictures); // when nothing is in them
    (void)rmdir(path);
    return false;
}

bool deck_write_slidev(const DeckJob *deck, const char *path, Err *err)
{
    SvgText text = {0};
    Arena arena;
    arena_init(&arena);
    bool ok = true;
    for (int i = 0; ok && i < deck->n_slides; i++)
        ok = put_slide(&text, deck, i, err);
    ok = ok && write_folder(deck, &text, path, &arena, err);
    svg_text_finish(&text);
    arena_finish(&arena);
    return ok;
}
