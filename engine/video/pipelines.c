// pipelines.c — the table of the ways in which MP4 files are made.
#include "engine/video/pipelines.h"

#include "engine/video/pipeline.h"
#include "engine/video/video.h"

#include <stddef.h>

// To add one: a row here, and a file with its function beside pipeline.c.
const PipelineKind PIPELINES[] = {
    {.name = "tiles", .help = "draws and encodes what changed", .parts = true, .write = pipeline_write},
    {.name = "plain", .help = "draws every frame whole, by cairo, for one x264; to compare with", .write = plain_write},
    {0},
};

const Choices PIPELINE_CHOICES = {"pipeline", PIPELINES, sizeof *PIPELINES, offsetof(PipelineKind, help)};
