// footage.c — which frame is seen when.
#include "engine/anim/footage.h"

int64_t footage_frame_at(const Footage *footage, double t_s)
{
    static const double SAME_S = 1e-6; // times of films and of recordings are rounded differently
    int64_t first = 0, end = footage->n_frames; // the last frame that has begun is in [first, end)
    while (end - first > 1) {
        const int64_t middle = first + (end - first) / 2;
        if (footage->begins_s[middle] <= t_s + SAME_S)
            first = middle;
        else
            end = middle;
    }
    return first;
}
