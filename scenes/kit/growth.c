// growth.c — letters of a page by the piece of text that they belong to, and how pieces land.
#include "scenes/kit/growth.h"

#include "scenes/kit/measure.h"

#include <math.h>
#include <string.h>

static const double COOL_S = 0.6; // from the colour of choice to ink, after a flight
static const double QUICK_COOL_S = 0.3;
static const double SMALL = 0.45;                  // a letter's scale when it sets out
static const double CARET_GAP = 0.14;              // em behind the last letter
static const double ASCENT = 0.68, DESCENT = 0.24; // em that a caret reaches

// ---- laying out ----

// The pieces as one text, each character as it can be shown; first[i] is where piece i begins, first[n] the end.
static const char *join(Scene *s, const GrowthSpec *spec, int *first)
{
    Arena *arena = scene_arena(s);
    size_t n_bytes = 0;
    const char **shown = ARENA_ARRAY(arena, const char *, spec->n_pieces + 1);
    for (int i = 0; i < spec->n_pieces; i++) {
        shown[i] = words_shown(s, spec->pieces[i]);
        n_bytes += strlen(shown[i]);
    }
    char *text = ARENA_ARRAY(arena, char, n_bytes + 1);
    char *end = text;
    for (int i = 0; i < spec->n_pieces; i++) {
        const size_t n = strlen(shown[i]);
        first[i] = (int)(end - text);
        memcpy(end, shown[i], n);
        end += n;
    }
    first[spec->n_pieces] = (int)(end - text);
    return text;
}

// Whether the page has room for the whole text without breaking a line of it.
static bool fits_whole(Scene *s, const VerseSpec *spec)
{
    VerseLine lines[VERSE_MOST_LINES];
    const int n = verse_layout(s, spec, lines);
    for (int i = 0; i < n; i++) {
        const int end = lines[i].first + lines[i].n_bytes;
        const char *rest = spec->text + end + strspn(spec->text + end, lines[i].kind == VERSE_SPEAKER ? ": " : " ");
        if (*rest && *rest != '\n')
            return false;
        if (i == n - 1 && rest[strspn(rest, " \n")])
            return false;
    }
    return n > 0;
}

// The largest type, from the one asked for down to the smallest, in which no line is broken.
static void choose_size(Scene *s, const GrowthSpec *spec, VerseSpec *page)
{
    enum { N_SIZES = 6 };
    for (int i = 0; i < N_SIZES && spec->least_size > 0; i++) {
        page->size = lerp(spec->size, spec->least_size, (double)i / (N_SIZES - 1));
        page->pitch = spec->pitch * page->size / spec->size;
        page->max_lines = (int)floor(spec->max_lines * spec->pitch / page->pitch);
        if (fits_whole(s, page))
            return;
    }
}

// A letter of a line goes to the piece that holds its byte.
typedef struct Placing {
    Growth *growth;
    const int *first; // [n_pieces + 1]
    int piece;        // that the last letter went to
} Placing;

static void take_letter(Scene *s, Placing *placing, const VerseLine *line, Node *letter, const Glyph *glyph)
{
    const int byte = line->first + glyph->byte;
    Growth *growth = placing->growth;
    while (placing->piece + 1 < growth->spec.n_pieces && byte >= placing->first[placing->piece + 1])
        placing->piece++;
    GrowthPiece *piece = &growth->pieces[placing->piece];
    const double x = growth->spec.x + line->x + glyph->at.x, baseline = growth->spec.y + line->y + glyph->at.y;
    const Rect box = {x, baseline - 0.5 * growth->size, glyph->advance, 0.5 * growth->size};
    piece->end = (Point){x + glyph->advance, baseline};
    piece->placed = true;
    piece->speaker = line->kind == VERSE_SPEAKER;
    if (glyph->outline->n_points == 0)
        return;
    piece->box = piece->n_letters > 0 ? rect_union(piece->box, box) : box;
    node_pivot(s, letter, glyph->at.x + glyph->advance / 2, glyph->at.y - 0.25 * growth->size);
    piece->letters[piece->n_letters++] = letter;
}

static void place_line(Scene *s, Placing *placing, int line_index)
{
    Growth *growth = placing->growth;
    const VerseLine *line = &growth->verse->lines[line_index];
    const TextStyle style = verse_style(&growth->verse->spec, line->kind);
    const TextRun *run = text_set(s, &style, line->words);
    for (int i = 0; run && i < run->n_glyphs; i++) {
        Node *letter = node_child(growth->verse->nodes[line_index], i);
        take_letter(s, placing, line, letter, &run->glyphs[i]);
        node_hide(s, letter);
    }
}

// Pieces that no line shows (newlines, colons, spaces at a line's end) leave the caret where it is, or take it to the
// beginning of the next line.
static void place_rest(Growth *growth, const char *text, const int *first)
{
    const Verse *verse = growth->verse;
    const int shown_end =
        verse->n_lines > 0 ? verse->lines[verse->n_lines - 1].first + verse->lines[verse->n_lines - 1].n_bytes : 0;
    Point end = {growth->spec.x, growth->spec.y};
    for (int i = 0; i < growth->spec.n_pieces; i++) {
        GrowthPiece *piece = &growth->pieces[i];
        if (!piece->placed) {
            const char *rest = text + first[i];
            if (first[i] > shown_end && rest[strspn(rest, ": \n")])
                return;
            for (int line = 0; line < verse->n_lines; line++)
                if (first[i + 1] > first[i] && text[first[i + 1] - 1] == '\n' &&
                    verse->lines[line].first >= first[i + 1]) {
                    end = (Point){growth->spec.x + verse->lines[line].x, growth->spec.y + verse->lines[line].y};
                    break;
                }
            piece->end = end;
            piece->placed = true;
        }
        if (piece->n_letters == 0)
            piece->box = (Rect){piece->end.x, piece->end.y - 0.5 * growth->size, 0, 0.5 * growth->size};
        end = piece->end;
        growth->n_placed = i + 1;
    }
}

