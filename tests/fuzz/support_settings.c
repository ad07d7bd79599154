// support_settings.c — the tables that settings name, by their names alone: what the rows do takes the whole model.
#include "model/nn/weights.h"
#include "model/train/objective.h"
#include "model/train/optim.h"

const Objective OBJECTIVES[] = {{.name = "next-token"}, {.name = "assistant", .is_chat = true}, {.name = NULL}};
const Choices OBJECTIVE_CHOICES = {.what = "objective", .rows = OBJECTIVES, .row_bytes = sizeof OBJECTIVES[0]};

const OptimizerKind OPTIMIZERS[] = {
    {.name = "adamw", .moments = {"adam.m.", "adam.v."}},
    {.name = "muon", .moments = {"muon.m."}},
    {.name = NULL},
};
const Choices OPTIMIZER_CHOICES = {.what = "optimizer", .rows = OPTIMIZERS, .row_bytes = sizeof OPTIMIZERS[0]};

const WeightsKind WEIGHTS_KINDS[] = {
    {"f32", true, TENSOR_F32},
    {"f16", true, TENSOR_F16},
    {"bf16", true, TENSOR_BF16},
    {"none", false, TENSOR_F32},
    {NULL, false, TENSOR_F32},
};
const Choices WEIGHTS_CHOICES = {.what = "kind of weights", .rows = WEIGHTS_KINDS, .row_bytes = sizeof WEIGHTS_KINDS[0]};
