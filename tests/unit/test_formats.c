// test_formats.c — the tables of what can be written: rows that are complete, names that are found.
#include "engine/output/formats.h"
#include "engine/output/still.h"
#include "engine/video/pipelines.h"
#include "support_temp.h"

#include <libavcodec/avcodec.h>
#include <libavutil/pixdesc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check_codec(const FilmFormat *format)
{
    const Codec *codec = format->codec;
    // The quality is an option of those that take one.
    const char *const *by_level = codec->options;
    const bool takes = by_level[0] && strcmp(by_level[0], by_level[2]) != 0;
    assert_int_equal((format->options & FORMAT_QUALITY) != 0, takes);
    assert_true(strncmp(codec->pixels, "pal8", 4) == 0 || av_get_pix_fmt(codec->pixels) != AV_PIX_FMT_NONE);
    assert_true(!codec->tag || strlen(codec->tag) == 4);
    // Whatever the quality, libav can take the options apart.
    for (const Quality *quality = QUALITIES; quality->name; quality++) {
        AVDictionary *options = NULL;
        assert_true(quality->level >= 0 && quality->level < 3);
        assert_true(av_dict_parse_string(&options, codec->options[quality->level], "=", ":", 0) >= 0);
        av_dict_free(&options);
    }
}

static void every_format_is_complete(void **state)
{
    (void)state;
    Err err = {""};
    for (const FilmFormat *format = FILM_FORMATS; format->name; format++) {
        assert_ptr_equal(choices_find(&FORMAT_CHOICES, format->name, &err), format); // no name stands twice
        assert_true(format->help && *format->help && format->extension && format->write);
        assert_true(!format->whole || !format->concat);
        assert_true(!(format->options & FORMAT_PARTS) || format->options & FORMAT_PIPELINE);
        // What a range of is drawn has a rate, or plays by itself.
        assert_true(!(format->options & FORMAT_RANGE) || format->options & (FORMAT_SIZE | FORMAT_LOOP));
        if (format->codec)
            check_codec(format);
    }
    assert_null(choices_find(&FORMAT_CHOICES, "webn", &err));
    assert_contains(err.text, "there is no format \"webn\"; did you mean webm");
}

static void pipelines_and_qualities_are_complete(void **state)
{
    (void)state;
    Err err = {""};
    for (const PipelineKind *pipeline = PIPELINES; pipeline->name; pipeline++)
        assert_true(choices_find(&PIPELINE_CHOICES, pipeline->name, &err) == pipeline && pipeline->help &&
                    pipeline->write);
    for (const Quality *quality = QUALITIES; quality->name; quality++) {
        assert_ptr_equal(choices_find(&QUALITY_CHOICES, quality->name, &err), quality);
        // What stands still is seen longest.
        assert_true(quality->resting_qp <= quality->moving_qp && quality->key_qp <= quality->moving_qp);
        if (quality > QUALITIES)
            assert_true(quality->moving_qp < quality[-1].moving_qp && quality->level >= quality[-1].level);
    }
    assert_string_equal(quality_standard()->name, "standard");
}

static void pictures_are_known_by_their_ends(void **state)
{
    (void)state;
    Err err = {""};
    for (const StillFormat *format = STILL_FORMATS; format->extension; format++) {
        char path[64];
        snprintf(path, sizeof path, "a.b/picture.%s", format->extension);
        assert_ptr_equal(still_format_of(path, &err), format);
    }
    char endings[256] = "";
    for (const StillFormat *format = STILL_FORMATS; format->extension; format++)
        snprintf(endings + strlen(endings), sizeof endings - strlen(endings), "%s.%s",
                 format == STILL_FORMATS ? ""
                 : format[1].extension   ? ", "
                                         : " or ",
                 format->extension);
    assert_null(still_format_of("a.png/picture", &err));
    assert_contains(err.text, "cannot tell the format of a.png/picture: end the name with ");
    assert_contains(err.text, endings);
    assert_null(still_format_of(NULL, &err));
    assert_contains(err.text, "-o FILE, with a name that ends with ");
    assert_contains(err.text, endings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_is_complete),
        cmocka_unit_test(pipelines_and_qualities_are_complete),
        cmocka_unit_test(pictures_are_known_by_their_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
