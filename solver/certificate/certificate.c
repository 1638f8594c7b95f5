#include "solver/certificate/certificate.h"

#include "base/memory.h"
#include "solver/certificate/recording.h"
#include "solver/covering/relaxation.h"

#include <stdlib.h>
#include <string.h>

struct mlg_certificate *mlg_certificate_create(const struct mlg_instance *instance,
                                               const uint32_t *row_name, int64_t most_sites)
{
    struct mlg_certificate *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return NULL;
    made->instance = instance;
    made->row_name = mlg_alloc(instance->n_rows, sizeof *made->row_name);
    made->lost = !made->row_name;
    for (uint32_t i = 0; !made->lost && i < instance->n_rows; i++) {
        made->row_name[i] = row_name ? row_name[i] : i;
        made->lost = made->row_name[i] >= MLG_REFERENCE_CUT;
    }
    uint32_t n_rows = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        n_rows += instance->row_first[i] < instance->row_first[i + 1];
    made->is_most = most_sites >= 0;
    mlg_certificate_printf(made, "maillage proof 1\n%s %u %u", made->is_most ? "most" : "covering",
                           n_rows, instance->n_cols);
    if (made->is_most)
        mlg_certificate_printf(made, " %lld", (long long)most_sites);
    mlg_certificate_printf(made, "\n");
    return made;
}

void mlg_cut_origin_destroy(struct mlg_cut_origin *origin)
{
    if (!origin)
        return;
    free(origin->parent);
    free(origin->down);
    free(origin);
}

/* What belongs to one component. */
static void component_finish(struct mlg_certificate *certificate)
{
    for (size_t k = 0; k < certificate->n_records; k++) {
        mlg_cut_origin_destroy(certificate->record[k].origin);
        mlg_weights_destroy(certificate, certificate->record[k].weights);
        free(certificate->record[k].col);
    }
    for (size_t v = 0; v < certificate->n_nodes; v++) {
        mlg_weights_destroy(certificate, certificate->node[v].bound);
        mlg_weights_destroy(certificate, certificate->node[v].trial[0]);
        mlg_weights_destroy(certificate, certificate->node[v].trial[1]);
    }
    mlg_weights_destroy(certificate, certificate->ascent);
    free(certificate->record);
    free(certificate->node);
    free(certificate->row_map);
    free(certificate->col_map);
    free(certificate->component_col);
    certificate->ascent = NULL;
    certificate->record = NULL;
    certificate->node = NULL;
    certificate->row_map = certificate->col_map = certificate->component_col = NULL;
    certificate->n_records = certificate->record_capacity = 0;
    certificate->n_nodes = certificate->node_capacity = 0;
    certificate->n_cuts = certificate->n_component_cols = 0;
    certificate->taken_cost = 0;
    certificate->at = 0;
}

void mlg_certificate_destroy(struct mlg_certificate *certificate)
{
    if (!certificate)
        return;
    component_finish(certificate);
    free(certificate->row_name);
    free(certificate->multiplier);
    free(certificate->text.text);
    free(certificate);
}

uint32_t mlg_certificate_row(const struct mlg_certificate *certificate, uint32_t row)
{
    return certificate->row_map ? certificate->row_map[row] : certificate->row_name[row];
}

uint32_t mlg_certificate_cut(uint32_t number)
{
    return number | MLG_REFERENCE_CUT;
}

uint32_t mlg_certificate_col(const struct mlg_certificate *certificate, uint32_t col)
{
    return certificate->col_map ? certificate->col_map[col] : col;
}

/* A new record; NULL = the recording is lost. */
static struct mlg_record *add_record(struct mlg_certificate *certificate, enum mlg_record_kind kind)
{
    if (certificate->lost ||
        !mlg_reserve(&certificate->record, &certificate->record_capacity,
                     certificate->n_records + 1, sizeof *certificate->record)) {
        certificate->lost = true;
        return NULL;
    }
    struct mlg_record *record = &certificate->record[certificate->n_records++];
    *record = (struct mlg_record){.kind = kind};
    return record;
}

static uint32_t row_of_part(const struct mlg_certificate *certificate, const struct mlg_part *part,
                            uint32_t row)
{
    return mlg_certificate_row(certificate, part ? part->row_origin[row] : row);
}

static uint32_t col_of_part(const struct mlg_certificate *certificate, const struct mlg_part *part,
                            uint32_t col)
{
    return mlg_certificate_col(certificate, part ? part->col_origin[col] : col);
}

