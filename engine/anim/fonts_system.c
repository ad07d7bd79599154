// fonts_system.c — characters that the folder's fonts lack, from the fonts of the system.
#include "engine/anim/fonts_state.h"

#include <fontconfig/fontconfig.h>
#include <pango/pango.h>
#include <pango/pangoft2.h>
#include <stdlib.h>
#include <string.h>

// ---- what to advise ----

typedef struct ScriptRow {
    GUnicodeScript script;
    const char *name, *package;
} ScriptRow;

// To add a script: a row, before the last. Packages are Debian's.
static const ScriptRow SCRIPTS[] = {
    {G_UNICODE_SCRIPT_HAN, "Chinese", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_HIRAGANA, "Japanese", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_KATAKANA, "Japanese", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_BOPOMOFO, "Chinese", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_HANGUL, "Korean", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_ARABIC, "Arabic", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_HEBREW, "Hebrew", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_DEVANAGARI, "Devanagari", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_BENGALI, "Bengali", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_TAMIL, "Tamil", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_THAI, "Thai", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_ARMENIAN, "Armenian", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_GEORGIAN, "Georgian", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_COMMON, "signs", "fonts-symbola"},
    {G_UNICODE_SCRIPT_INVALID_CODE, "other scripts", "fonts-noto-core"}, // any other
};
enum { N_SCRIPTS = sizeof SCRIPTS / sizeof *SCRIPTS };

// Signs that stand in Chinese, Japanese and Korean text, and in no script of their own.
static bool is_east_asian_sign(FcChar32 code_point)
{
    return (code_point >= 0x3000 && code_point <= 0x30ff) || (code_point >= 0xff00 && code_point <= 0xffef);
}

static int script_of(FcChar32 code_point)
{
    GUnicodeScript script = g_unichar_get_script(code_point);
    if (script == G_UNICODE_SCRIPT_COMMON && is_east_asian_sign(code_point))
        script = G_UNICODE_SCRIPT_HAN;
    int i = 0;
    while (i < N_SCRIPTS - 1 && SCRIPTS[i].script != script)
        i++;
    return i;
}

const char *fonts_package(unsigned code_point)
{
    return SCRIPTS[script_of(code_point)].package;
}

const char *fonts_missing(const Fonts *fonts, Arena *arena)
{
    const FcCharSet *missing = fonts->system.missing;
    if (!missing || FcCharSetCount(missing) == 0)
        return NULL;
    int counts[N_SCRIPTS] = {0};
    FcChar32 map[FC_CHARSET_MAP_SIZE], next;
    for (FcChar32 page = FcCharSetFirstPage(missing, map, &next); page != FC_CHARSET_DONE;
         page = FcCharSetNextPage(missing, map, &next))
        for (FcChar32 bit = 0; bit < 32 * FC_CHARSET_MAP_SIZE; bit++)
            if (map[bit / 32] >> bit % 32 & 1)
                counts[script_of(page + bit)]++;
    const char *what = "", *packages = "";
    for (int i = 0; i < N_SCRIPTS; i++) {
        if (counts[i] == 0)
            continue;
        what = arena_printf(arena, "%s%s%d (%s)", what, *what ? ", " : "", counts[i], SCRIPTS[i].name);
        if (!strstr(packages, SCRIPTS[i].package))
            packages = arena_printf(arena, "%s %s", packages, SCRIPTS[i].package);
    }
    return arena_printf(arena, "no font on this system has some of the characters, %s; on Debian: apt install%s", what,
                        packages);
}

// ---- looking ----

// Of which kind Chinese characters are wanted, which Japanese and Koreans draw otherwise: as the user's language has
// it.
static const char *east_asian_language(void)
{
    static const char *const LANGUAGES[] = {"ja", "ko", "zh-tw", "zh-hk"};
    FcStrSet *own = FcGetDefaultLangs();
    const char *found = "zh-cn";
    for (size_t i = 0; own && i < sizeof LANGUAGES / sizeof *LANGUAGES; i++)
        if (FcStrSetMember(own, (const FcChar8 *)LANGUAGES[i]))
            found = LANGUAGES[i];
    if (own)
        FcStrSetDestroy(own);
    return found;
}

