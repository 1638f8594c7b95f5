/* From the floating point of the simplex to integers that prove a bound. */
#include "solver/certificate/recording.h"

#include "base/memory.h"
#include "solver/covering/relaxation.h"

#include <math.h>
#include <stdlib.h>

/* Weights are multiples of 2^-SHIFT; the first of these that is fine enough is taken. */
static const int SHIFTS[] = {8, 14, 20, 26, 32};
enum { N_SHIFTS = sizeof SHIFTS / sizeof *SHIFTS };
/* Weights of larger recordings are lost: the proof goes on without. */
#define MAX_BYTES ((size_t)1 << 30)
/* Weights beyond this might overflow a checker's sums. */
static const double MAX_WEIGHT = 0x1p60;

__extension__ typedef __int128 wide;

static size_t bytes_of(uint32_t n)
{
    return sizeof(struct mlg_weights) + n * sizeof(struct mlg_weight);
}

struct mlg_weights *mlg_weights_create(struct mlg_certificate *certificate, uint32_t n)
{
    struct mlg_weights *weights = NULL;
    if (certificate->bytes + bytes_of(n) <= MAX_BYTES)
        weights = mlg_alloc(1, bytes_of(n));
    if (!weights) {
        certificate->lost = true;
        return NULL;
    }
    weights->n = n;
    certificate->bytes += bytes_of(n);
    return weights;
}

void mlg_weights_destroy(struct mlg_certificate *certificate, struct mlg_weights *weights)
{
    if (weights)
        certificate->bytes -= bytes_of(weights->n);
    free(weights);
}

/* One weighing: the relaxation's rows with weights y. */
struct weighing {
    const struct mlg_certificate *certificate;
    const struct mlg_relaxation *relaxation;
    int64_t *y;    /* [relaxation->n_rows] */
    wide *reduced; /* [n_cols] */
};

static bool weighing_init(struct weighing *weighing, const struct mlg_certificate *certificate,
                          const struct mlg_relaxation *relaxation)
{
    *weighing = (struct weighing){
        .certificate = certificate,
        .relaxation = relaxation,
        .y = mlg_alloc(relaxation->n_rows, sizeof *weighing->y),
        .reduced = mlg_alloc(relaxation->instance->n_cols, sizeof *weighing->reduced),
    };
    return weighing->y && weighing->reduced;
}

static void weighing_finish(struct weighing *weighing)
{
    free(weighing->y);
    free(weighing->reduced);
}

/* Rounds dual values down to integers; false = one is too large. */
static bool round_down(struct weighing *weighing, const double *dual, int shift)
{
    for (uint32_t q = 0; q < weighing->relaxation->n_rows; q++) {
        double y = floor(ldexp(fmax(0, dual[q]), shift));
        if (!(y < MAX_WEIGHT))
            return false;
        weighing->y[q] = (int64_t)y;
    }
    return true;
}

static wide subtract_row(struct weighing *weighing, uint32_t q)
{
    const struct mlg_relaxation *relaxation = weighing->relaxation;
    const struct mlg_instance *instance = relaxation->instance;
    const struct mlg_cut *cut = relaxation->row[q].cut;
    uint32_t i = relaxation->row[q].row;
    wide y = weighing->y[q];
    for (uint32_t k = 0; cut && k < cut->n; k++)
        weighing->reduced[cut->col[k]] -= y * cut->coef[k];
    for (uint64_t k = instance->row_first[i]; !cut && k < instance->row_first[i + 1]; k++)
        weighing->reduced[instance->row_col[k]] -= y;
    return y * (cut ? cut->rhs : 1);
}

/* The least multiple of the step that is not below value * 2^-shift, with what is taken. */
static int64_t bound_of(const struct mlg_certificate *certificate, wide value, int shift)
{
    wide unit = (wide)certificate->step << shift;
    value += (wide)certificate->taken_cost << shift;
    wide steps = value > 0 ? (value + unit - 1) / unit : 0;
    wide bound = steps * certificate->step;
    return bound < INT64_MAX / 4 ? (int64_t)bound : INT64_MAX / 4;
}

/* By weak duality: what the weights prove of covers of the component. */
static int64_t evaluate(struct weighing *weighing, int shift)
{
    const struct mlg_relaxation *relaxation = weighing->relaxation;
    const struct mlg_instance *instance = relaxation->instance;
    wide value = 0;
    for (uint32_t j = 0; j < instance->n_cols; j++)
        weighing->reduced[j] = (wide)instance->cost[j] << shift;
    for (uint32_t q = 0; q < relaxation->n_rows; q++)
        if (weighing->y[q])
            value += subtract_row(weighing, q);
    for (uint32_t j = 0; j < instance->n_cols; j++)
        if (relaxation->fixed[j] == MLG_IN ||
            (relaxation->fixed[j] == MLG_FREE && weighing->reduced[j] < 0))
            value += weighing->reduced[j];
    return bound_of(weighing->certificate, value, shift);
}

