// notes_html.c — notes.html, filled in with a section for each scene.
#include "engine/output/notes.h"

#include "engine/base/file.h"
#include "engine/output/spoken_html.h"
#include "engine/svg/page.h"
#include "engine/svg/svg_anim.h"

static void put_time(SvgText *text, Arena *arena, const char *before, double t_s, const char *behind)
{
    svg_putf(text, "%s%s%s", before, notes_time(arena, t_s), behind);
}

// What is stressed, and where the speaker pauses.
static void put_words(SvgText *text, Arena *arena, const Say *say)
{
    spoken_html_put(text, arena, say, "strong", "<span class=\"pause\" title=\"a short pause\">|</span>");
}

// The last picture. A document of its own: names in it cannot meet those of another.
static bool put_key_frame(SvgText *text, const Scene *scene, const char *title, Err *err)
{
    SvgText document = {0};
    const bool ok =
        svg_still_put(&(const SvgStill){.scene = scene, .title = title, .t_s = scene->dur_s}, &document, err);
    if (ok) {
        svg_putf(text, "<img width=\"%g\" height=\"%g\" alt=\"", scene->canvas.width, scene->canvas.height);
        svg_put_escaped(text, title);
        svg_put(text, "\" src=\"data:image/svg+xml;base64,");
        svg_put_base64(text, (const uint8_t *)document.data, document.n_bytes);
        svg_put(text, "\">\n");
    }
    svg_text_finish(&document);
    return ok;
}

static bool put_scene(SvgText *text, const NotesJob *job, int index, Arena *arena, Err *err)
{
    const Scene *scene = job->film->scenes[index];
    const double begin_s = spoken_begin_s(job->film, index);
    svg_putf(text, "<section>\n<h2>%d. ", index + 1);
    svg_put_escaped(text, job->titles[index]);
    put_time(text, arena, " <span class=\"time\">", begin_s, " to ");
    put_time(text, arena, "", begin_s + job->film->durs_s[index], "</span></h2>\n");
    if (!put_key_frame(text, scene, job->titles[index], err))
        return false;
    svg_put(text, scene->n_says > 0 ? "<dl>\n" : "<p>Nothing is said here.</p>\n");
    for (int i = 0; i < scene->n_says; i++) {
        put_time(text, arena, "<dt>", begin_s + scene->says[i].t_s, "</dt><dd>");
        put_words(text, arena, &scene->says[i]);
        svg_put(text, "</dd>\n");
    }
    svg_put(text, scene->n_says > 0 ? "</dl>\n</section>\n" : "</section>\n");
    return true;
}

static bool put_title(SvgText *text, const void *job, Err *err)
{
    (void)err;
    svg_put_escaped(text, ((const NotesJob *)job)->title);
    return true;
}

static bool put_scenes(SvgText *text, const void *notes_job, Err *err)
{
    const NotesJob *job = notes_job;
    Arena arena;
    arena_init(&arena);
    bool ok = true;
    for (int i = 0; ok && i < job->film->n_scenes; i++)
        ok = put_scene(text, job, i, &arena, err);
    arena_finish(&arena);
    return ok;
}

bool notes_write_html(const NotesJob *job, const char *path, Err *err)
{
    static const PagePlace PLACES[] = {
        {"@TITLE@", put_title},
        {"@SCENES@", put_scenes},
        {0},
    };
    SvgText text = {0};
    const bool ok = page_put(&text, NOTES_PAGE, PLACES, job, err) && file_write(path, text.data, text.n_bytes, err);
    svg_text_finish(&text);
    return ok;
}
