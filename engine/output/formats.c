// formats.c — the table of formats of films.
#include "engine/output/formats.h"

#include "engine/output/film_write.h"
#include "engine/video/concat.h"

#include <stddef.h>

enum { VIDEO_OPTIONS = FORMAT_RANGE | FORMAT_SIZE | FORMAT_QUALITY };

// To add one: a row here. When libav does not encode it, also a function of film_write.h in a file of its own.
const FilmFormat FILM_FORMATS[] = {
    {
        .name = "mp4",
        .help = "H.264, which plays everywhere; what does not change costs nothing",
        .extension = "mp4",
        .options = VIDEO_OPTIONS | FORMAT_PIPELINE | FORMAT_PARTS,
        .write = film_write_mp4,
        .concat = concat_write,
    },
    {
        .name = "webm",
        .help = "VP9",
        .extension = "webm",
        .options = VIDEO_OPTIONS,
        .write = film_write_codec,
        .concat = concat_write,
        .codec = &(const Codec){.encoder = "libvpx-vp9",
                                .pixels = "yuv420p",
                                .options = {"deadline=realtime:cpu-used=8:row-mt=1:crf=36:b=0",
                                            "deadline=realtime:cpu-used=7:row-mt=1:crf=24:b=0",
                                            "deadline=good:cpu-used=3:row-mt=1:crf=16:b=0"}},
    },
    {
        .name = "webm-alpha",
        .help = "VP9 with a transparent background",
        .extension = "webm",
        .options = VIDEO_OPTIONS | FORMAT_TRANSPARENT,
        .write = film_write_codec,
        .concat = concat_write,
        .codec = &(const Codec){.encoder = "libvpx-vp9",
                                .pixels = "yuva420p",
                                .alpha = true,
                                .options = {"deadline=realtime:cpu-used=8:row-mt=1:crf=36:b=0:auto-alt-ref=0",
                                            "deadline=realtime:cpu-used=7:row-mt=1:crf=24:b=0:auto-alt-ref=0",
                                            "deadline=good:cpu-used=3:row-mt=1:crf=16:b=0:auto-alt-ref=0"}},
    },
    {
        .name = "hevc",
        .help = "H.265",
        .extension = "mp4",
        .options = VIDEO_OPTIONS,
        .write = film_write_codec,
        .concat = concat_write,
        .codec = &(const Codec){.encoder = "libx265",
                                .pixels = "yuv420p",
                                .tag = "hvc1",
                                .options = {"preset=ultrafast:crf=26:x265-params=log-level=none:aq-mode=3",
                                            "preset=superfast:crf=20:x265-params=log-level=none:aq-mode=3",
                                            "preset=medium:crf=16:x265-params=log-level=none:aq-mode=3"}},
    },
    {
        .name = "av1",
        .help = "AV1",
        .extension = "mp4",
        .options = VIDEO_OPTIONS,
        .write = film_write_codec,
        .concat = concat_write,
        .codec = &(const Codec){.encoder = "libsvtav1",
                                .pixels = "yuv420p",
                                .options = {"preset=12:crf=40", "preset=10:crf=28", "preset=8:crf=20"}},
    },
    {
        .name = "prores",
        .help = "ProRes 4444 with a transparent background, to edit",
        .extension = "mov",
        .options = VIDEO_OPTIONS | FORMAT_TRANSPARENT,
        .write = film_write_codec,
        .concat = concat_write,
        .codec = &(const Codec){.encoder = "prores_ks",
                                .pixels = "yuva444p10le",
                                .alpha = true,
                                .options = {"profile=4", "profile=4", "profile=5"}},
    },
    {
        .name = "gif",
        .help = "GIF, in 255 colours",
        .extension = "gif",
        .options = FORMAT_RANGE | FORMAT_SIZE | FORMAT_TRANSPARENT,
        .write = film_write_codec,
        .codec = &(const Codec){.encoder = "gif", .pixels = "pal8", .most_fps = 50},
    },
    {
        .name = "apng",
        .help = "a PNG that plays",
        .extension = "apng",
        .options = FORMAT_RANGE | FORMAT_SIZE | FORMAT_TRANSPARENT,
        .write = film_write_codec,
        .codec =
            &(const Codec){.encoder = "apng", .pixels = "rgba", .options = {"pred=mixed", "pred=mixed", "pred=mixed"}},
    },
    {
        .name = "png",
        .help = "a folder with a PNG a frame",
        .extension = "",
        .options = FORMAT_RANGE | FORMAT_SIZE | FORMAT_TRANSPARENT,
        .write = film_write_png,
    },
    {
        .name = "nvenc",
        .help = "H.264, encoded by NVIDIA's hardware",
        .extension = "mp4",
        .options = VIDEO_OPTIONS,
        .write = film_write_codec,
        .concat = concat_write,
        .codec = &(const Codec){.encoder = "h264_nvenc", .pixels = "yuv420p", .options = {"cq=28", "cq=20", "cq=16"}},
    },
    {
        .name = "hevc-nvenc",
        .help = "H.265, encoded by NVIDIA's hardware",
        .extension = "mp4",
        .options = VIDEO_OPTIONS,
        .write = film_write_codec,
        .concat = concat_write,
        .codec =
            &(const Codec){
                .encoder = "hevc_nvenc", .pixels = "yuv420p", .tag = "hvc1", .options = {"cq=28", "cq=20", "cq=16"}},
    },
    {
        .name = "qsv",
        .help = "H.264, encoded by Intel's hardware",
        .extension = "mp4",
        .options = VIDEO_OPTIONS,
        .write = film_write_codec,
        .concat = concat_write,
        .codec = &(const Codec){.encoder = "h264_qsv",
                                .pixels = "nv12",
                                .options = {"global_quality=28", "global_quality=20", "global_quality=16"}},
    },
    {
        .name = "v4l2",
        .help = "H.264, encoded by the hardware of small boards",
        .extension = "mp4",
        .options = VIDEO_OPTIONS,
        .write = film_write_codec,
        .concat = concat_write,
        .codec = &(const Codec){.encoder = "h264_v4l2m2m", .pixels = "yuv420p", .options = {"b=8M", "b=20M", "b=40M"}},
    },
    {
        .name = "svg",
        .help = "an SVG that plays, even in an <img>",
        .extension = "svg",
        .options = FORMAT_RANGE | FORMAT_LOOP | FORMAT_POSTER | FORMAT_STATIC | FORMAT_TRANSPARENT,
        .write = film_write_svg,
    },
    {
        .name = "svg-frames",
        .help = "a folder with an SVG a frame",
        .extension = "",
        .options = FORMAT_RANGE | FORMAT_SIZE | FORMAT_TRANSPARENT,
        .write = film_write_svg_frames,
    },
    {
        .name = "html",
        .help = "one page that plays the whole film: chapters, captions, keys",
        .extension = "html",
        .options = FORMAT_LOOP,
        .whole = true,
        .write = film_write_html,
    },
    {0},
};

const Choices FORMAT_CHOICES = {"format", FILM_FORMATS, sizeof *FILM_FORMATS, offsetof(FilmFormat, help)};
