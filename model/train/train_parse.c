// train_parse.c — from a command line to a training: presets, flags, the run folder, and what it begins with.
#include "model/train/train_parse.h"

#include "engine/base/file.h"
#include "model/infer/pretrained.h"
#include "model/run/writer.h"
#include "model/train/preset.h"
#include "model/train/resume.h"

#include <string.h>
#include <sys/stat.h>

static const char DEFAULT_PRESET[] = "char-cpu", DEFAULT_WITH_INIT[] = "finetune";

static bool parse_flags(Settings *settings, bool *help, Arena *arena, int argc, char **argv, Err *err)
{
    Opt opts[MOST_OPTIONS + 1];
    settings_opts(opts);
    // opts_parse moves words around; the caller's argv is still needed.
    char **copy = ARENA_ARRAY(arena, char *, argc + 1);
    memcpy(copy, argv, sizeof(char *) * (size_t)argc);
    OptsGiven given;
    if (!opts_parse(opts, settings, argc, copy, &given, err))
        return false;
    *help = opts_given(&given, "help");
    if (given.n_words > 0 && !opts_given(&given, "data"))
        return err_set(err, "train takes no word \"%s\"; a corpus is given with --data", copy[1]);
    // `--data *.txt`: the shell puts the further files behind the first.
    for (int i = 1; i <= given.n_words; i++)
        settings->train.data = arena_printf(arena, "%s\n%s", settings->train.data, copy[i]);
    return true;
}

// A path below / keeps only its last name, as the rest concerns nobody else: "--data=/home/me/a.txt" is "--data=a.txt".
static const char *without_folders(Arena *arena, const char *word)
{
    const char *equals = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
    const char *path = equals ? equals + 1 : word;
    const char *slash = path[0] == '/' ? strrchr(path, '/') : NULL;
    return slash && slash[1] ? arena_printf(arena, "%.*s%s", (int)(path - word), word, slash + 1) : word;
}

// The line that was typed.
static const char *command_line(Arena *arena, int argc, char **argv)
{
    char *line = "gptreel";
    for (int i = 0; i < argc; i++) {
        const char *word = without_folders(arena, argv[i]);
        const bool quote = !*word || strpbrk(word, " \t\n\\'\"$*?;&|<>()") != NULL;
        line = arena_printf(arena, "%s %s%s%s", line, quote ? "\"" : "", word, quote ? "\"" : "");
    }
    return line;
}

// Refuses to write over a run, with what to do instead.
static bool check_folder(const Settings *settings, bool resumes, Arena *arena, Err *err)
{
    const char *out = settings->train.out;
    if (resumes || settings->train.force)
        return true;
    const bool has_run = file_exists(path_join(arena, out, "run.json"));
    if (settings->train.resume && has_run)
        return err_set(err, "the run in %s has no checkpoint to resume from; --force replaces it", out);
    if (checkpoint_exists(out))
        return err_set(err, "%s holds a run already: --resume goes on with it, --force replaces it", out);
    if (has_run)
        return err_set(err, "%s holds a run already: --force replaces it, or take another --out", out);
    const char *foreign = run_file_in(out);
    if (foreign)
        return err_set(err,
                       "%s is no run but has a %s, which training would replace: --force does so, or take "
                       "another --out",
                       out, foreign);
    return true;
}

// The shape of the model that a training begins with, and what its tokenizer is like, as settings. Its files are closed
// again.
static bool take_shape(Pretrained *pretrained, Settings *settings, Arena *arena, const char *path, Err *err)
{
    if (!pretrained_open(pretrained, arena, path, err))
        return false;
    const Tokenizer *tokenizer = pretrained_tokenizer(pretrained, arena, err);
    pretrained_close(pretrained);
    if (!tokenizer)
        return false;
    const double init_std = settings->gpt.init_std;
    settings->gpt = pretrained->config;
    settings->gpt.init_std = init_std;
    const TokenizerOptions options = tokenizer_options(tokenizer);
    settings->train.tokenizer = tokenizer->kind;
    settings->train.split = options.split;
    settings->train.chat_tokens = options.chat_tokens;
    settings->train.vocab_size = options.n_vocab;
    return true;
}

static bool is_same_folder(const char *a, const char *b)
{
    struct stat at_a, at_b;
    return stat(a, &at_a) == 0 && stat(b, &at_b) == 0 && at_a.st_dev == at_b.st_dev && at_a.st_ino == at_b.st_ino;
}

