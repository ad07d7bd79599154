// cli.c — the table of the engine's commands.
#include "engine/cli/cli.h"

#include "engine/cli/commands.h"

// To add one: a row here, and its function in a file of its own.
const Command ENGINE_COMMANDS[] = {
    {"render", "FILM[/SCENE]", "Makes the video, the SVGs or the page of a film or of one scene.", command_render, 1,
     1},
    {"join", "FILM[/SCENE]", "Makes the video of the shards that render --shard has made.", command_join, 1, 1},
    {"post", "FILM", "Makes the video of a film and what is posted with it: thumbnail, captions, texts.", command_post,
     1, 1},
    {"article", "FILM -o DIR", "Writes a film as an article: a page and Markdown, with key frames that play.",
     command_article, 1, 1},
    {"frame", "FILM/SCENE [--at S] -o FILE", "Draws one picture of a scene.", command_frame, 1, 1},
    {"frames", "FILM[/SCENE] -o DIR", "Draws a numbered series of pictures.", command_frames, 1, 1},
    {"sheet", "FILM[/SCENE] -o FILE.png", "Draws a contact sheet: many pictures of a film with their times.",
     command_sheet, 1, 1},
    {"deck", "DECK.md|FILM[/SCENE] [-o DIR]",
     "Writes a deck in Markdown, or a film's scenes, as slides: a picture for each click.", command_deck, 1, 1,
     .more = "A deck in Markdown is Slidev's. Its pictures, `image:` or ![](…), may be scenes of films and charts of runs:\n"
             "  gptreel:nanogpt/02_training            its last picture; ?at=7.5 the one at a time\n"
             "  gptreel:nanogpt/02_training?clicks     its clicks are the slide's, what it says are the notes\n"
             "  gptreel:nanogpt/02_training?play       it plays when it is shown\n"
             "  gptreel:chart/loss?run=main,NAME       a chart (gptreel chart --help lists them)\n"
             "They show the deck's run, or ?run=NAME: one of its runs, a folder beside it, or one that ships (&run= as a\n"
             "second option). With --voice DIR the steps of the video last as long as DIR/SLIDE/1.wav, 2.wav …; gptreel list\n"
             "names the slides, and espeak speaks the notes.\n"},
    {"captions", "FILM[/SCENE] -o FILE.srt", "Writes what is said as subtitles.", command_captions, 1, 1},
    {"notes", "FILM[/SCENE] -o FILE.md|html|pdf",
     "Writes what is said as talking notes with times, and pages to rehearse from.", command_notes, 1, 1},
    {"gallery", "[FILM[/SCENE]] -o DIR", "Makes a page of scenes that play, each beside its script.", command_gallery,
     0, 1},
    {"lint", "FILM[/SCENE]", "Tells what is wrong with a film on any canvas.", command_lint, 1, 1},
    {"audit", "FILM[/SCENE]", "Compares every number that is seen with what is recorded.", command_audit, 1, 1},
    {"list", "[FILM]", "Names all films, or one, and their scenes with their durations.", command_list, 0, 1},
    {0},
};