void mlg_certificate_reduced(struct mlg_certificate *certificate, const struct mlg_part *part,
                             const struct mlg_reduction *reduction)
{
    for (size_t k = 0; certificate && !certificate->lost && k < reduction->n_steps; k++) {
        struct mlg_reduction_step step = reduction->step[k];
        if (certificate->is_most && step.kind == MLG_ROW_IMPLIED)
            continue; /* rows that are equal, by the checker's leave */
        if (step.kind == MLG_ROW_IMPLIED)
            step.which = row_of_part(certificate, part, step.which);
        else
            step.which = col_of_part(certificate, part, step.which);
        if (step.kind == MLG_COL_DOMINATED)
            step.witness = col_of_part(certificate, part, step.witness);
        else if (step.kind != MLG_COL_USELESS)
            step.witness = row_of_part(certificate, part, step.witness);
        struct mlg_record *record = NULL;
        if (!certificate->component_col) {
            mlg_certificate_write_reduction(certificate, &step);
            if (step.kind == MLG_COL_FORCED)
                certificate->bound += certificate->instance->cost[step.which];
        } else if ((record = add_record(certificate, MLG_RECORD_REDUCTION))) {
            record->reduction = step;
        }
    }
}

/* The numbers that rows and columns of the instance have through two parts. */
static uint32_t *compose(const uint32_t *outer, const uint32_t *inner, uint32_t n)
{
    uint32_t *map = mlg_alloc(n, sizeof *map);
    for (uint32_t q = 0; map && q < n; q++)
        map[q] = outer[inner[q]];
    return map;
}

void mlg_certificate_enter(struct mlg_certificate *certificate, const struct mlg_part *core,
                           const struct mlg_part *component)
{
    if (!certificate || certificate->lost)
        return;
    const struct mlg_instance *inner = component->instance;
    uint32_t *cols = compose(core->col_origin, component->col_origin, inner->n_cols);
    certificate->component_col = cols;
    certificate->n_component_cols = inner->n_cols;
    certificate->col_map = compose(core->col_origin, component->col_origin, inner->n_cols);
    certificate->row_map = compose(core->row_origin, component->row_origin, inner->n_rows);
    certificate->lost = !cols || !certificate->col_map || !certificate->row_map;
    for (uint32_t i = 0; !certificate->lost && i < inner->n_rows; i++)
        certificate->row_map[i] = certificate->row_name[certificate->row_map[i]];
    certificate->step = mlg_instance_cost_step(inner);
}

void mlg_certificate_leave(struct mlg_certificate *certificate, int64_t bound)
{
    if (!certificate)
        return;
    if (!certificate->lost)
        certificate->bound += mlg_certificate_write_component(certificate, bound);
    component_finish(certificate);
}

void mlg_certificate_ascended(struct mlg_certificate *certificate, const int64_t *dual,
                              uint32_t n_rows)
{
    if (!certificate || certificate->lost)
        return;
    struct mlg_weights *weights = mlg_weights_create(certificate, n_rows);
    if (!weights)
        return;
    weights->n = 0;
    weights->shift = 0;
    weights->bound = 0;
    for (uint32_t i = 0; i < n_rows; i++)
        if (dual[i] > 0) {
            weights->bound += dual[i];
            weights->weight[weights->n++] =
                (struct mlg_weight){dual[i], mlg_certificate_row(certificate, i)};
        }
    certificate->ascent = weights;
}

void mlg_certificate_shrunk(struct mlg_certificate *certificate, const struct mlg_part *core,
                            int64_t taken_cost)
{
    if (!certificate || certificate->lost)
        return;
    uint32_t *rows = compose(certificate->row_map, core->row_origin, core->instance->n_rows);
    uint32_t *cols = compose(certificate->col_map, core->col_origin, core->instance->n_cols);
    free(certificate->row_map);
    free(certificate->col_map);
    certificate->row_map = rows;
    certificate->col_map = cols;
    certificate->taken_cost = taken_cost;
    certificate->lost = !rows || !cols;
}

struct mlg_cut_origin *mlg_cut_origin_create(struct mlg_certificate *certificate, size_t n_parents,
                                             size_t n_down)
{
    struct mlg_cut_origin *origin = mlg_alloc_zero(1, sizeof *origin);
    if (origin) {
        origin->parent = mlg_alloc(n_parents, sizeof *origin->parent);
        origin->down = mlg_alloc(n_down, sizeof *origin->down);
    }
    if (origin && origin->parent && origin->down)
        return origin;
    mlg_cut_origin_destroy(origin);
    certificate->lost = true;
    return NULL;
}

uint32_t mlg_certificate_add_cut(struct mlg_certificate *certificate, struct mlg_cut_origin *origin)
{
    struct mlg_record *record = add_record(certificate, MLG_RECORD_CUT);
    if (!record || !origin || certificate->n_cuts == MLG_REFERENCE_CUT - 1) {
        mlg_cut_origin_destroy(origin);
        certificate->lost = true;
        return 0;
    }
    record->origin = origin;
    record->cut = certificate->n_cuts++;
    return record->cut;
}