// A model that exists has the shape and the tokenizer that it has, whatever preset and flags say.
static bool check_begins_with(const Pretrained *pretrained, const TrainConfig *has, const Settings *settings, Err *err)
{
    const TrainConfig *c = &settings->train;
    if (is_same_folder(pretrained->weights.dir, c->out))
        return err_set(err, "%s holds the model that the training begins with, and would be emptied; take another --out",
                       c->out);
    if (c->tokenizer != has->tokenizer)
        return err_set(err, "--tokenizer %s does not fit the model in %s, which has a %s; leave it out",
                       choice_name(c->tokenizer), c->init, choice_name(has->tokenizer));
    if (c->split != has->split)
        return err_set(err, "--split %s does not fit the model in %s, which cuts text by \"%s\"; leave it out",
                       c->split->name, c->init, has->split->name);
    if (c->chat_tokens != has->chat_tokens)
        return err_set(err, "the model in %s has %s; leave out --%schat-tokens", c->init,
                       has->chat_tokens ? "a chat's tokens" : "no tokens for a chat, and none can be added",
                       c->chat_tokens ? "" : "no-");
    if (c->vocab_size != 0 && c->vocab_size != has->vocab_size)
        return err_set(err, "--vocab-size %lld does not fit the model in %s, which has %lld tokens; leave it out",
                       (long long)c->vocab_size, c->init, (long long)has->vocab_size);
    return pretrained_agrees(pretrained, &settings->gpt, err);
}

// train_parse, with request->from left open whatever happens.
static bool parse(TrainRequest *request, Arena *arena, int argc, char **argv, Err *err)
{
    Settings asked;
    settings_init(&asked);
    *request = (TrainRequest){.settings = asked, .wrong_usage = true};
    if (!parse_flags(&asked, &request->help, arena, argc, argv, err))
        return false;
    if (request->help)
        return true;
    if (!asked.train.out || !*asked.train.out)
        return err_set(err, "--out DIR is missing: the folder that the run is written to");
    request->wrong_usage = false;
    Settings *settings = &request->settings;
    Settings then = *settings;
    CheckpointFile *from = NULL;
    // Nobody else may write there from here on, so that what is found stays true. A folder is only made when all is right.
    if (dir_exists(asked.train.out) && !run_lock(&request->lock, asked.train.out, err))
        return false;
    if (asked.train.resume && !asked.train.force && checkpoint_exists(asked.train.out)) {
        from = request->from = ARENA_NEW(arena, CheckpointFile);
        if (!checkpoint_open(from, settings, arena, asked.train.out, err))
            return false;
        then = *settings;
        settings->train.data = from->state.data;
        settings->train.init = from->state.init;
        if (asked.train.init && !from->state.init)
            return err_set(err, "the run in %s began without --init; leave it out, or start anew with --force",
                           asked.train.out);
    }
    Pretrained pretrained = {.weights = {.n_files = 0}};
    const bool begins_with = asked.train.init && !from;
    if (begins_with && !take_shape(&pretrained, settings, arena, asked.train.init, err))
        return false;
    const TrainConfig has = settings->train;
    if (begins_with)
        settings->train.vocab_size = 0; // which makes a new one
    const char *usual = asked.train.init ? DEFAULT_WITH_INIT : DEFAULT_PRESET;
    const char *preset = asked.train.preset ? asked.train.preset : usual;
    if ((asked.train.preset || !from) && !preset_load(settings, arena, preset, err))
        return false;
    settings->train.preset = preset;
    if (!parse_flags(settings, &request->help, arena, argc, argv, err) || !settings_check(settings, err) ||
        !check_folder(settings, from != NULL, arena, err))
        return false;
    if (begins_with && !check_begins_with(&pretrained, &has, settings, err))
        return false;
    if (from) {
        request->note = resume_note(&from->state, &then, settings, arena);
        if (!resume_check(&from->state, &then, settings, arena, err))
            return false;
    }
    if (!request->lock.held && !(run_lock(&request->lock, settings->train.out, err) &&
                                 check_folder(settings, from != NULL, arena, err)))
        return false;
    request->command = from ? from->state.command : command_line(arena, argc, argv);
    return true;
}

bool train_parse(TrainRequest *request, Arena *arena, int argc, char **argv, Err *err)
{
    if (parse(request, arena, argc, argv, err))
        return true;
    checkpoint_close(request->from);
    request->from = NULL;
    run_unlock(&request->lock);
    return false;
}
