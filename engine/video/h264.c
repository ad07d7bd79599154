// h264.c — libx264, told what changed; and the quantiser that follows how much moves.
#include "engine/video/h264.h"

#include "engine/base/arena.h"
#include "engine/base/geom.h"
#include "engine/video/hold.h"

#include <malloc.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <x264.h>

enum { START_BYTES = 4 };
enum { CHROMA_QP_OFFSET = 2, DEBLOCKING = -1 }; // drawn edges are sharp, and eyes forgive chroma

// What moved is coded coarsely, and the rest of its error is a ghost once nothing moves there any more. Blocks that
// have stood still for SETTLE_PICTURES wait for a sharp picture, in which libx264 looks again at all that is coarser.
// What moves meanwhile costs more in it: the fewer wait, the longer, but at most LONGEST_WAIT pictures.
enum { SETTLE_PICTURES = 3, LONGEST_WAIT = 30, MOVING_WEIGHT = 2, SHARP = 255 };

// Where nearly everything moves, eyes see less and bytes are many: the quantiser is raised by RAISE_STEP for each
// doubling of the bytes over LIGHT_BYTES, and from FAST_SEARCH_RAISE on less is spent on finding small codes.
static const double LIGHT_BYTES = 24000, RAISE_STEP = 8;
enum { MOST_RAISE = 14, FAST_SEARCH_RAISE = 4, FULL_HD_PX = 1920 * 1080 };

struct H264 {
    RenderSpec spec;
    x264_t *x264;
    HoldStream stream;
    int n_blocks;
    uint8_t *info;     // [n_blocks] what the encoder is told
    uint8_t *still;    // [n_blocks] pictures since the block changed; SHARP: coded sharply since then
    int n_waited;      // pictures since the first of the blocks that wait began to
    int64_t waiting;   // summed over these pictures: how many blocks waited
    int64_t n_pushed;  // pictures given to the encoder
    int n_held;        // pictures written beside it: what its frame numbers lack
    int frame_num;     // of the last picture, as written
    double load_bytes; // of a moving picture of 1080p, smoothed
    int qp_raise;      // added to the quantiser of moving pictures
    bool fast_search;  // little is spent on finding small codes
    x264_image_t made; // what a decoder shows of the last picture: libx264's own, until the next one
    uint8_t *repeated; // room for a copy of it; NULL until it is needed
};

static void set_params(x264_param_t *params, const RenderSpec *spec)
{
    x264_param_default_preset(params, spec->quality->preset, NULL);
    params->i_log_level = X264_LOG_NONE;
    params->i_threads = 1;
    params->b_cpu_independent = 1;
    params->i_width = spec->size.width_px;
    params->i_height = spec->size.height_px;
    params->i_csp = X264_CSP_I420;
    params->i_fps_num = params->i_timebase_den = (uint32_t)spec->size.rate.num;
    params->i_fps_den = params->i_timebase_num = (uint32_t)spec->size.rate.den;
    params->b_vfr_input = 0;
    params->vui.i_sar_width = params->vui.i_sar_height = 1;
    params->vui.i_colorprim = params->vui.i_transfer = params->vui.i_colmatrix = 1; // BT.709
    params->vui.b_fullrange = 0;
    params->vui.i_chroma_loc = 0; // left
    params->b_repeat_headers = 0;
    params->b_annexb = 1;
    // One reference and nothing reordered: a picture can be repeated anywhere. Quantisers are given with the pictures;
    // nothing is looked at twice.
    params->i_keyint_max = X264_KEYINT_MAX_INFINITE;
    params->i_scenecut_threshold = 0;
    params->i_bframe = 0;
    params->i_bframe_adaptive = X264_B_ADAPT_NONE;
    params->i_frame_reference = 1;
    params->analyse.i_weighted_pred = X264_WEIGHTP_NONE;
    params->analyse.b_mb_info = spec->hints;
    params->rc.i_rc_method = X264_RC_CQP;
    // libx264 clips the quantisers that come with the pictures to the range of those it would choose: all are let in.
    params->rc.i_qp_constant = spec->quality->moving_qp;
    params->rc.f_ip_factor = params->rc.f_pb_factor = 100;
    params->analyse.i_subpel_refine = spec->quality->refine;
    params->analyse.i_luma_deadzone[0] = spec->quality->dead_inter;
    params->analyse.i_luma_deadzone[1] = spec->quality->dead_intra;
    params->analyse.i_chroma_qp_offset = CHROMA_QP_OFFSET;
    params->i_deblocking_filter_alphac0 = params->i_deblocking_filter_beta = DEBLOCKING;
    params->rc.i_lookahead = 0;
    params->rc.b_mb_tree = 0;
    params->i_sync_lookahead = 0;
    x264_param_apply_profile(params, "high");
}

