// route.h — how an arrow gets from one box to another around what is in its way: pure geometry.
#ifndef GPTREEL_ANIM_ROUTE_H
#define GPTREEL_ANIM_ROUTE_H

#include "engine/base/geom.h"

// What lies on the page when an arrow is drawn. Canvas units.
typedef struct RouteScene {
    Rect from, to;
    Rect page;           // it stays in there
    const Rect *blocked; // [n_blocked] that it goes around, and its words too
    int n_blocked;
    double words_w, words_h; // of the words along it; 0: none
    double least_length;     // that it should have: where the boxes are too near it goes around
} RouteScene;

// A choice that holds while the boxes move; two can be mixed.
typedef struct Route {
    double from_rad, to_rad; // the direction in which it leaves the one box, and from which it comes to the other
    double reach;            // how far it keeps to these, as a share of its length
    double words_side;       // on which side of it words stand, −1 to 1
    double words_away;       // and how much farther than they must
} Route;

// A cubic, and the middle of the words.
typedef struct RouteShape {
    Point points[4];
    Point words;
} RouteShape;

// The shortest way that crosses the least, and the nearest free place for words along it. `before`: how it went until
// now, which it keeps to where there is no reason against it; NULL: it is new.
Route route_choose(const RouteScene *scene, const Route *before);

// u = 0 gives a; directions turn the shorter way.
Route route_mix(Route a, Route b, double u);

RouteShape route_shape(Route route, const RouteScene *scene);

// How long the line is.
double route_length(const RouteShape *shape);

#endif
