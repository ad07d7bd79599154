// pool.c — threads that take the next item each, and slots that keep what they made in order.
#define _GNU_SOURCE // sched_getaffinity: no portable call counts the processors one may use
#include "engine/base/pool.h"

#include "engine/base/arena.h"
#include "engine/base/stop.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

typedef enum SlotState { SLOT_EMPTY, SLOT_BUSY, SLOT_READY, SLOT_FAILED } SlotState;

typedef struct Slot {
    SlotState state; // under the lock
    Err err;         // the maker's until READY or FAILED, then the taker's
} Slot;

typedef struct Run {
    const PoolJob *job;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    Slot *slots;       // [n_slots]
    int64_t next_item; // under the lock: next to be made
    int64_t n_taken;   // under the lock
    bool ended;        // under the lock: no new item is begun
} Run;

typedef struct Worker {
    Run *run;
    int index;
    pthread_t thread;
} Worker;

static void *work(void *argument)
{
    const Worker *worker = argument;
    Run *run = worker->run;
    const PoolJob *job = run->job;
    pthread_mutex_lock(&run->lock);
    for (;;) {
        while (!run->ended && run->next_item < job->n_items && run->next_item >= run->n_taken + job->n_slots)
            pthread_cond_wait(&run->changed, &run->lock);
        if (run->ended || run->next_item >= job->n_items)
            break;
        const int64_t item = run->next_item++;
        Slot *slot = &run->slots[item % job->n_slots];
        slot->state = SLOT_BUSY;
        pthread_mutex_unlock(&run->lock);
        const bool ok = job->make(job->context, item, (int)(item % job->n_slots), worker->index, &slot->err);
        pthread_mutex_lock(&run->lock);
        slot->state = ok ? SLOT_READY : SLOT_FAILED;
        pthread_cond_broadcast(&run->changed);
    }
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

static bool take_all(Run *run, Err *err)
{
    const PoolJob *job = run->job;
    for (int64_t item = 0; item < job->n_items; item++) {
        Slot *slot = &run->slots[item % job->n_slots];
        pthread_mutex_lock(&run->lock);
        while (slot->state == SLOT_EMPTY || slot->state == SLOT_BUSY)
            pthread_cond_wait(&run->changed, &run->lock);
        const bool made = slot->state == SLOT_READY;
        pthread_mutex_unlock(&run->lock);
        if (!made) {
            if (err)
                *err = slot->err;
            return false;
        }
        if (stop_requested())
            return stop_error(err);
        if (job->take && !job->take(job->context, item, (int)(item % job->n_slots), err))
            return false;
        pthread_mutex_lock(&run->lock);
        slot->state = SLOT_EMPTY;
        run->n_taken = item + 1;
        pthread_cond_broadcast(&run->changed);
        pthread_mutex_unlock(&run->lock);
    }
    return true;
}

bool pool_run(const PoolJob *job, Err *err)
{
    Run run = {.job = job, .slots = mem_array(sizeof(Slot), job->n_slots)};
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.changed, NULL);
    Worker *workers = mem_array(sizeof(Worker), job->n_workers);
    int n_started = 0;
    for (; n_started < job->n_workers; n_started++) {
        workers[n_started] = (Worker){.run = &run, .index = n_started};
        if (pthread_create(&workers[n_started].thread, NULL, work, &workers[n_started]) != 0)
            break;
    }
    bool ok = n_started > 0 ? take_all(&run, err) : err_set(err, "cannot start a worker thread");
    pthread_mutex_lock(&run.lock);
    run.ended = true;
    pthread_cond_broadcast(&run.changed);
    pthread_mutex_unlock(&run.lock);
    for (int i = 0; i < n_started; i++)
        pthread_join(workers[i].thread, NULL);
    free(workers);
    free(run.slots);
    pthread_cond_destroy(&run.changed);
    pthread_mutex_destroy(&run.lock);
    return ok;
}

int pool_cpu_count(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    return CPU_COUNT(&set);
}
