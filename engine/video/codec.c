#include "engine/video/codec.h"

#include <assert.h>
#include <string.h>

// To add one: a row here, and one in FILM_FORMATS with the same name. Dark gradients need the darkness-biased quantiser
// (aq-mode 3) to stay free of bands. The row of MP4 is what the pipeline is measured against: two threads.
const Codec CODECS[] = {
    {"mp4",
     "libx264",
     "yuv420p",
     {"preset=superfast:profile=high:crf=23:threads=2:aq-mode=3:aq-strength=1.2:x264-params=force-cfr=1",
      "preset=veryfast:profile=high:crf=18:threads=2:aq-mode=3:aq-strength=1.2:x264-params=force-cfr=1",
      "preset=medium:profile=high:crf=14:threads=2:aq-mode=3:aq-strength=1.2:x264-params=force-cfr=1"},
     NULL,
     false,
     0},
    {"hevc",
     "libx265",
     "yuv420p",
     {"preset=ultrafast:crf=26:x265-params=log-level=none:aq-mode=3",
      "preset=superfast:crf=20:x265-params=log-level=none:aq-mode=3",
      "preset=medium:crf=16:x265-params=log-level=none:aq-mode=3"},
     "hvc1",
     false,
     0},
    {"av1", "libsvtav1", "yuv420p", {"preset=12:crf=40", "preset=10:crf=28", "preset=8:crf=20"}, NULL, false, 0},
    {"webm",
     "libvpx-vp9",
     "yuv420p",
     {"deadline=realtime:cpu-used=8:row-mt=1:crf=36:b=0", "deadline=realtime:cpu-used=7:row-mt=1:crf=24:b=0",
      "deadline=good:cpu-used=3:row-mt=1:crf=16:b=0"},
     NULL,
     false,
     0},
    {"webm-alpha",
     "libvpx-vp9",
     "yuva420p",
     {"deadline=realtime:cpu-used=8:row-mt=1:crf=36:b=0:auto-alt-ref=0",
      "deadline=realtime:cpu-used=7:row-mt=1:crf=24:b=0:auto-alt-ref=0",
      "deadline=good:cpu-used=3:row-mt=1:crf=16:b=0:auto-alt-ref=0"},
     NULL,
     true,
     0},
    {"prores", "prores_ks", "yuva444p10le", {"profile=4", "profile=4", "profile=5"}, NULL, true, 0},
    {"gif", "gif", "pal8", {"", "", ""}, NULL, false, 50},
    {"apng", "apng", "rgba", {"pred=mixed", "pred=mixed", "pred=mixed"}, NULL, false, 0},
    {"nvenc", "h264_nvenc", "yuv420p", {"cq=28", "cq=20", "cq=16"}, NULL, false, 0},
    {"hevc-nvenc", "hevc_nvenc", "yuv420p", {"cq=28", "cq=20", "cq=16"}, "hvc1", false, 0},
    {"qsv", "h264_qsv", "nv12", {"global_quality=28", "global_quality=20", "global_quality=16"}, NULL, false, 0},
    {"v4l2", "h264_v4l2m2m", "yuv420p", {"b=8M", "b=20M", "b=40M"}, NULL, false, 0},
    {NULL, NULL, NULL, {NULL, NULL, NULL}, NULL, false, 0},
};

const Codec *codec_named(const char *name)
{
    const Codec *row = CODECS;
    while (row->name && strcmp(row->name, name) != 0)
        row++;
    assert(row->name);
    return row;
}
