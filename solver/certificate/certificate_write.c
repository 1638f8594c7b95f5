/* The text of a certificate: solver/certificate/README.md describes it. */
#include "solver/certificate/recording.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_PIECE = 128 };

void mlg_certificate_printf(struct mlg_certificate *certificate, const char *format, ...)
{
    struct mlg_certificate_text *text = &certificate->text;
    if (certificate->lost ||
        !mlg_reserve(&text->text, &text->capacity, text->length + MAX_PIECE, 1)) {
        certificate->lost = true;
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    text->length += (size_t)vsnprintf(text->text + text->length, MAX_PIECE, format, arguments);
    va_end(arguments);
}

void mlg_certificate_write_reduction(struct mlg_certificate *certificate,
                                     const struct mlg_reduction_step *step)
{
    static const char *const words[] = {
        [MLG_ROW_IMPLIED] = "implied",
        [MLG_COL_DOMINATED] = "dominated",
        [MLG_COL_USELESS] = "useless",
        [MLG_COL_FORCED] = "forced",
    };
    if (step->kind == MLG_COL_USELESS)
        mlg_certificate_printf(certificate, "%s %" PRIu32 "\n", words[step->kind], step->which);
    else
        mlg_certificate_printf(certificate, "%s %" PRIu32 " %" PRIu32 "\n", words[step->kind],
                               step->which, step->witness);
}

static void write_reference(struct mlg_certificate *certificate, uint32_t reference,
                            const uint32_t *place)
{
    if (reference & MLG_REFERENCE_CUT)
        mlg_certificate_printf(certificate, " c%" PRIu32, place[reference & ~MLG_REFERENCE_CUT]);
    else
        mlg_certificate_printf(certificate, " r%" PRIu32, reference);
}

static void write_weights(struct mlg_certificate *certificate, const struct mlg_weights *weights,
                          const uint32_t *place)
{
    mlg_certificate_printf(certificate, " %d", weights->shift);
    for (uint32_t k = 0; k < weights->n; k++) {
        write_reference(certificate, weights->weight[k].reference, place);
        mlg_certificate_printf(certificate, " %" PRId64, weights->weight[k].y);
    }
}

static void write_columns(struct mlg_certificate *certificate, const char *word,
                          const uint32_t *col, uint32_t n)
{
    if (n > 0)
        mlg_certificate_printf(certificate, " %s", word);
    for (uint32_t k = 0; k < n; k++)
        mlg_certificate_printf(certificate, " %" PRIu32, col[k]);
}

static void write_record(struct mlg_certificate *certificate, const struct mlg_record *record,
                         const uint32_t *place)
{
    switch (record->kind) {
    case MLG_RECORD_REDUCTION:
        mlg_certificate_write_reduction(certificate, &record->reduction);
        return;
    case MLG_RECORD_CUT:
        if (place[record->cut] == UINT32_MAX)
            return;
        mlg_certificate_printf(certificate, "cut");
        for (uint32_t k = 0; k < record->origin->n_parents; k++)
            write_reference(certificate, record->origin->parent[k], place);
        write_columns(certificate, "down", record->origin->down, record->origin->n_down);
        break;
    case MLG_RECORD_FIX:
        mlg_certificate_printf(certificate, "fix");
        write_weights(certificate, record->weights, place);
        write_columns(certificate, "out", record->col, record->n_out);
        write_columns(certificate, "in", record->col + record->n_out,
                      record->n_cols - record->n_out);
        break;
    }
    mlg_certificate_printf(certificate, "\n");
}

/* A place in the walk through the tree: what bounds it where it has nothing of its own. */
struct visit {
    uint64_t node;
    const struct mlg_weights *weights;
    bool closed; /* by a trial: there is no such node */
};

struct walk {
    struct mlg_certificate *certificate;
    struct visit *visit; /* [n], a stack */
    size_t n, capacity;
    void (*leaf)(struct walk *walk, const struct mlg_weights *weights);
    bool writes;
    bool *needed;          /* [n_cuts] */
    const uint32_t *place; /* [n_cuts] */
    int64_t bound;
};

static void push(struct walk *walk, struct visit visit)
{
    if (!mlg_reserve(&walk->visit, &walk->capacity, walk->n + 1, sizeof visit)) {
        walk->certificate->lost = true;
        return;
    }
    walk->visit[walk->n++] = visit;
}

/* x = 0 comes first: it is pushed last. */
static void push_children(struct walk *walk, const struct mlg_record_node *node,
                          const struct mlg_weights *weights)
{
    for (int up = 1; up >= 0; up--) {
        struct visit visit = {node->child[up], weights, node->child[up] == 0};
        if (visit.closed && node->trial[up])
            visit.weights = node->trial[up];
        push(walk, visit);
    }
}

/* Every node of the tree, parents first. */
static void walk_tree(struct walk *walk)
{
    struct mlg_certificate *certificate = walk->certificate;
    walk->n = 0;
    push(walk, (struct visit){0, certificate->ascent, false});
    while (walk->n > 0 && !certificate->lost) {
        struct visit visit = walk->visit[--walk->n];
        const struct mlg_record_node *node = visit.closed || visit.node >= certificate->n_nodes
                                                 ? NULL
                                                 : &certificate->node[visit.node];
        const struct mlg_weights *weights = visit.weights;
        if (node && node->bound && (!weights || node->bound->bound > weights->bound))
            weights = node->bound;
        if (!node || node->col == UINT32_MAX) {
            if (weights)
                walk->leaf(walk, weights);
            else
                certificate->lost = true;
            continue;
        }
        if (walk->writes)
            mlg_certificate_printf(certificate, "branch %" PRIu32 "\n", node->col);
        push_children(walk, node, weights);
    }
}

static void mark(struct walk *walk, const struct mlg_weights *weights)
{
    for (uint32_t k = 0; k < weights->n; k++)
        if (weights->weight[k].reference & MLG_REFERENCE_CUT)
            walk->needed[weights->weight[k].reference & ~MLG_REFERENCE_CUT] = true;
}

static void mark_leaf(struct walk *walk, const struct mlg_weights *weights)
{
    mark(walk, weights);
    if (weights->bound < walk->bound)
        walk->bound = weights->bound;
}

static void write_leaf(struct walk *walk, const struct mlg_weights *weights)
{
    mlg_certificate_printf(walk->certificate, "leaf");
    write_weights(walk->certificate, weights, walk->place);
    mlg_certificate_printf(walk->certificate, "\n");
}

/* Later cuts descend from earlier ones: backwards, all that is needed becomes known. */
static void mark_records(struct walk *walk)
{
    const struct mlg_certificate *certificate = walk->certificate;
    for (size_t k = certificate->n_records; k-- > 0;) {
        const struct mlg_record *record = &certificate->record[k];
        if (record->kind == MLG_RECORD_FIX)
            mark(walk, record->weights);
        if (record->kind != MLG_RECORD_CUT || !walk->needed[record->cut])
            continue;
        for (uint32_t p = 0; p < record->origin->n_parents; p++)
            if (record->origin->parent[p] & MLG_REFERENCE_CUT)
                walk->needed[record->origin->parent[p] & ~MLG_REFERENCE_CUT] = true;
    }
}

/* Numbers what is needed anew, in the order in which it is written. */
static void number_cuts(const struct walk *walk, uint32_t n_cuts, uint32_t *place)
{
    uint32_t count = 0;
    for (uint32_t q = 0; q < n_cuts; q++)
        place[q] = walk->needed[q] ? count++ : UINT32_MAX;
}

static void write_component(struct walk *walk)
{
    struct mlg_certificate *certificate = walk->certificate;
    mlg_certificate_printf(certificate, "component %" PRId64, walk->bound);
    for (uint32_t j = 0; j < certificate->n_component_cols; j++)
        mlg_certificate_printf(certificate, " %" PRIu32, certificate->component_col[j]);
    mlg_certificate_printf(certificate, "\n");
    for (size_t k = 0; k < certificate->n_records; k++)
        write_record(certificate, &certificate->record[k], walk->place);
    walk->leaf = write_leaf;
    walk->writes = true;
    walk_tree(walk);
}

int64_t mlg_certificate_write_component(struct mlg_certificate *certificate, int64_t bound)
{
    uint32_t *place = mlg_alloc(certificate->n_cuts, sizeof *place);
    struct walk walk = {
        .certificate = certificate,
        .leaf = mark_leaf,
        .needed = mlg_alloc_zero(certificate->n_cuts, sizeof *walk.needed),
        .place = place,
        .bound = bound,
    };
    if (place && walk.needed) {
        walk_tree(&walk);
        mark_records(&walk);
        number_cuts(&walk, certificate->n_cuts, place);
        write_component(&walk);
    } else {
        certificate->lost = true;
    }
    free(place);
    free(walk.needed);
    free(walk.visit);
    return walk.bound;
}
