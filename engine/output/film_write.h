// film_write.h — the functions behind the rows of FILM_FORMATS. All have the type of FilmFormat.write.
#ifndef GPTREEL_OUTPUT_FILM_WRITE_H
#define GPTREEL_OUTPUT_FILM_WRITE_H

#include "engine/output/formats.h"

// film_video.c
bool film_write_mp4(const FilmJob *job, Err *err);   // by the specification's pipeline
bool film_write_codec(const FilmJob *job, Err *err); // by the format's codec
bool film_write_png(const FilmJob *job, Err *err);   // a folder a scene: 0001.png, 0002.png …

// film_svg.c
bool film_write_svg(const FilmJob *job, Err *err);        // an SVG a scene that plays, or with static_s one picture
bool film_write_svg_frames(const FilmJob *job, Err *err); // a folder a scene: 0001.svg, 0002.svg …
bool film_write_html(const FilmJob *job, Err *err);       // one page

#endif
