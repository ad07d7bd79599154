// support_graph.c — a list of nodes for each node; circles are found by going as deep as there is a way.
#include "support_graph.h"

#include <string.h>

int graph_node(Graph *graph, Arena *arena, const char *name)
{
    for (int i = 0; i < graph->n; i++)
        if (strcmp(graph->names[i], name) == 0)
            return i;
    graph->names = arena_grow(arena, graph->names, graph->n, &graph->names_capacity, sizeof *graph->names);
    graph->next = arena_grow(arena, graph->next, graph->n, &graph->next_capacity, sizeof *graph->next);
    graph->names[graph->n] = name;
    graph->next[graph->n] = arena_memdup(arena, (int[]){-1}, sizeof(int));
    return graph->n++;
}

void graph_lead(Graph *graph, Arena *arena, int from, int to)
{
    int n = 0;
    for (; graph->next[from][n] >= 0; n++)
        if (graph->next[from][n] == to)
            return;
    int *longer = ARENA_ARRAY(arena, int, n + 2);
    memcpy(longer, graph->next[from], sizeof *longer * (size_t)n);
    longer[n] = to;
    longer[n + 1] = -1;
    graph->next[from] = longer;
}

void graph_mark(const Graph *graph, int node, bool *marks)
{
    if (marks[node])
        return;
    marks[node] = true;
    for (const int *to = graph->next[node]; *to >= 0; to++)
        graph_mark(graph, *to, marks);
}

const char *graph_chain(const Graph *graph, Arena *arena, const int *before, int node)
{
    const char *chain = graph->names[node];
    for (int i = before[node]; i >= 0; i = before[i])
        chain = arena_printf(arena, "%s → %s", graph->names[i], chain);
    return chain;
}

// ---- circles ----

typedef enum Visit {
    VISIT_NEVER,
    VISIT_NOW, // it lies on the way that is being gone
    VISIT_OVER,
} Visit;

typedef struct Walk {
    const Graph *graph;
    Arena *arena;
    Visit *visits; // [n]
    int *before;   // [n]
    void (*found)(void *context, const char *chain);
    void *context;
} Walk;

static void tell_circle(const Walk *walk, int first, int last)
{
    const char *const *names = walk->graph->names;
    const char *chain = names[first];
    for (int i = last; i != first; i = walk->before[i])
        chain = arena_printf(walk->arena, "%s → %s", names[i], chain);
    walk->found(walk->context, arena_printf(walk->arena, "%s → %s", names[first], chain));
}

static void walk_from(Walk *walk, int node)
{
    walk->visits[node] = VISIT_NOW;
    for (const int *to = walk->graph->next[node]; *to >= 0; to++) {
        if (walk->visits[*to] == VISIT_NOW)
            tell_circle(walk, *to, node);
        if (walk->visits[*to] != VISIT_NEVER)
            continue;
        walk->before[*to] = node;
        walk_from(walk, *to);
    }
    walk->visits[node] = VISIT_OVER;
}

void graph_circles(const Graph *graph, Arena *arena, void (*found)(void *context, const char *chain), void *context)
{
    Walk walk = {graph, arena, ARENA_ARRAY(arena, Visit, graph->n), ARENA_ARRAY(arena, int, graph->n), found, context};
    for (int i = 0; i < graph->n; i++)
        if (walk.visits[i] == VISIT_NEVER)
            walk_from(&walk, i);
}
