// platforms.c — the table of platforms.
#include "engine/cli/platforms.h"

// To add one: a row here. All of them ask for MP4 with its index in front and without edit lists, H.264 in the High
// profile, progressive, 4:2:0, closed groups of pictures, and AAC-LC in stereo at 48 kHz. Beyond that:
//
// YouTube, support.google.com/youtube/answer/1722171: a keyframe every half a second, sound of 384 kbit/s; no limit of
// the bit rate (12 Mbit/s are recommended for 1080p60, more than these pictures need even at the best quality).
// Captions are uploaded as a file.
//
// Feeds. LinkedIn, linkedin.com/help/lms/answer/a424737: 4:5 is the recommended shape, 1080 × 1350 the largest of it,
// 30 frames a second, up to 500 MB. Instagram, help.circleboom.com "Video and Reels Limitations on Instagram": 4:5 the
// tallest beside 9:16, 23 to 60 frames a second, up to 25 Mbit/s, sound of 128 kbit/s. X, developer.x.com "Media best
// practices": between 1:3 and 3:1, up to 60 frames a second, 512 MB, sound of 128 kbit/s or more. Sound is off until
// somebody taps, so captions are in the picture.
static const Platform PLATFORMS[] = {
    {
        .name = "feed",
        .help = "LinkedIn, X, Instagram: 4:5, captions in the picture",
        .canvas = "4:5",
        .size = "1080p30",
        .quality = "best",
        .captions = "burn",
        .key_s = 2,
        .sound_bits = 128000,
    },
    {
        .name = "youtube",
        .help = "16:9, 60 frames a second, a keyframe every half a second; captions beside it, to upload",
        .canvas = "wide",
        .size = "1080p60",
        .quality = "best",
        .captions = "none",
        .key_s = 0.5,
        .sound_bits = 384000,
    },
    {0},
};

const Choices PLATFORM_CHOICES = {"platform", PLATFORMS, sizeof *PLATFORMS, offsetof(Platform, help)};
