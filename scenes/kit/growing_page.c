// growing_page.c — the size of a page's type, and its letters by the pieces that they belong to.
#include "scenes/kit/growing_text.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"
#include "scenes/kit/verse.h"

#include <math.h>
#include <string.h>

static const double MOST_SIZE = 150, SIZE_STEP = 0.95; // units; from one try to the next
static const double HANG = 0.8;                        // of a size: how far the rest of a broken line is set in
static const double WORTH_BREAKING = 1.4;              // how much larger type must get by it
static const double ASCENT = 0.72, DESCENT = 0.28;     // of a size

// ---- the size ----

static VersePage page_at(Scene *s, const char *text, Rect rect, double size, bool broken)
{
    return verse_page(s, text, (VerseSpec){.size = size, .max_width = rect.w, .hang = broken ? HANG * size : 0});
}

// Of so many lines as have room with their middles, half a gap not counted.
static double height_of(Rect rect, const VersePage *page)
{
    return (floor((rect.h - page->size) / page->pitch) + 1) * page->pitch + 0.001;
}

// The largest size at which all of the text is on the page, and no line is broken unless that is allowed; 0: none. A
// speaker's name never is.
static double largest(Scene *s, const char *text, Rect rect, bool broken)
{
    static const double HARDLY = 0.01; // units
    for (double size = MOST_SIZE; size >= type_size(s, TYPE_LABEL); size *= SIZE_STEP) {
        const VersePage page = page_at(s, text, rect, size, broken);
        if (page.n_lines > 0 && !page.cut && (broken || !page.broken) && page.width <= rect.w + HARDLY &&
            page.height <= height_of(rect, &page))
            return size;
    }
    return 0;
}

static VersePage fit_page(Scene *s, const char *text, Rect rect)
{
    const double whole = largest(s, text, rect, false), broken = largest(s, text, rect, true);
    const bool breaks = broken > WORTH_BREAKING * whole || whole <= 0;
    const double size = breaks ? broken : whole;
    VersePage page = page_at(s, text, rect, size > 0 ? size : type_size(s, TYPE_LABEL), breaks);
    verse_cut(&page, height_of(rect, &page));
    return page;
}

// ---- letters ----

// What is filled while lines are gone through.
typedef struct Placing {
    GrowingPage *page;
    const int *first; // [n_pieces + 1] byte of the text at which a piece begins
    int n_pieces;
    Point origin; // of the first line's beginning
} Placing;

// The piece that a byte of the text belongs to. Along a line they need not rise: text may run to the left.
static PagePiece *piece_at(const Placing *placing, int byte)
{
    int low = 0, high = placing->n_pieces; // the piece is in [low, high)
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        *(placing->first[middle] <= byte ? &low : &high) = middle;
    }
    return &placing->page->pieces[low];
}

static void take_glyph(Scene *s, Placing *placing, const VerseLine *line, const Glyph *glyph)
{
    const double size = placing->page->size;
    PagePiece *piece = piece_at(placing, line->first + glyph->byte);
    const Point at = {placing->origin.x + line->x + glyph->at.x, placing->origin.y + line->y};
    piece->end = (Point){at.x + glyph->advance, at.y};
    piece->placed = true;
    piece->speaker = line->speaker;
    if (glyph->outline->n_points == 0)
        return;
    const Rect box = {at.x, at.y - 0.5 * size, glyph->advance, 0.5 * size};
    piece->box = piece->n_letters > 0 ? rect_union(piece->box, box) : box;
    const char *letter =
        arena_strndup(scene_arena(s), line->run->text + glyph->byte, (size_t)(glyph->end - glyph->byte));
    piece->letters[piece->n_letters++] = (PageLetter){letter, at.x, at.y};
}

static void take_line(Scene *s, Placing *placing, const VerseLine *line)
{
    const Glyph *glyphs = line->run->glyphs;
    for (int i = 0; i < line->run->n_glyphs; i++)
        if (i == 0 || glyphs[i - 1].byte != glyphs[i].byte) // else a mark on the letter before, which is set with it
            take_glyph(s, placing, line, &glyphs[i]);
}

// Pieces that no line shows (newlines, colons, spaces at a line's end) end where the one before does, or where the next
// line begins.
static void place_rest(Placing *placing, const VersePage *verse)
{
    Point end = placing->origin;
    int line = 0;
    for (int i = 0; i < placing->n_pieces; i++) {
        PagePiece *piece = &placing->page->pieces[i];
        const int begin = placing->first[i], behind = placing->first[i + 1];
        while (line < verse->n_lines && verse->lines[line].first < behind)
            line++;
        if (!piece->placed) {
            if (verse->cut && line == verse->n_lines && verse->text[begin + (int)strspn(verse->text + begin, ": \n")])
                return;
            if (line < verse->n_lines && behind > begin && verse->text[behind - 1] == '\n')
                end = (Point){placing->origin.x + verse->lines[line].x, placing->origin.y + verse->lines[line].y};
            piece->end = end;
            piece->placed = true;
        }
        if (piece->n_letters == 0)
            piece->box = (Rect){piece->end.x, piece->end.y - 0.5 * placing->page->size, 0, 0.5 * placing->page->size};
        end = piece->end;
    }
}

// How far the first line reaches above what is kept for capitals.
static double accents_above(const VersePage *page)
{
    return page->n_lines > 0 ? fmax(0, -page->lines[0].run->ink.y - ASCENT * page->size) : 0;
}

// How far letters reach out of their lines, as a J does at the left and an f at the right.
static void letters_out(const VersePage *page, double width, double *left, double *right)
{
    *left = *right = 0;
    for (int i = 0; i < page->n_lines; i++) {
        const Rect ink = page->lines[i].run->ink;
        *left = fmax(*left, -(page->lines[i].x + ink.x));
        *right = fmax(*right, page->lines[i].x + ink.x + ink.w - width);
    }
}

GrowingPage *growing_page_make(Scene *s, const char *const *pieces, int n_pieces, Rect given)
{
    Rect rect = given;
    Arena *arena = scene_arena(s);
    int *first = ARENA_ARRAY(arena, int, n_pieces + 1);
    const char *text = "";
    for (int i = 0; i < n_pieces; i++) {
        first[i] = (int)strlen(text);
        text = arena_printf(arena, "%s%s", text, words_shown(s, pieces[i]));
    }
    first[n_pieces] = (int)strlen(text);
    VersePage verse = fit_page(s, text, rect);
    const double above = accents_above(&verse);
    double left, right;
    letters_out(&verse, rect.w, &left, &right);
    if (above > 0 || left > 0 || right > 0) {
        rect = (Rect){rect.x + left, rect.y + above, rect.w - left - right, rect.h - above};
        verse = fit_page(s, text, rect);
    }
    GrowingPage *page = ARENA_NEW(arena, GrowingPage);
    *page = (GrowingPage){given, verse.size, verse.speech, verse.speaker, ARENA_ARRAY(arena, PagePiece, n_pieces)};
    for (int i = 0; i < n_pieces; i++)
        page->pieces[i].letters = ARENA_ARRAY(arena, PageLetter, first[i + 1] - first[i]);
    const double height = verse.height + (ASCENT + DESCENT - VERSE_PITCH) * verse.size;
    Placing placing = {.page = page, .first = first, .n_pieces = n_pieces};
    placing.origin = (Point){rect.x, rect.y + fmax(0, (rect.h - height) / 2) + ASCENT * verse.size};
    for (int i = 0; i < verse.n_lines; i++)
        take_line(s, &placing, &verse.lines[i]);
    place_rest(&placing, &verse);
    return page;
}
