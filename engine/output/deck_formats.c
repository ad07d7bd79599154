// deck_formats.c — the table of what decks can be written as.
#include "engine/output/deck.h"

// To add one: a row here, and its function in a file of its own.
const DeckFormat DECK_FORMATS[] = {
    {
        .name = "svg",
        .help = "slide-03.svg, slide-03-02.svg for its second step, and slide-03-anim.svg, which plays the steps",
        .options = DECK_TRANSPARENT,
        .write = deck_write_svg,
    },
    {
        .name = "pdf",
        .help = "a page a step, with text that can be found, bookmarks and links; --notes: A4, notes below",
        .options = DECK_NOTES,
        .ending = ".pdf",
        .write = deck_write_pdf,
    },
    {
        .name = "png",
        .help = "slide-03.png, and slide-03-02.png for its second step",
        .options = DECK_SIZE | DECK_TRANSPARENT,
        .write = deck_write_png,
    },
    {
        .name = "pptx",
        .help = "a presentation for PowerPoint, LibreOffice and their like, a slide for each step, with speaker notes",
        .options = DECK_SIZE,
        .ending = ".pptx",
        .write = deck_write_pptx,
    },
    {
        .name = "slidev",
        .help = "a folder that Slidev opens as it is: slides.md, and a picture for each step under public/",
        .ending = "-slidev",
        .write = deck_write_slidev,
    },
    {
        .name = "html",
        .help = "a page to present from, which needs nothing beside it: steps, notes in a second window, print",
        .ending = ".html",
        .write = deck_write_html,
    },
    {
        .name = "mp4",
        .help = "a video that walks the steps, each as long as it takes to read or to say (--pace steps)",
        .options = DECK_SIZE | DECK_SOUND,
        .ending = ".mp4",
        .write = deck_write_mp4,
    },
    {0},
};

const Choices DECK_CHOICES = {"format of decks", DECK_FORMATS, sizeof *DECK_FORMATS, offsetof(DeckFormat, help)};
