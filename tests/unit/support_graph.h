// support_graph.h — things that lead to one another: files that include files, rooms that see rooms.
#ifndef GPTREEL_TESTS_SUPPORT_GRAPH_H
#define GPTREEL_TESTS_SUPPORT_GRAPH_H

#include "engine/base/arena.h"

// {0} is empty. All of it is in the arena that is given each time.
typedef struct Graph {
    const char **names; // [n], all different
    int **next;         // [n] where each leads to, -1 at the end
    int n, names_capacity, next_capacity;
} Graph;

// The node of that name, made when there is none yet.
int graph_node(Graph *graph, Arena *arena, const char *name);

// From now on one node leads to another.
void graph_lead(Graph *graph, Arena *arena, int from, int to);

// Marks the node and all that it leads to, near and far.
void graph_mark(const Graph *graph, int node, bool *marks);

// The way to a node as "a → b → c", where before[i] is the node before node i and -1 for the first.
const char *graph_chain(const Graph *graph, Arena *arena, const int *before, int node);

// Calls `found` with each way that ends where it begins, as "a → b → a"; with at least one of those that share a node.
void graph_circles(const Graph *graph, Arena *arena, void (*found)(void *context, const char *chain), void *context);

#endif
