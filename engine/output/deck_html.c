// deck_html.c — deck.html, filled in with slides: of each what the page's script knows of it, and its picture that moves.
#include "engine/output/deck.h"

#include "engine/base/file.h"
#include "engine/output/picture_words.h"
#include "engine/svg/page.h"
#include "engine/svg/svg_anim.h"

#include <math.h>

enum { MOST_WORD_CHARS = 4000 }; // of a slide

typedef struct DeckPage {
    const DeckJob *deck;
    FILE *stream; // of the file; slides go there one by one, so that a long deck is never whole in memory
} DeckPage;

// ---- what the script knows ----

// From when on the picture is there that is seen at t_s: motion leads to it, then it may be held for long.
static double rests_from(const Scene *scene, double t_s)
{
    double rest_s = 0;
    for (int i = 0; i < scene->n_spans; i++)
        if (scene->spans[i].node && scene->spans[i].begin_s < t_s)
            rest_s = fmax(rest_s, fmin(scene->spans[i].end_s, t_s));
    Arena arena;
    arena_init(&arena);
    const DisplayList there = frame_at(scene, rest_s, &arena), wanted = frame_at(scene, t_s, &arena);
    const bool same = display_list_equal(&there, &wanted);
    arena_finish(&arena);
    return same ? rest_s : t_s;
}

static void put_links(SvgText *text, const SlideState *state)
{
    for (int i = 0; i < state->n_links; i++) {
        const Rect box = state->links[i].box;
        svg_putf(text, "%s{\"box\":[%.6g,%.6g,%.6g,%.6g],\"href\":", i > 0 ? "," : "", box.x, box.y, box.w, box.h);
        page_put_string(text, state->links[i].address);
        svg_put(text, "}");
    }
}

// As JSON. Times are of the slide: `from` is where motion to the first state begins.
static void put_about(SvgText *text, const Slide *slide, bool at_once)
{
    svg_put(text, "{\"title\":");
    page_put_string(text, slide->title);
    svg_putf(text, ",\"from\":%.10g,\"states\":[", at_once ? slide->states[0].t_s : 0);
    for (int i = 0; i < slide->n_states; i++) {
        const SlideState *state = &slide->states[i];
        svg_putf(text, "%s{\"t\":%.10g,\"rest\":%.10g,\"notes\":", i > 0 ? "," : "", state->t_s,
                 rests_from(slide->scene, state->t_s));
        page_put_string(text, state->notes);
        svg_put(text, ",\"links\":[");
        put_links(text, state);
        svg_put(text, "]}");
    }
    svg_put(text, "]}");
}

// ---- the places of the page ----

static bool put_title(SvgText *text, const void *deck_page, Err *err)
{
    (void)err;
    svg_put_escaped(text, ((const DeckPage *)deck_page)->deck->title);
    return true;
}

static bool put_deck(SvgText *text, const void *deck_page, Err *err)
{
    (void)err;
    const DeckJob *deck = ((const DeckPage *)deck_page)->deck;
    svg_put(text, "{\"title\":");
    page_put_string(text, deck->title);
    svg_putf(text, ",\"width\":%g,\"height\":%g}", deck->canvas.width, deck->canvas.height);
    return true;
}

// Hands to the file what was put so far.
static void put_off(SvgText *text, FILE *stream)
{
    fwrite(svg_text_string(text), 1, text->n_bytes, stream);
    svg_text_clear(text);
}

// For those who listen, and for a browser without scripts: the words of the whole slide.
static void put_words(SvgText *text, Slide *slide, int index)
{
    const SlideState *whole = &slide->states[slide->n_states - 1];
    svg_putf(text, "<h2>%d. ", index + 1);
    svg_put_escaped(text, slide->title);
    svg_put(text, "</h2>\n<p>");
    svg_put_escaped(text, picture_words(slide->scene, whole->t_s, MOST_WORD_CHARS, &slide->arena));
    svg_put(text, "</p>\n");
    for (int i = 0; i < whole->n_links; i++) {
        svg_put(text, "<p><a tabindex=\"-1\" href=\"");
        svg_put_escaped(text, whole->links[i].address);
        svg_put(text, "\">");
        svg_put_escaped(text, whole->links[i].address);
        svg_put(text, "</a></p>\n");
    }
}

static bool put_slide(SvgText *text, const DeckPage *page, Slide *slide, int index, Err *err)
{
    const SvgJob picture = {
        .scene = slide->scene,
        .title = slide->title,
        .to_s = slide->scene->dur_s,
        .driven = true,
    };
    svg_put(text, "<section>\n");
    put_words(text, slide, index);
    svg_put(text, "<script type=\"application/json\" class=\"slide\">");
    put_about(text, slide, page->deck->final);
    svg_putf(text, "</script>\n<script type=\"image/svg+xml\" id=\"svg%d\">", index);
    if (!svg_anim_put(&picture, text, err))
        return false;
    svg_put(text, "</script>\n</section>\n");
    put_off(text, page->stream);
    return true;
}

static bool put_slides(SvgText *text, const void *deck_page, Err *err)
{
    const DeckPage *page = deck_page;
    for (int i = 0; i < page->deck->n_slides; i++) {
        Slide slide;
        if (!slide_open(page->deck, i, &slide, err))
            return false;
        const bool ok = put_slide(text, page, &slide, i, err);
        slide_close(&slide);
        if (!ok)
            return false;
        report_made(page->deck->report, 1);
    }
    return true;
}

bool deck_write_html(const DeckJob *deck, const char *path, Err *err)
{
    static const PagePlace PLACES[] = {
        {"@TITLE@", put_title},
        {"@DECK@", put_deck},
        {"@SLIDES@", put_slides},
        {0},
    };
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    const DeckPage page = {deck, file.stream};
    SvgText text = {0};
    const bool ok = page_put(&text, DECK_PAGE, PLACES, &page, err);
    put_off(&text, file.stream);
    svg_text_finish(&text);
    if (ok)
        return atomic_commit(&file, err);
    atomic_drop(&file);
    return false;
}