void h264_add_settings(Hash *hash, const RenderSpec *spec)
{
    const Quality *quality = spec->quality;
    const int numbers[] = {
        X264_BUILD,          spec->size.width_px, spec->size.height_px, spec->size.rate.num, spec->size.rate.den,
        quality->refine,     quality->key_qp,     quality->moving_qp,   quality->resting_qp, quality->repeated_qp,
        quality->dead_inter, quality->dead_intra, spec->holds,          spec->hints,         (int)(1000 * spec->key_s),
    };
    hash_add_text(hash, X264_VERSION);
    hash_add_text(hash, quality->preset);
    hash_add(hash, numbers, sizeof numbers);
}

// libx264 looks at memory of its own that it has not written yet (build 164 does, where it guesses motion): what was there
// before would change a byte of a picture now and then. malloc gives it zeros.
static x264_t *open_encoder(x264_param_t *params)
{
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&one_at_a_time);
    mallopt(M_PERTURB, 0xff); // the complement of this byte
    x264_t *x264 = x264_encoder_open(params);
    mallopt(M_PERTURB, 0);
    pthread_mutex_unlock(&one_at_a_time);
    return x264;
}

H264 *h264_create(const RenderSpec *spec, Err *err)
{
    H264 *h264 = mem_alloc(sizeof *h264);
    h264->spec = *spec;
    x264_param_t params;
    set_params(&params, spec);
    h264->x264 = open_encoder(&params);
    x264_nal_t *nals;
    int n_nals;
    bool ok = h264->x264 && x264_encoder_headers(h264->x264, &nals, &n_nals) >= 0;
    if (!ok)
        err_set(err, "libx264 cannot start for %d × %d pixels", spec->size.width_px, spec->size.height_px);
    for (int i = 0; ok && i < n_nals; i++)
        if (nals[i].i_type == NAL_SPS)
            ok = hold_read_sps(&h264->stream, nals[i].p_payload + START_BYTES, nals[i].i_payload - START_BYTES, err);
    if (!ok) {
        h264_destroy(h264);
        return NULL;
    }
    h264->n_blocks = h264->stream.n_blocks;
    h264->info = mem_alloc((size_t)h264->n_blocks);
    h264->still = mem_alloc((size_t)h264->n_blocks);
    return h264;
}

void h264_destroy(H264 *h264)
{
    if (!h264)
        return;
    if (h264->x264)
        x264_encoder_close(h264->x264);
    free(h264->info);
    free(h264->still);
    free(h264->repeated);
    free(h264);
}

bool h264_stream(const RenderSpec *spec, Arena *arena, StreamInfo *stream, Err *err)
{
    H264 *h264 = h264_create(spec, err);
    if (!h264)
        return false;
    const OutputSize size = spec->size;
    *stream = (StreamInfo){
        .codec = "h264",
        .tick_num = size.rate.den,
        .tick_den = size.rate.num,
        .width_px = size.width_px,
        .height_px = size.height_px,
        .rate_num = size.rate.num,
        .rate_den = size.rate.den,
    };
    x264_nal_t *nals;
    int n_nals, n = 0;
    const int n_bytes = x264_encoder_headers(h264->x264, &nals, &n_nals);
    uint8_t *header = arena_alloc(arena, (size_t)n_bytes + HOLD_MOST_BYTES);
    for (int i = 0; i < n_nals; i++) {
        if (nals[i].i_type != NAL_SPS && nals[i].i_type != NAL_PPS)
            continue; // x264's own words
        memcpy(header + n, nals[i].p_payload, (size_t)nals[i].i_payload);
        n += nals[i].i_payload;
    }
    n += hold_write_pps(header + n);
    stream->header = header;
    stream->header_bytes = n;
    h264_destroy(h264);
    return true;
}

