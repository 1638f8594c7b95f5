/* The inside of a recording (certificate.h), shared by the files that record, weigh and write. */
#ifndef MLG_SOLVER_CERTIFICATE_RECORDING_H
#define MLG_SOLVER_CERTIFICATE_RECORDING_H

#include "solver/certificate/certificate.h"

/* References are numbers of rows, or of cuts with this bit. */
#define MLG_REFERENCE_CUT (UINT32_C(1) << 31)

/* Multipliers of rows and cuts, in units of 2^-shift. */
struct mlg_weights {
    int shift;
    int64_t bound; /* of what a cover of the component costs, by these weights */
    uint32_t n;
    struct mlg_weight {
        int64_t y;
        uint32_t reference;
    } weight[]; /* [n] */
};

/* A step at the root of a component's proof. */
struct mlg_record {
    enum mlg_record_kind { MLG_RECORD_REDUCTION, MLG_RECORD_CUT, MLG_RECORD_FIX } kind;
    struct mlg_reduction_step reduction; /* in numbers of the instance */
    struct mlg_cut_origin *origin;       /* of a cut */
    uint32_t cut;                        /* its number */
    struct mlg_weights *weights;         /* of a fixing */
    uint32_t n_out, n_cols, *col;        /* its columns: out first, then in */
};

struct mlg_record_node {
    struct mlg_weights *bound, *trial[2];
    uint64_t child[2];
    uint32_t col; /* UINT32_MAX: not split */
};

/* Text under way. */
struct mlg_certificate_text {
    char *text;
    size_t length, capacity;
};

struct mlg_certificate {
    const struct mlg_instance *instance;
    uint32_t *row_name; /* [instance->n_rows] */
    bool lost, is_most;
    /* of the present core; the instance itself before there is one */
    uint32_t *row_map, *col_map; /* NULL = row_name, and columns by themselves */
    /* of the component */
    uint32_t *component_col; /* [n_component_cols] */
    uint32_t n_component_cols;
    int64_t step, taken_cost;
    struct mlg_weights *ascent;
    struct mlg_record *record;
    size_t n_records, record_capacity;
    uint32_t n_cuts;
    struct mlg_record_node *node;
    size_t n_nodes, node_capacity;
    uint64_t at;         /* the node at work */
    int64_t *multiplier; /* of maximal covering: [rows of its core], or NULL */
    /* of the whole */
    int64_t bound;
    struct mlg_certificate_text text;
    size_t bytes; /* of weights, so that a long proof does not eat the memory */
};

/* The dual values of the relaxation as integers: with all digits where reduced costs matter, else
 * with as few as prove the same bound. NULL = no memory. */
struct mlg_weights *mlg_weigh_duals(struct mlg_certificate *certificate,
                                    const struct mlg_relaxation *relaxation, bool all_digits);
/* Weights that show that no cover of the core costs `limit` or less, from the relaxation that was
 * found to have none. NULL = they could not be found. */
struct mlg_weights *mlg_weigh_closing(struct mlg_certificate *certificate,
                                      struct mlg_relaxation *relaxation, int64_t limit);
/* With room for n, which are not set; counts the bytes. */
struct mlg_weights *mlg_weights_create(struct mlg_certificate *certificate, uint32_t n);
void mlg_weights_destroy(struct mlg_certificate *certificate, struct mlg_weights *weights);

/* Writes a reduction, and a component's proof of `bound`. */
void mlg_certificate_write_reduction(struct mlg_certificate *certificate,
                                     const struct mlg_reduction_step *step);
/* Returns what the component's proof proves, at most `bound`. */
int64_t mlg_certificate_write_component(struct mlg_certificate *certificate, int64_t bound);
void mlg_certificate_printf(struct mlg_certificate *certificate, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
