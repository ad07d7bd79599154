// blas.c — loads OpenBLAS when it is needed, and calls it.
//
// A program that is linked with OpenBLAS loads it before main, and then the library takes a buffer of 128 MB of address
// space for each processor; where that is limited it tries again for ever, and again in the first product of each thread.
// So it is loaded by hand, after a look whether there is room, and takes its buffers then.
#define _DEFAULT_SOURCE // MAP_ANONYMOUS, MAP_NORESERVE
#include "model/nn/blas.h"

#include "model/nn/kernel.h"

#include <assert.h>
#include <cblas.h>
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { BUFFER_MB = 128, LIBRARY_MB = 64, MOST_BUFFERS = 1024 };

// LAPACK's singular values, which OpenBLAS holds; its header is not in OpenBLAS's package.
typedef void Gesdd(const char *jobz, const blasint *m, const blasint *n, float *a, const blasint *lda, float *s,
                   float *u, const blasint *ldu, float *vt, const blasint *ldvt, float *work, const blasint *lwork,
                   blasint *iwork, blasint *info);

// What is called of the library; the functions have the types that cblas.h declares.
typedef struct Blas {
    __typeof__(cblas_sgemm) *sgemm;
    __typeof__(cblas_ssyrk) *ssyrk;
    __typeof__(cblas_ssymm) *ssymm;
    Gesdd *sgesdd;
    __typeof__(openblas_get_corename) *corename;
    __typeof__(openblas_get_config) *config;
    void *(*buffer_take)(int);
    void (*buffer_give)(void *);
    bool loaded;
    int n_buffers; // that the library has taken
} Blas;

static Blas blas; // filled once, by the thread that makes models

// Whether so much address space is left. It is taken and given back.
static bool has_room(int n_mb)
{
    const size_t size_bytes = (size_t)n_mb << 20;
    void *probe = mmap(NULL, size_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return probe != MAP_FAILED && munmap(probe, size_bytes) == 0;
}

static bool fail_for_room(int n_mb, Err *err)
{
    return err_set(err,
                   "OpenBLAS takes %.3g GB of address space more, and the limit of this process (ulimit -v) leaves "
                   "less; raise it, or take fewer threads with OMP_NUM_THREADS and --replicas",
                   n_mb / 1024.0);
}

// A function of the library. POSIX says that dlsym's pointer can be one; C knows no such cast.
#define FIND(field, name)                                                                                              \
    do {                                                                                                               \
        void *found = dlsym(library, name);                                                                            \
        missing = found ? missing : name;                                                                              \
        *(void **)(void *)&blas.field = found;                                                                         \
    } while (0)

static bool load(Err *err)
{
    const int n_mb = LIBRARY_MB + kernel_threads() * BUFFER_MB;
    if (!has_room(n_mb))
        return fail_for_room(n_mb, err);
    kernel_choose();
    void *library = dlopen(GPTREEL_OPENBLAS, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return err_set(err, "cannot load OpenBLAS: %s; install what .ci/packages lists", dlerror());
    const char *missing = NULL;
    FIND(sgemm, "cblas_sgemm");
    FIND(ssyrk, "cblas_ssyrk");
    FIND(ssymm, "cblas_ssymm");
    FIND(sgesdd, "sgesdd_");
    FIND(corename, "openblas_get_corename");
    FIND(config, "openblas_get_config");
    FIND(buffer_take, "blas_memory_alloc");
    FIND(buffer_give, "blas_memory_free");
    if (missing)
        return err_set(err, "cannot use OpenBLAS: it has no %s; install what .ci/packages lists", missing);
    blas.loaded = true;
    return true;
}

bool blas_reserve(int n_threads, Err *err)
{
    void *buffers[MOST_BUFFERS];
    const int n = n_threads < MOST_BUFFERS ? n_threads : MOST_BUFFERS;
    if (!blas.loaded && !load(err))
        return false;
    if (n <= blas.n_buffers)
        return true;
    const int n_mb = (n - blas.n_buffers) * BUFFER_MB;
    if (!has_room(n_mb))
        return fail_for_room(n_mb, err);
    // The library keeps those that it is given back.
    for (int i = 0; i < n; i++)
        buffers[i] = blas.buffer_take(0);
    for (int i = 0; i < n; i++)
        blas.buffer_give(buffers[i]);
    blas.n_buffers = n;
    return true;
}

// For products without a model, as tests make them.
static const Blas *need(void)
{
    Err err = {""};
    if (!blas.loaded && !blas_reserve(kernel_threads(), &err)) {
        fprintf(stderr, "gptreel: %s\n", err.text);
        exit(1);
    }
    return &blas;
}

const char *blas_core_type(void)
{
    return need()->corename();
}

const char *blas_library(void)
{
    return need()->config();
}

static int size(int64_t n)
{
    assert(0 <= n && n <= INT_MAX);
    return (int)n;
}

static enum CBLAS_TRANSPOSE form(BlasForm form)
{
    return form == BLAS_TRANSPOSED ? CblasTrans : CblasNoTrans;
}

void blas_product(BlasForm form_a, BlasForm form_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
                  int64_t lead_a, const float *b, int64_t lead_b, float beta, float *c, int64_t lead_c)
{
    need()->sgemm(CblasRowMajor, form(form_a), form(form_b), size(m), size(n), size(k), alpha, a, size(lead_a), b,
                  size(lead_b), beta, c, size(lead_c));
}

void blas_square(int64_t m, int64_t k, float alpha, const float *a, int64_t lead_a, float beta, float *c,
                 int64_t lead_c)
{
    need()->ssyrk(CblasRowMajor, CblasUpper, CblasNoTrans, size(m), size(k), alpha, a, size(lead_a), beta, c,
                  size(lead_c));
}

void blas_symmetric_product(int64_t m, int64_t n, float alpha, const float *a, int64_t lead_a, const float *b,
                            int64_t lead_b, float beta, float *c, int64_t lead_c)
{
    need()->ssymm(CblasRowMajor, CblasLeft, CblasUpper, size(m), size(n), alpha, a, size(lead_a), b, size(lead_b), beta,
                  c, size(lead_c));
}

bool blas_singular_values(float *sigma, Arena *arena, float *x, int64_t rows, int64_t n, Err *err)
{
    // LAPACK counts by columns: to it x is transposed, with the same values.
    const blasint width = size(n), height = size(rows), one = 1, ask = -1;
    blasint info = 0, *whole = ARENA_ARRAY(arena, blasint, 8 * (rows < n ? rows : n));
    float room = 0;
    need()->sgesdd("N", &width, &height, x, &width, sigma, NULL, &one, NULL, &one, &room, &ask, whole, &info);
    const blasint n_work = (blasint)room;
    float *work = ARENA_ARRAY(arena, float, n_work);
    need()->sgesdd("N", &width, &height, x, &width, sigma, NULL, &one, NULL, &one, work, &n_work, whole, &info);
    return info == 0 || err_set(err, "the singular values of an update could not be found (LAPACK says %d)", (int)info);
}