// The encoder's slice into the part, renumbered when pictures were written beside it.
static void take_slice(H264 *h264, const x264_nal_t *nal, Part *part)
{
    static const uint8_t START[START_BYTES] = {0, 0, 0, 1};
    // A start code has three or four bytes.
    const int begin = nal->p_payload[2] == 1 ? 3 : 4;
    const uint8_t *content = nal->p_payload + begin;
    const int n_bytes = nal->i_payload - begin;
    const bool key = nal->i_type == NAL_SLICE_IDR;
    const size_t room = (size_t)n_bytes + (size_t)n_bytes / 2 + START_BYTES;
    uint8_t *out = part_add(part, (uint32_t)room, key);
    memcpy(out, START, sizeof START);
    int n_out = n_bytes;
    if (h264->n_held > 0)
        n_out = hold_renumber(&h264->stream, content, n_bytes, h264->n_held, out + START_BYTES);
    else
        memcpy(out + START_BYTES, content, (size_t)n_bytes);
    h264->frame_num = key ? 0 : hold_frame_num(&h264->stream, out + START_BYTES, n_out);
    part_shrink_last(part, START_BYTES + (uint32_t)n_out);
}

// Follows the size of moving pictures, slowly: a quantiser that goes down makes all still blocks be looked at again.
static void follow_load(H264 *h264, uint32_t size_bytes)
{
    const OutputSize size = h264->spec.size;
    const double scaled = (double)size_bytes * FULL_HD_PX / ((double)size.width_px * size.height_px);
    h264->load_bytes += (scaled - h264->load_bytes) / 4;
    const double raise = clamp(RAISE_STEP * log2(fmax(h264->load_bytes, 1) / LIGHT_BYTES), 0, MOST_RAISE);
    if (raise > h264->qp_raise + 0.75)
        h264->qp_raise++;
    else if (raise < h264->qp_raise - 1.5)
        h264->qp_raise--;
    const bool fast = h264->qp_raise >= FAST_SEARCH_RAISE;
    if (fast == h264->fast_search)
        return;
    h264->fast_search = fast;
    x264_param_t params;
    set_params(&params, &h264->spec);
    if (fast) {
        params.analyse.i_me_method = X264_ME_DIA;
        params.analyse.i_subpel_refine = h264->spec.quality->refine > 1 ? 1 : h264->spec.quality->refine;
        params.analyse.inter = params.analyse.intra = 0;
    }
    x264_encoder_reconfig(h264->x264, &params);
}

// Notes how long every block has stood still by now. Returns whether a sharp picture is due.
static bool settle(H264 *h264, const uint8_t *changed)
{
    int n_changed = 0, n_waiting = 0;
    for (int i = 0; i < h264->n_blocks; i++) {
        uint8_t *still = &h264->still[i];
        *still = changed[i] ? 0 : *still < SHARP - 1 ? (uint8_t)(*still + 1) : *still;
        n_changed += changed[i];
        n_waiting += *still >= SETTLE_PICTURES && *still < SHARP;
    }
    h264->waiting += n_waiting;
    h264->n_waited += n_waiting > 0;
    return n_waiting > 0 && (h264->waiting >= MOVING_WEIGHT * n_changed || h264->n_waited >= LONGEST_WAIT);
}

static void note_sharp(H264 *h264)
{
    memset(h264->still, SHARP, (size_t)h264->n_blocks);
    h264->n_waited = 0;
    h264->waiting = 0;
}

static void set_picture(x264_picture_t *in, I420 picture)
{
    x264_picture_init(in);
    in->img.i_csp = X264_CSP_I420;
    in->img.i_plane = 3;
    in->img.plane[0] = picture.y;
    in->img.plane[1] = picture.u;
    in->img.plane[2] = picture.v;
    in->img.i_stride[0] = picture.y_stride;
    in->img.i_stride[1] = in->img.i_stride[2] = picture.uv_stride;
}

