// film.c — nanogpt: the four scenes that explain a GPT and Andrej Karpathy's code for it.
#include "scenes/kit/kit.h"

FILM("model/runs/shakespeare");
