// spread.h — labels beside the things they name, off one another.
#ifndef GPTREEL_KIT_SPREAD_H
#define GPTREEL_KIT_SPREAD_H

// Moves the wanted middles [n], rising, apart by at least `pitch`, each as little as may be, between top and bottom.
void spread_apart(double *middles, int n, double pitch, double top, double bottom);

#endif