/* With the fewest digits that prove `enough`; false = even the most do not. */
static bool weigh(struct weighing *weighing, const double *dual, int64_t enough, int *shift,
                  int64_t *bound)
{
    for (int s = 0; s < N_SHIFTS; s++) {
        if (!round_down(weighing, dual, SHIFTS[s]))
            return false;
        *shift = SHIFTS[s];
        *bound = evaluate(weighing, SHIFTS[s]);
        if (*bound >= enough)
            return true;
    }
    return false;
}

static struct mlg_weights *collect(struct mlg_certificate *certificate,
                                   const struct weighing *weighing, int shift, int64_t bound)
{
    const struct mlg_relaxation *relaxation = weighing->relaxation;
    uint32_t n = 0;
    for (uint32_t q = 0; q < relaxation->n_rows; q++)
        n += weighing->y[q] > 0;
    struct mlg_weights *weights = mlg_weights_create(certificate, n);
    if (!weights)
        return NULL;
    weights->shift = shift;
    weights->bound = bound;
    n = 0;
    for (uint32_t q = 0; q < relaxation->n_rows; q++) {
        const struct mlg_relaxation_row *row = &relaxation->row[q];
        if (weighing->y[q] > 0)
            weights->weight[n++] = (struct mlg_weight){
                weighing->y[q], row->cut ? mlg_certificate_cut(row->cut->number)
                                         : mlg_certificate_row(certificate, row->row)};
    }
    return weights;
}

struct mlg_weights *mlg_weigh_duals(struct mlg_certificate *certificate,
                                    const struct mlg_relaxation *relaxation, bool all_digits)
{
    struct weighing weighing;
    struct mlg_weights *weights = NULL;
    int shift = SHIFTS[N_SHIFTS - 1];
    if (weighing_init(&weighing, certificate, relaxation)) {
        while (shift > 0 && !round_down(&weighing, relaxation->dual, shift))
            shift--; /* large costs leave fewer digits */
        int64_t bound = evaluate(&weighing, shift);
        if (!all_digits)
            weigh(&weighing, relaxation->dual, bound, &shift, &bound);
        weights = collect(certificate, &weighing, shift, bound);
    }
    certificate->lost |= !weights;
    weighing_finish(&weighing);
    return weights;
}

/* A ray shows that rows and fixings contradict each other: so many times itself it exceeds any
 * cost. */
static bool scale_ray(struct weighing *weighing, double *ray, int64_t enough, int *shift,
                      int64_t *bound)
{
    for (int power = 0; power < 40; power += 4) {
        for (uint32_t q = 0; q < weighing->relaxation->n_rows; q++)
            ray[q] *= power ? 16 : 1;
        if (weigh(weighing, ray, enough, shift, bound))
            return true;
    }
    return false;
}

/* What the engine knows after it found nothing below the limit: dual values beyond it, or a ray. */
static enum mlg_status weigh_engine(struct weighing *weighing, double *values, int64_t enough,
                                    int *shift, int64_t *bound, bool *found)
{
    struct mlg_engine *engine = weighing->relaxation->engine;
    bool has_ray = false;
    enum mlg_status status = mlg_engine_read(engine, NULL, values, NULL, NULL);
    *found = status == MLG_OK && weigh(weighing, values, enough, shift, bound);
    for (int sign = 1; status == MLG_OK && !*found && sign >= -1; sign -= 2) {
        status = mlg_engine_read_ray(engine, sign, values, &has_ray, NULL);
        *found = status == MLG_OK && has_ray && scale_ray(weighing, values, enough, shift, bound);
    }
    return status;
}

struct mlg_weights *mlg_weigh_closing(struct mlg_certificate *certificate,
                                      struct mlg_relaxation *relaxation, int64_t limit)
{
    struct weighing weighing;
    struct mlg_weights *weights = NULL;
    double *values = mlg_alloc(relaxation->n_rows, sizeof *values);
    int64_t bound = 0, enough = limit + certificate->taken_cost + 1;
    int shift = 0;
    bool found = false;
    if (weighing_init(&weighing, certificate, relaxation) && values)
        weigh_engine(&weighing, values, enough, &shift, &bound, &found);
    /* the simplex stopped early, where its values just missed: all the way, then */
    const struct mlg_engine_limits none = {.objective = INFINITY};
    const struct mlg_control control = {.deadline_s = INFINITY};
    enum mlg_engine_outcome outcome;
    double objective;
    if (weighing.y && weighing.reduced && values && !found &&
        mlg_engine_solve(relaxation->engine, &control, none, &outcome, &objective, NULL) ==
            MLG_OK &&
        outcome != MLG_ENGINE_LIMIT)
        weigh_engine(&weighing, values, enough, &shift, &bound, &found);
    if (found)
        weights = collect(certificate, &weighing, shift, bound);
    certificate->lost |= !weights;
    weighing_finish(&weighing);
    free(values);
    return weights;
}
