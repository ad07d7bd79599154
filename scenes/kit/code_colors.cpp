// code_colors.cpp — Source-highlight goes through a text line by line and tells of each piece of it which element of the
// language it is.
#include "scenes/kit/code_colors.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <exception>
#include <fstream>
#include <set>
#include <string>

#include <srchilite/formatter.h>
#include <srchilite/formattermanager.h>
#include <srchilite/formatterparams.h>
#include <srchilite/langdefmanager.h>
#include <srchilite/langmap.h>
#include <srchilite/regexrulefactory.h>
#include <srchilite/sourcehighlighter.h>

const char CODE_COLORS_FOLDER[] = GPTREEL_SOURCE_HIGHLIGHT;

namespace {

// Elements that have a colour; all others look like names. To add one: a row.
const struct {
    const char *element;
    CodeKind kind;
} ELEMENTS[] = {
    {"keyword", CODE_KEYWORD}, {"preproc", CODE_KEYWORD}, {"type", CODE_KEYWORD},       {"function", CODE_CALL},
    {"classname", CODE_CALL},  {"usertype", CODE_CALL},   {"number", CODE_NUMBER},      {"string", CODE_STRING},
    {"regexp", CODE_STRING},   {"path", CODE_STRING},     {"specialchar", CODE_STRING}, {"comment", CODE_COMMENT},
    {"todo", CODE_COMMENT},    {"url", CODE_COMMENT},     {"symbol", CODE_SIGN},        {"cbracket", CODE_SIGN},
};

// Keywords that a definition lacks. To add one: a word, or a row.
const struct {
    const char *definition;
    std::set<std::string> words;
} LACKING[] = {
    {"python.lang", {"False", "None", "True", "as", "nonlocal", "with", "yield"}},
};

// The line that is gone through.
struct Line {
    CodeKind *kinds; // of its bytes
    std::size_t at;  // up to which it is told
};

// Is told the pieces of one element.
class Painter : public srchilite::Formatter {
  public:
    Painter(Line &into, CodeKind element) : line(into), kind(element) {}

    void format(const std::string &piece, const srchilite::FormatterParams *) override
    {
        for (std::size_t i = 0; i < piece.size(); i++)
            line.kinds[line.at + i] = kind;
        line.at += piece.size();
    }

  private:
    Line &line;
    CodeKind kind;
};

void paint(srchilite::SourceHighlighter &highlighter, const char *text, CodeKind *kinds)
{
    Line line = {kinds, 0};
    srchilite::FormatterManager painters(srchilite::FormatterPtr(new Painter(line, CODE_NAME)));
    for (const auto &row : ELEMENTS)
        painters.addFormatter(row.element, srchilite::FormatterPtr(new Painter(line, row.kind)));
    highlighter.setFormatterManager(&painters);
    highlighter.setOptimize(false);
    while (*text) {
        const std::size_t n = std::strcspn(text, "\n");
        line.at = 0;
        highlighter.highlightParagraph(std::string(text, n));
        text += n + (text[n] == '\n');
        line.kinds += n + 1;
    }
}

bool is_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// What was taken for the name of a thing or a call, and is a keyword all the same.
void paint_lacking(const std::string &definition, const char *text, CodeKind *kinds)
{
    for (const auto &row : LACKING)
        for (std::size_t i = 0, n = 0; definition == row.definition && text[i]; i += n) {
            for (n = 0; is_word(text[i + n]); n++)
                ;
            if (n > 0 && (kinds[i] == CODE_NAME || kinds[i] == CODE_CALL) && row.words.count(std::string(text + i, n)))
                std::fill_n(kinds + i, n, CODE_KEYWORD);
            n += n == 0;
        }
}

} // namespace

CodeColorsResult code_colors_find(const char *folder, const char *language, const char *text, CodeKind *kinds)
{
    const std::size_t n_bytes = std::strlen(text);
    for (std::size_t i = 0; i < n_bytes; i++)
        kinds[i] = CODE_NAME;
    try {
        if (!std::ifstream(std::string(folder) + "/lang.map"))
            return CODE_COLORS_MISSING;
        srchilite::LangMap languages(folder, "lang.map");
        const std::string definition = languages.getMappedFileName(language);
        if (definition.empty())
            return CODE_COLORS_UNKNOWN;
        srchilite::RegexRuleFactory rules;
        srchilite::LangDefManager definitions(&rules);
        srchilite::SourceHighlighter highlighter(definitions.getHighlightState(folder, definition));
        paint(highlighter, text, kinds);
        paint_lacking(definition, text, kinds);
        return CODE_COLORS_FOUND;
    } catch (const std::exception &) {
        return CODE_COLORS_MISSING;
    }
}