static void add_caret(Scene *s, Growth *growth)
{
    const Theme *theme = scene_theme(s);
    const double size = growth->size;
    growth->caret = add_group(s, growth->group, .z = -1);
    Path *halo = path_create(scene_arena(s));
    path_rect(halo, -0.55 * size, -0.42 * size, 0.6 * size, 0.34 * size, 0.1 * size);
    add_glow(s, growth->caret, .path = halo, .sigma = 0.3 * size, .strength = 0.8, .color = theme->pick);
    add_rect(s, growth->caret, .x = CARET_GAP * size, .y = -ASCENT * size, .w = 3, .h = (ASCENT + DESCENT) * size,
             .radius = 1.5, .fill = theme->pick);
    node_hide(s, growth->caret);
}

Growth *growth_add_with(Scene *s, GrowthSpec spec)
{
    const Theme *theme = scene_theme(s);
    Arena *arena = scene_arena(s);
    Growth *growth = ARENA_NEW(arena, Growth);
    int *first = ARENA_ARRAY(arena, int, spec.n_pieces + 1);
    const char *text = join(s, &spec, first);
    growth->spec = spec;
    growth->group = add_group(s, spec.parent);
    VerseSpec page = {
        .parent = growth->group,
        .x = spec.x,
        .y = spec.y,
        .size = spec.size,
        .pitch = spec.pitch,
        .max_width = spec.max_width,
        .max_lines = spec.max_lines,
        .code = verse_is_code(text),
        .letters = true,
        .text = text,
        .source = spec.source,
    };
    choose_size(s, &spec, &page);
    growth->size = page.size;
    add_caret(s, growth);
    growth->verse = verse_add_with(s, page);
    growth->pieces = ARENA_ARRAY(arena, GrowthPiece, spec.n_pieces);
    for (int i = 0; i < spec.n_pieces; i++)
        growth->pieces[i].letters = ARENA_ARRAY(arena, Node *, 4 * (first[i + 1] - first[i]) + 4);
    Placing placing = {.growth = growth, .first = first};
    for (int line = 0; line < growth->verse->n_lines; line++)
        place_line(s, &placing, line);
    place_rest(growth, text, first);
    for (int i = 0; i < spec.n_given; i++)
        for (int k = 0; k < growth->pieces[i].n_letters; k++)
            node_set_color(s, growth->pieces[i].letters[k], PROP_FILL, theme->soft);
    return growth;
}

// ---- motion ----

void growth_show(Scene *s, Growth *growth, int piece, double dur_s)
{
    const double begin_s = scene_now(s);
    for (int i = 0; i < growth->pieces[piece].n_letters; i++) {
        scene_seek(s, begin_s);
        fade_in(s, growth->pieces[piece].letters[i], .dur_s = dur_s);
    }
    scene_seek(s, begin_s + dur_s);
}

// The same way for a letter, whose origin is its line's: moved so that it ends where the letter stands.
static const Path *way_of_letter(Scene *s, const Path *path, const Node *letter, Rect box)
{
    const Point home = {node_value_now(s, letter, PROP_X), node_value_now(s, letter, PROP_Y)};
    Path *way = path_create(scene_arena(s));
    path_append(way, path, matrix_translate(home.x - (box.x + box.w / 2), home.y - (box.y + box.h / 2)));
    return way;
}

void growth_land(Scene *s, Growth *growth, int piece_index, const Path *path, double dur_s)
{
    const Theme *theme = scene_theme(s);
    const GrowthPiece *piece = &growth->pieces[piece_index];
    const Color cool = piece->speaker ? theme->soft : theme->ink;
    const double begin_s = scene_now(s);
    for (int i = 0; i < piece->n_letters; i++) {
        Node *letter = piece->letters[i];
        scene_seek(s, begin_s);
        node_set_color(s, letter, PROP_FILL, theme->pick);
        if (path) {
            const Path *way = way_of_letter(s, path, letter, piece->box);
            node_set(s, letter, PROP_SCALE_X, SMALL);
            node_set(s, letter, PROP_SCALE_Y, SMALL);
            scene_together(s);
            fade_in(s, letter, .dur_s = 0.1);
            move_along(s, letter, way, .dur_s = dur_s);
            scale_to(s, letter, 1, .dur_s = dur_s);
            scene_together_end(s);
        } else {
            rise_in(s, letter, .dur_s = dur_s);
        }
        scene_seek(s, begin_s + dur_s);
        recolor(s, letter, PROP_FILL, cool, .dur_s = path ? COOL_S : QUICK_COOL_S, .ease = EASE_IN);
    }
    scene_seek(s, begin_s + dur_s);
}

void growth_caret_to(Scene *s, Growth *growth, int piece, double dur_s)
{
    const Point end = growth->pieces[piece].end;
    const double begin_s = scene_now(s);
    if (node_value_now(s, growth->caret, PROP_OPACITY) < 0.5) {
        node_set(s, growth->caret, PROP_X, end.x);
        node_set(s, growth->caret, PROP_Y, end.y);
        fade_in(s, growth->caret, .dur_s = dur_s);
    } else if (end.y != node_value_now(s, growth->caret, PROP_Y)) {
        node_set(s, growth->caret, PROP_X, end.x);
        node_set(s, growth->caret, PROP_Y, end.y);
    } else {
        animate(s, growth->caret, PROP_X, end.x, .dur_s = dur_s, .ease = EASE_OUT);
    }
    scene_seek(s, begin_s + dur_s);
}
