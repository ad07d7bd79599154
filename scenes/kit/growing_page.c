// growing_page.c — the size of a page's type, and its letters by the pieces that they belong to.
#include "scenes/kit/growing_page.h"

#include "scenes/kit/measure.h"
#include "scenes/kit/type_scale.h"
#include "scenes/kit/verse.h"

#include <math.h>
#include <string.h>

static const double MOST_SIZE = 96, SIZE_STEP = 0.95, PITCH = 1.36; // units; from one try to the next; of a size
static const double HANG = 0.8;                    // of a size: how far the rest of a broken line is set in
static const double WORTH_BREAKING = 1.6;         // how much larger type must get by it
static const double ASCENT = 0.72, DESCENT = 0.28; // of a size

// The pieces as one text, each character as it can be shown; first[i] is where piece i begins, first[n] the end.
static const char *join(Scene *s, const char *const *pieces, int n_pieces, int *first)
{
    Arena *arena = scene_arena(s);
    size_t n_bytes = 0, n = 0;
    const char **shown = ARENA_ARRAY(arena, const char *, n_pieces + 1);
    for (int i = 0; i < n_pieces; i++) {
        shown[i] = words_shown(s, pieces[i]);
        n_bytes += strlen(shown[i]);
    }
    char *text = ARENA_ARRAY(arena, char, n_bytes + 1);
    for (int i = 0; i < n_pieces; i++) {
        first[i] = (int)n;
        memcpy(text + n, shown[i], strlen(shown[i]));
        n += strlen(shown[i]);
    }
    first[n_pieces] = (int)n;
    return text;
}

// ---- the size ----

static void set_size(VerseSpec *verse, double size, bool broken, double height)
{
    verse->size = size;
    verse->pitch = PITCH * size;
    verse->max_lines = (int)fmax(1, floor((height - size) / verse->pitch) + 1);
    verse->hang = broken ? HANG * size : 0;
}

// Whether all of the text is on the page, and no line is broken unless that is allowed.
static bool fits(Scene *s, const VerseSpec *verse, bool broken)
{
    VerseLine lines[VERSE_MOST_LINES];
    const int n = verse_layout(s, verse, lines);
    for (int i = broken && n > 0 ? n - 1 : 0; i < n; i++) {
        const int end = lines[i].first + lines[i].n_bytes;
        const char *rest = verse->text + end;
        rest += strspn(rest, lines[i].kind == VERSE_SPEAKER ? ": " : " ");
        if ((*rest && *rest != '\n') || (i == n - 1 && rest[strspn(rest, " \n")]))
            return false;
    }
    return n > 0;
}

// The largest size at which the text fits; 0: none.
static double largest(Scene *s, VerseSpec *verse, bool broken, double height)
{
    for (double size = MOST_SIZE; size >= type_size(s, TYPE_LABEL); size *= SIZE_STEP) {
        set_size(verse, size, broken, height);
        if (fits(s, verse, broken))
            return size;
    }
    return 0;
}

static void choose_size(Scene *s, VerseSpec *verse, double height)
{
    const double whole = largest(s, verse, false, height), broken = largest(s, verse, true, height);
    const bool breaks = broken > WORTH_BREAKING * whole || whole <= 0;
    const double size = breaks ? broken : whole;
    set_size(verse, size > 0 ? size : type_size(s, TYPE_LABEL), breaks, height);
}

// ---- letters ----

// What is filled while lines are gone through.
typedef struct Placing {
    GrowingPage *page;
    const int *first; // [n_pieces + 1]
    int n_pieces;
    double x, y; // of the first line's beginning
} Placing;