// All fonts of the system in the order in which its configuration prefers them.
static void rank_fonts(SystemFonts *system)
{
    system->config = FcInitLoadConfigAndFonts();
    if (!system->config)
        return;
    FcPattern *wanted = FcPatternCreate();
    FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)"sans-serif");
    FcPatternAddString(wanted, FC_LANG, (const FcChar8 *)east_asian_language());
    FcPatternAddInteger(wanted, FC_WEIGHT, FC_WEIGHT_REGULAR);
    FcPatternAddInteger(wanted, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddInteger(wanted, FC_WIDTH, FC_WIDTH_NORMAL);
    FcConfigSubstitute(system->config, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result;
    system->ranked = FcFontSort(system->config, wanted, FcFalse, NULL, &result);
    FcPatternDestroy(wanted);
}

// What the folder's fonts have needs no looking for.
static void begin(Fonts *fonts)
{
    SystemFonts *system = &fonts->system;
    system->settled = FcCharSetCreate();
    system->missing = FcCharSetCreate();
    const FcFontSet *own = FcConfigGetFonts(fonts->config, FcSetApplication);
    for (int i = 0; i < own->nfont; i++) {
        FcCharSet *has;
        if (FcPatternGetCharSet(own->fonts[i], FC_CHARSET, 0, &has) == FcResultMatch)
            FcCharSetMerge(system->settled, has, NULL);
    }
}

// Whether the font is drawn by outlines that stand in its file as they are, and has the character.
static bool can_draw(const FcPattern *font, FcChar32 code_point)
{
    FcBool outline = FcFalse, variable = FcFalse, color = FcFalse;
    FcCharSet *has;
    int index = 0;
    FcPatternGetBool(font, FC_OUTLINE, 0, &outline);
    FcPatternGetBool(font, FC_VARIABLE, 0, &variable);
    FcPatternGetBool(font, FC_COLOR, 0, &color);
    FcPatternGetInteger(font, FC_INDEX, 0, &index);
    return outline && !variable && !color && index <= 0xffff && // above that: an instance of a variable font
           FcPatternGetCharSet(font, FC_CHARSET, 0, &has) == FcResultMatch && FcCharSetHasChar(has, code_point);
}

// Pango finds a font by its family: each gets one of its own, behind the folder's, in order of rank. So it does not
// matter in which order characters are looked for.
static void name_families(Fonts *fonts)
{
    for (int family = 0; family < N_FONT_FAMILIES; family++) {
        const char *families = FONT_FAMILIES[family].families;
        for (int i = 0; i < fonts->system.n_taken; i++)
            families = arena_printf(&fonts->arena, "%s,gptreel system %d", families, fonts->system.taken[i]);
        fonts->families[family] = families;
    }
    for (int i = 0; i < fonts->n_looks; i++)
        pango_font_description_set_family(fonts->looks[i].description, fonts->families[fonts->looks[i].family]);
}

// Takes the font of that rank. False when its file cannot be opened.
static bool take_font(Fonts *fonts, int rank)
{
    SystemFonts *system = &fonts->system;
    FcChar8 *file = NULL;
    int index = 0;
    FcPatternGetInteger(system->ranked->fonts[rank], FC_INDEX, 0, &index);
    if (FcPatternGetString(system->ranked->fonts[rank], FC_FILE, 0, &file) != FcResultMatch ||
        !fonts_add_face(fonts, (const char *)file, index, NULL))
        return false;
    FcPattern *font = FcPatternDuplicate(system->ranked->fonts[rank]);
    char name[64];
    g_snprintf(name, sizeof name, "gptreel system %d", rank);
    FcPatternDel(font, FC_FAMILY);
    FcPatternAddString(font, FC_FAMILY, (const FcChar8 *)name);
    FcFontSetAdd(FcConfigGetFonts(fonts->config, FcSetApplication), font);
    system->taken = mem_grow(system->taken, system->n_taken, &system->cap_taken, sizeof *system->taken);
    int at = system->n_taken++;
    for (; at > 0 && system->taken[at - 1] > rank; at--)
        system->taken[at] = system->taken[at - 1];
    system->taken[at] = rank;
    name_families(fonts);
    pango_fc_font_map_config_changed(PANGO_FC_FONT_MAP(fonts->map));
    return true;
}

static bool is_taken(const SystemFonts *system, int rank)
{
    for (int i = 0; i < system->n_taken; i++)
        if (system->taken[i] == rank)
            return true;
    return false;
}

static void look_for_one(Fonts *fonts, FcChar32 code_point)
{
    SystemFonts *system = &fonts->system;
    if (!system->config)
        rank_fonts(system);
    FcCharSetAddChar(system->settled, code_point);
    for (int rank = 0; system->ranked && rank < system->ranked->nfont; rank++)
        if (can_draw(system->ranked->fonts[rank], code_point) && (is_taken(system, rank) || take_font(fonts, rank)))
            return;
    FcCharSetAddChar(system->missing, code_point);
}

void fonts_look_for(Fonts *fonts, const char *text)
{
    if (!fonts->system.settled)
        begin(fonts);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        const gunichar code_point = g_utf8_get_char(at);
        if (code_point > 0x7f && g_unichar_isprint(code_point) && !g_unichar_iszerowidth(code_point) &&
            !FcCharSetHasChar(fonts->system.settled, code_point))
            look_for_one(fonts, code_point);
    }
}

void system_fonts_finish(SystemFonts *system)
{
    if (system->ranked)
        FcFontSetDestroy(system->ranked);
    if (system->config)
        FcConfigDestroy(system->config);
    if (system->settled)
        FcCharSetDestroy(system->settled);
    if (system->missing)
        FcCharSetDestroy(system->missing);
    free(system->taken);
}