static bool encode(H264 *h264, x264_picture_t *in, Part *part, Err *err)
{
    x264_picture_t out;
    x264_nal_t *nals;
    int n_nals;
    in->i_pts = h264->n_pushed++;
    const int size = x264_encoder_encode(h264->x264, &nals, &n_nals, in, &out);
    // Without anything to look ahead at, every picture comes back at once, as one slice.
    for (int i = 0; size > 0 && i < n_nals; i++)
        if (nals[i].i_type == NAL_SLICE || nals[i].i_type == NAL_SLICE_IDR) {
            take_slice(h264, &nals[i], part);
            h264->made = out.img;
            return true;
        }
    return err_set(err, "libx264 failed at picture %lld of %d × %d pixels; render it with --pipeline plain",
                   (long long)h264->n_pushed, h264->spec.size.width_px, h264->spec.size.height_px);
}

bool h264_push(H264 *h264, I420 picture, const uint8_t *changed, bool rests, Part *part, Err *err)
{
    const Quality *quality = h264->spec.quality;
    const bool first = !changed;
    x264_picture_t in;
    set_picture(&in, picture);
    in.i_type = first ? X264_TYPE_IDR : X264_TYPE_P;
    const bool settles = !first && settle(h264, changed), sharp = first || rests || settles;
    in.i_qpplus1 = 1 + (first ? quality->key_qp : sharp ? quality->resting_qp : quality->moving_qp + h264->qp_raise);
    if (sharp)
        note_sharp(h264);
    if (first)
        h264->n_held = 0; // it begins the count anew
    if (!first && h264->spec.hints) {
        for (int i = 0; i < h264->n_blocks; i++)
            h264->info[i] = changed[i] ? 0 : X264_MBINFO_CONSTANT;
        in.prop.mb_info = h264->info;
    }
    if (!encode(h264, &in, part, err))
        return false;
    if (!sharp)
        follow_load(h264, part->packets[part->n_packets - 1].size_bytes);
    return true;
}

// What a decoder shows, in memory of our own: libx264 keeps it with U and V in turn.
static I420 copy_made(H264 *h264)
{
    const size_t width = (size_t)h264->spec.size.width_px, height = (size_t)h264->spec.size.height_px;
    if (!h264->repeated)
        h264->repeated = mem_alloc(width * height * 3 / 2);
    uint8_t *y = h264->repeated, *u = y + width * height, *v = u + width * height / 4;
    for (size_t row = 0; row < height; row++)
        memcpy(y + row * width, h264->made.plane[0] + (ptrdiff_t)row * h264->made.i_stride[0], width);
    for (size_t row = 0; row < height / 2; row++) {
        const uint8_t *pairs = h264->made.plane[1] + (ptrdiff_t)row * h264->made.i_stride[1];
        for (size_t col = 0; col < width / 2; col++) {
            u[row * width / 2 + col] = pairs[2 * col];
            v[row * width / 2 + col] = pairs[2 * col + 1];
        }
    }
    return (I420){y, u, v, (int)width, (int)width / 2};
}

static bool push_repeated(H264 *h264, Part *part, Err *err)
{
    x264_picture_t in;
    set_picture(&in, copy_made(h264));
    in.i_type = X264_TYPE_IDR;
    in.i_qpplus1 = 1 + h264->spec.quality->repeated_qp;
    h264->n_held = 0; // it begins the count anew
    return encode(h264, &in, part, err);
}

bool h264_hold(H264 *h264, I420 picture, bool key, Part *part, Err *err)
{
    if (key)
        return push_repeated(h264, part, err);
    if (!h264->spec.holds) {
        memset(h264->info, 0, (size_t)h264->n_blocks); // as changed: nothing did
        return h264_push(h264, picture, h264->info, false, part, err);
    }
    uint8_t slice[HOLD_MOST_BYTES];
    h264->n_held++;
    h264->frame_num++;
    const int n_bytes = hold_write_slice(&h264->stream, h264->frame_num, slice);
    memcpy(part_add(part, (uint32_t)n_bytes, false), slice, (size_t)n_bytes);
    return true;
}
