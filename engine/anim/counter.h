// counter.h — a number that counts.
#ifndef GPTREEL_ANIM_COUNTER_H
#define GPTREEL_ANIM_COUNTER_H

#include "engine/anim/text.h"
#include "engine/anim/theme.h"

typedef struct Scene Scene;
typedef struct Node Node;

// A number that counts: right-aligned at x when the style says ALIGN_END. Every digit is a text node of its own whose
// shape changes by PROP_VARIANT. `decimals` digits follow the point; thousands are set off by commas.
Node *add_counter(Scene *s, Node *parent, double x, double y, const TextStyle *style, Color color, int decimals,
                  double most, const char *source);
// Writes the values a counter shows: value[i] from time t_s[i] on (seconds of the scene, rising), whatever the cursor.
void counter_values(Scene *s, Node *counter, const double *t_s, const double *value, int n_values);

#endif
