// spread.c — labels moved off one another.
#include "scenes/kit/spread.h"

#include "engine/base/number.h"

void spread_apart(double *middles, int n, double pitch, double top, double bottom)
{
    enum { ROUNDS = 400 };
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 1; i < n; i++) {
            const double missing = pitch - (middles[i] - middles[i - 1]);
            if (missing > 0) {
                middles[i - 1] -= missing / 2;
                middles[i] += missing / 2;
            }
        }
        for (int i = 0; i < n; i++)
            middles[i] = clamp(middles[i], top + i * pitch, bottom - (n - 1 - i) * pitch);
    }
}
