// code_typing.c — lines of code that are typed, and the cursor that moves along.
#include "engine/anim/block.h"
#include "engine/base/utf8.h"
#include "scenes/kit/code_panel.h"
#include "scenes/kit/typing.h"

#include <string.h>

// A line while it is typed.
typedef struct Typing {
    Scene *s;
    const Picture *picture;
    const CodePanel *panel;
    CodeFit fit;
    Point rest; // where the cursor ends
    double *t_s, *x, *y; // [n] of the cursor
    int n;
} Typing;

// The keys of a line, one byte for each character: its tokens and the spaces between them, not the indentation.
static char *line_keys(Arena *arena, const CodeLine *line)
{
    int n = 0;
    for (int i = 0; i < line->n_tokens; i++)
        n += line->tokens[i].gap + (int)strlen(line->tokens[i].text);
    char *keys = ARENA_ARRAY(arena, char, n + 1);
    n = 0;
    for (int i = 0; i < line->n_tokens; i++) {
        for (int k = 0; i > 0 && k < line->tokens[i].gap; k++)
            keys[n++] = ' ';
        for (const char *c = line->tokens[i].text; *c; c++)
            if (((unsigned char)*c & 0xc0) != 0x80)
                keys[n++] = *c;
    }
    return keys;
}

static void cursor_to(Typing *typing, double t_s, Point at)
{
    typing->t_s[typing->n] = t_s;
    typing->x[typing->n] = typing_place(at.x - typing->rest.x);
    typing->y[typing->n++] = typing_place(at.y - typing->rest.y);
}

// A line appears key by key from begin_s on.
static void type_line(Typing *typing, int index, double begin_s, double dur_s)
{
    Arena *arena = scene_arena(typing->s);
    const CodeLine *line = &typing->panel->text->lines[index];
    const char *keys = line_keys(arena, line);
    const int part = picture_part_find(typing->picture, part_id(line->id));
    const Point at = code_line_at(typing->s, typing->panel, &typing->fit, index);
    double *t_s = ARENA_ARRAY(arena, double, (int)strlen(keys) + 1);
    typing_strike(keys, begin_s, dur_s, t_s);
    for (int i = 0; i < line->n_tokens; i++) {
        const CodeToken *token = &line->tokens[i];
        const int n = utf8_count(token->text);
        double *shown = ARENA_ARRAY(arena, double, n + 1);
        t_s += i > 0 ? token->gap : 0;
        for (int k = 0; k <= n; k++) {
            shown[k] = k;
            const Point pen = mono_line_place(typing->s, &typing->fit.type, line, i, k, typing->fit.pitch);
            if (k < n || i + 1 == line->n_tokens)
                cursor_to(typing, t_s[k], (Point){at.x + pen.x, at.y + pen.y});
        }
        node_keys(typing->s, picture_item(typing->picture, part, token->name), PROP_REVEAL, EASE_STEP, t_s, shown,
                  n + 1);
        t_s += n;
    }
}

// The cursor's part; NULL: there is none.
static Node *cursor_part(const Picture *picture, int64_t line)
{
    const int part = picture_part_find(picture, part_cell(line, CODE_CURSOR));
    return part < 0 ? NULL : picture_part_node(picture, part);
}

// The panel with the cursor behind the last of the lines; where it stood before it is gone.
static const CodePanel *with_cursor(Scene *s, Picture *picture, int line)
{
    CodePanel *panel = arena_memdup(scene_arena(s), picture_data(picture), sizeof *panel);
    Node *before = cursor_part(picture, panel->cursor);
    panel->cursor = panel->text->lines[line].id;
    if (before)
        node_set(s, before, PROP_OPACITY, 0);
    picture_extend(s, picture, panel);
    node_set(s, cursor_part(picture, panel->cursor), PROP_OPACITY, 1);
    return panel;
}

// Where the cursor stands behind a line that is not empty.
static Point behind_line(const Typing *typing, int index)
{
    const CodeLine *line = &typing->panel->text->lines[index];
    const int last = line->n_tokens - 1;
    const Point at = code_line_at(typing->s, typing->panel, &typing->fit, index);
    const Point pen = mono_line_place(typing->s, &typing->fit.type, line, last, utf8_count(line->tokens[last].text),
                                      typing->fit.pitch);
    return (Point){at.x + pen.x, at.y + pen.y};
}

void code_type(Scene *s, Picture *picture, int first, int last)
{
    Arena *arena = scene_arena(s);
    const CodePanel *panel = picture_data(picture);
    while (last > first && panel->text->lines[last].n_tokens == 0)
        last--;
    panel = with_cursor(s, picture, last);
    int n_places = 0;
    for (int i = first; i <= last; i++)
        n_places += (int)strlen(line_keys(arena, &panel->text->lines[i])) + 1;
    Typing typing = {s, picture, panel, code_fit(s, panel, picture_rect(picture)), .n = 0};
    typing.rest = behind_line(&typing, last);
    typing.t_s = ARENA_ARRAY(arena, double, n_places);
    typing.x = ARENA_ARRAY(arena, double, n_places);
    typing.y = ARENA_ARRAY(arena, double, n_places);
    const double begin_s = block_begin_s(s, 0);
    double at_s = begin_s;
    for (int i = first; i <= last; i++) {
        const double dur_s = (double)strlen(line_keys(arena, &panel->text->lines[i])) / TYPING_KEYS_PER_S;
        if (dur_s == 0)
            continue;
        type_line(&typing, i, at_s, dur_s);
        at_s += dur_s + (i < last ? TYPING_ENTER_S : 0);
    }
    Node *block = picture_item(picture, picture_part_find(picture, part_cell(panel->cursor, CODE_CURSOR)), "block");
    node_keys(s, block, PROP_X, EASE_STEP, typing.t_s, typing.x, typing.n);
    node_keys(s, block, PROP_Y, EASE_STEP, typing.t_s, typing.y, typing.n);
    block_passed(s, begin_s, at_s);
}
