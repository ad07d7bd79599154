// gallery.c — gallery.html, filled in with scenes as pictures and with their scripts as text.
#include "engine/svg/gallery.h"

#include "engine/base/file.h"
#include "engine/base/stop.h"
#include "engine/svg/page.h"
#include "engine/svg/svg_anim.h"

static bool put_title(SvgText *text, const void *job, Err *err)
{
    (void)err;
    svg_put_escaped(text, ((const GalleryJob *)job)->title);
    return true;
}

// A picture in the page is a document of its own: names in it cannot meet those of another.
static bool put_picture(SvgText *text, const GalleryJob *job, int i, Err *err)
{
    const Scene *scene = job->scenes[i];
    const SvgJob svg = {
        .scene = scene,
        .title = job->scene_titles[i],
        .to_s = scene->dur_s,
        .poster_s = scene->dur_s,
        .loop = true,
    };
    SvgText document = {0};
    const bool ok = svg_anim_put(&svg, &document, err);
    if (ok) {
        svg_putf(text, "<img width=\"%g\" height=\"%g\" alt=\"", scene->canvas.width, scene->canvas.height);
        svg_put_escaped(text, job->scene_titles[i]);
        svg_put(text, "\" src=\"data:image/svg+xml;base64,");
        svg_put_base64(text, (const uint8_t *)document.data, document.n_bytes);
        svg_put(text, "\">\n");
    }
    svg_text_finish(&document);
    return ok;
}

static bool put_scenes(SvgText *text, const void *gallery_job, Err *err)
{
    const GalleryJob *job = gallery_job;
    for (int i = 0; i < job->n_scenes; i++) {
        svg_put(text, "<section>\n<h2>");
        svg_put_escaped(text, job->scene_titles[i]);
        svg_put(text, "</h2>\n<div class=\"pair\">\n");
        if ((stop_requested() && !stop_error(err)) || !put_picture(text, job, i, err))
            return false;
        report_made(job->report, 1);
        svg_put(text, "<figure><figcaption>");
        svg_put_escaped(text, job->files[i]);
        svg_put(text, "</figcaption><pre><code>");
        svg_put_escaped(text, job->scripts[i]);
        svg_put(text, "</code></pre></figure>\n</div>\n</section>\n");
    }
    return true;
}

static const PagePlace PLACES[] = {
    {"@TITLE@", put_title},
    {"@SCENES@", put_scenes},
    {0},
};

bool gallery_write(const GalleryJob *job, const char *path, Err *err)
{
    SvgText text = {0};
    const bool ok = page_put(&text, GALLERY_PAGE, PLACES, job, err) && file_write(path, text.data, text.n_bytes, err);
    svg_text_finish(&text);
    return ok;
}