void mlg_certificate_fixed(struct mlg_certificate *certificate,
                           const struct mlg_relaxation *relaxation, const uint32_t *cols,
                           uint32_t n)
{
    if (!certificate || n == 0)
        return;
    struct mlg_record *record = add_record(certificate, MLG_RECORD_FIX);
    if (!record)
        return;
    record->weights = mlg_weigh_duals(certificate, relaxation, true);
    record->col = mlg_alloc(n, sizeof *record->col);
    if (!record->weights || !record->col) {
        certificate->lost = true;
        return;
    }
    for (int in = 0; in < 2; in++) {
        for (uint32_t k = 0; k < n; k++)
            if ((relaxation->fixed[cols[k]] == MLG_IN) == in)
                record->col[record->n_cols++] = mlg_certificate_col(certificate, cols[k]);
        if (!in)
            record->n_out = record->n_cols;
    }
}

/* The record of a node; NULL = the recording is lost. */
static struct mlg_record_node *node_of(struct mlg_certificate *certificate, uint64_t number)
{
    if (certificate->lost || !mlg_reserve(&certificate->node, &certificate->node_capacity,
                                          number + 1, sizeof *certificate->node)) {
        certificate->lost = true;
        return NULL;
    }
    for (; certificate->n_nodes <= number; certificate->n_nodes++)
        certificate->node[certificate->n_nodes] = (struct mlg_record_node){.col = UINT32_MAX};
    return &certificate->node[number];
}

/* Gives the node at work other weights. */
static void set_bound(struct mlg_certificate *certificate, struct mlg_weights *weights)
{
    struct mlg_record_node *node = weights ? node_of(certificate, certificate->at) : NULL;
    if (!node) {
        mlg_weights_destroy(certificate, weights);
        certificate->lost = true;
        return;
    }
    struct mlg_weights *worse = weights;
    if (!node->bound || node->bound->bound < weights->bound) {
        worse = node->bound;
        node->bound = weights;
    }
    mlg_weights_destroy(certificate, worse);
}

void mlg_certificate_visit(struct mlg_certificate *certificate, uint64_t node)
{
    if (certificate)
        certificate->at = node;
}

void mlg_certificate_bounded(struct mlg_certificate *certificate,
                             const struct mlg_relaxation *relaxation)
{
    if (certificate && !certificate->lost)
        set_bound(certificate, mlg_weigh_duals(certificate, relaxation, false));
}

void mlg_certificate_closed(struct mlg_certificate *certificate, struct mlg_relaxation *relaxation,
                            int64_t limit)
{
    if (certificate && !certificate->lost)
        set_bound(certificate, mlg_weigh_closing(certificate, relaxation, limit));
}

void mlg_certificate_uncovered(struct mlg_certificate *certificate, const struct mlg_part *part,
                               uint32_t row)
{
    struct mlg_weights *weights =
        certificate && !certificate->lost ? mlg_weights_create(certificate, 1) : NULL;
    if (!weights)
        return;
    *weights = (struct mlg_weights){.bound = INT64_MAX / 4, .n = 1};
    weights->weight[0] = (struct mlg_weight){weights->bound, row_of_part(certificate, part, row)};
    set_bound(certificate, weights);
}

void mlg_certificate_tried(struct mlg_certificate *certificate, struct mlg_relaxation *relaxation,
                           int64_t limit, bool up)
{
    if (!certificate || certificate->lost)
        return;
    struct mlg_weights *weights = mlg_weigh_closing(certificate, relaxation, limit);
    struct mlg_record_node *node = weights ? node_of(certificate, certificate->at) : NULL;
    if (!node) {
        mlg_weights_destroy(certificate, weights);
        certificate->lost = true;
        return;
    }
    mlg_weights_destroy(certificate, node->trial[up]);
    node->trial[up] = weights;
}

void mlg_certificate_split(struct mlg_certificate *certificate, uint32_t col,
                           const uint64_t child[2])
{
    struct mlg_record_node *node =
        certificate && !certificate->lost ? node_of(certificate, certificate->at) : NULL;
    if (!node)
        return;
    node->col = mlg_certificate_col(certificate, col);
    node->child[0] = child[0];
    node->child[1] = child[1];
}

char *mlg_certificate_finish(struct mlg_certificate *certificate, size_t *length, int64_t *bound)
{
    mlg_certificate_printf(certificate, "bound %lld\n", (long long)certificate->bound);
    if (certificate->lost)
        return NULL;
    char *text = certificate->text.text;
    *length = certificate->text.length;
    *bound = certificate->bound;
    certificate->text.text = NULL;
    return text;
}
