// doctor.c — the lines of `gptreel doctor` about pictures: libraries, encoders, fonts.
#include "engine/anim/text.h"
#include "engine/base/file.h"
#include "engine/cli/cli.h"
#include "engine/output/formats.h"
#include "engine/video/video.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
#include <pango/pango.h>
#include <x264.h>

static void print_av_version(FILE *out, const char *name, unsigned version)
{
    fprintf(out, "  %-14s %u.%u.%u\n", name, AV_VERSION_MAJOR(version), AV_VERSION_MINOR(version),
            AV_VERSION_MICRO(version));
}

static void print_libraries(FILE *out)
{
    int major = 0, minor = 0, patch = 0;
    FT_Library freetype;
    if (FT_Init_FreeType(&freetype) == 0) {
        FT_Library_Version(freetype, &major, &minor, &patch);
        FT_Done_FreeType(freetype);
    }
    fprintf(out, "libraries\n");
    fprintf(out, "  %-14s %s\n", "cairo", cairo_version_string());
    fprintf(out, "  %-14s %s\n", "pango", pango_version_string());
    fprintf(out, "  %-14s %s\n", "harfbuzz", hb_version_string());
    fprintf(out, "  %-14s %d.%d.%d\n", "freetype", major, minor, patch);
    const int fontconfig = FcGetVersion(); // 21400 is 2.14.0
    fprintf(out, "  %-14s %d.%d.%d\n", "fontconfig", fontconfig / 10000, fontconfig / 100 % 100, fontconfig % 100);
    fprintf(out, "  %-14s %s\n", "x264", X264_POINTVER);
    print_av_version(out, "libavcodec", avcodec_version());
    print_av_version(out, "libavformat", avformat_version());
    print_av_version(out, "libswscale", swscale_version());
}

static void print_encoder(FILE *out, const char *name, const char *formats)
{
    fprintf(out, "  %-14s %-8s %s\n", name, avcodec_find_encoder_by_name(name) ? "found" : "missing", formats);
}

// What each format is encoded with by libav. x264 itself is among the libraries; here it is for --pipeline plain.
static void print_encoders(FILE *out)
{
    fprintf(out, "encoders\n");
    print_encoder(out, PLAIN_CODEC.encoder, "mp4");
    for (const FilmFormat *format = FILM_FORMATS; format->name; format++)
        if (format->codec)
            print_encoder(out, format->codec->encoder, format->name);
}

static void print_font(void *context, const char *text)
{
    fprintf(context, "  %s\n", text);
}

static void print_fonts(FILE *out)
{
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    const char *home = home_folder(&arena, &err);
    Fonts *fonts = home ? fonts_create(path_join(&arena, home, "fonts"), &err) : NULL;
    fprintf(out, "fonts\n");
    if (fonts)
        fonts_print(fonts, print_font, out);
    else
        fprintf(out, "  MISSING: %s\n", err.text);
    fonts_destroy(fonts);
    arena_finish(&arena);
}

void engine_doctor(FILE *out)
{
    print_libraries(out);
    print_encoders(out);
    print_fonts(out);
}
