// tokenizer_config.c — writes tokenizer_config.json.
#include "model/run/tokenizer_config.h"

#include "engine/base/json_out.h"
#include "model/run/writer_file.h"

bool tokenizer_config_write(const char *dir, const char *begin, const char *end, Err *err)
{
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '{');
    json_out_text_at(&out, "tokenizer_class", "PreTrainedTokenizerFast");
    json_out_bool_at(&out, "clean_up_tokenization_spaces", false);
    if (begin)
        json_out_text_at(&out, "bos_token", begin);
    if (end)
        json_out_text_at(&out, "eos_token", end);
    json_out_end(&out, '}');
    return writer_document(dir, "tokenizer_config.json", &out, err);
}
