// svg_film.h — the rows of the format table that are made of SVG: files that play, numbered stills, the page.
#ifndef GPTREEL_SVG_SVG_FILM_H
#define GPTREEL_SVG_SVG_FILM_H

#include "engine/output/output.h"

// An SVG that plays, or with job->static_s one picture.
bool svg_film_write(const SceneJob *job, Err *err);

// A folder job->path with one still a frame: 0001.svg, 0002.svg … Each file is whole or not there.
bool svg_frames_write(const SceneJob *job, Err *err);

bool html_film_write(const FilmJob *job, Err *err);

#endif