// The piece that a byte of the text belongs to. Along a line they need not rise: text may run to the left.
static PagePiece *piece_at(const Placing *placing, int byte)
{
    int low = 0, high = placing->n_pieces; // the piece is in [low, high)
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        if (placing->first[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return &placing->page->pieces[low];
}

static void take_glyph(Scene *s, Placing *placing, const VerseLine *line, const TextRun *run, int index)
{
    const Glyph *glyph = &run->glyphs[index];
    if (index > 0 && run->glyphs[index - 1].byte == glyph->byte)
        return; // a mark on the letter before, which is set with it
    const double size = placing->page->size;
    PagePiece *piece = piece_at(placing, line->first + glyph->byte);
    const double x = placing->x + line->x + glyph->at.x, y = placing->y + line->y;
    piece->end = (Point){x + glyph->advance, y};
    piece->placed = true;
    piece->speaker = line->kind == VERSE_SPEAKER;
    if (glyph->outline->n_points == 0)
        return;
    const Rect box = {x, y - 0.5 * size, glyph->advance, 0.5 * size};
    piece->box = piece->n_letters > 0 ? rect_union(piece->box, box) : box;
    const size_t n_bytes = (size_t)(glyph->end - glyph->byte);
    piece->letters[piece->n_letters++] =
        (PageLetter){arena_strndup(scene_arena(s), run->text + glyph->byte, n_bytes), x, y};
}

static void take_line(Scene *s, Placing *placing, const VerseSpec *verse, const VerseLine *line)
{
    const TextStyle style = verse_style(verse, line->kind);
    const TextRun *run = text_set(s, &style, line->words);
    for (int i = 0; run && i < run->n_glyphs; i++)
        take_glyph(s, placing, line, run, i);
}

// Pieces that no line shows (newlines, colons, spaces at a line's end) end where the one before does, or where the next
// line begins.
static void place_rest(Placing *placing, const char *text, const VerseLine *lines, int n_lines)
{
    const VerseLine *last = n_lines > 0 ? &lines[n_lines - 1] : NULL;
    const int shown_end = last ? last->first + last->n_bytes : 0;
    Point end = {placing->x, placing->y};
    for (int i = 0; i < placing->n_pieces; i++) {
        PagePiece *piece = &placing->page->pieces[i];
        const int begin = placing->first[i], behind = placing->first[i + 1];
        if (!piece->placed) {
            if (begin > shown_end && text[begin + (int)strspn(text + begin, ": \n")])
                return;
            for (int line = 0; line < n_lines && behind > begin && text[behind - 1] == '\n'; line++)
                if (lines[line].first >= behind) {
                    end = (Point){placing->x + lines[line].x, placing->y + lines[line].y};
                    break;
                }
            piece->end = end;
            piece->placed = true;
        }
        if (piece->n_letters == 0)
            piece->box = (Rect){piece->end.x, piece->end.y - 0.5 * placing->page->size, 0, 0.5 * placing->page->size};
        end = piece->end;
    }
}

GrowingPage *growing_page_make(Scene *s, const char *const *pieces, int n_pieces, Rect rect)
{
    Arena *arena = scene_arena(s);
    int *first = ARENA_ARRAY(arena, int, n_pieces + 1);
    const char *text = join(s, pieces, n_pieces, first);
    VerseSpec verse = {.max_width = rect.w, .code = verse_is_code(text), .text = text};
    choose_size(s, &verse, rect.h);
    VerseLine lines[VERSE_MOST_LINES];
    const int n_lines = verse_layout(s, &verse, lines);
    GrowingPage *page = ARENA_NEW(arena, GrowingPage);
    *page = (GrowingPage){.rect = rect,
                          .size = verse.size,
                          .speech = verse_style(&verse, VERSE_SPEECH),
                          .speaker = verse_style(&verse, VERSE_SPEAKER),
                          .pieces = ARENA_ARRAY(arena, PagePiece, n_pieces)};
    for (int i = 0; i < n_pieces; i++)
        page->pieces[i].letters = ARENA_ARRAY(arena, PageLetter, 4 * (first[i + 1] - first[i]) + 4);
    const double height = (n_lines > 0 ? lines[n_lines - 1].y : 0) + (ASCENT + DESCENT) * verse.size;
    Placing placing = {.page = page,
                       .first = first,
                       .n_pieces = n_pieces,
                       .x = rect.x,
                       .y = rect.y + fmax(0, (rect.h - height) / 2) + ASCENT * verse.size};
    for (int i = 0; i < n_lines; i++)
        take_line(s, &placing, &verse, &lines[i]);
    place_rest(&placing, text, lines, n_lines);
    return page;
}
