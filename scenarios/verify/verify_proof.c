#include "scenarios/verify/verify_proof.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "scenarios/run/certificate_file.h"
#include "solver/check/proof_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The question, from the evidence alone: whom each candidate reaches of those not served today. */
struct question {
    uint64_t *first; /* [candidates + 1] */
    uint32_t *person;
    size_t n, capacity;
    uint16_t *time_ds; /* [n_people] */
};

static enum mlg_status ask_candidate(const struct mlg_recount *recount, size_t candidate,
                                     struct question *question, struct mlg_error *err)
{
    const struct mlg_tables *tables = recount->tables;
    enum mlg_status status = mlg_evidence_times(recount->evidence, tables->n_existing + candidate,
                                                question->time_ds, err);
    if (status != MLG_OK)
        return status;
    if (!mlg_reserve(&question->person, &question->capacity, question->n + tables->n_people,
                     sizeof *question->person))
        return mlg_fail_memory(err, "the plan's question", tables->n_people);
    for (uint32_t i = 0; i < tables->n_people; i++)
        if (recount->today->in_reach[i] == 0 &&
            question->time_ds[i] <= recount->tables->limit_ds[i] &&
            recount->terms->role[recount->tables->n_existing + candidate] != MLG_SITE_NEVER &&
            question->time_ds[i] != MLG_CHECK_BEYOND)
            question->person[question->n++] = i;
    question->first[candidate + 1] = question->n;
    return MLG_OK;
}

static enum mlg_status ask_candidates(const struct mlg_recount *recount, struct question *question,
                                      const struct mlg_monitor *monitor, struct mlg_error *err)
{
    size_t n = recount->tables->candidates->n;
    enum mlg_status status = MLG_OK;
    for (size_t j = 0; status == MLG_OK && j < n; j++) {
        mlg_progress(monitor, "asking every candidate", j, n, NULL);
        status = mlg_stopped(monitor)
                     ? mlg_fail(err, MLG_STOPPED, "the verification was interrupted")
                     : ask_candidate(recount, j, question, err);
    }
    return status;
}

/* The certificate's file is the one that the plan was written with. */
static enum mlg_status check_hash(const char *path, const json_t *certificate,
                                  struct mlg_differences *differences, struct mlg_error *err)
{
    struct mlg_sha256 hash;
    char hex[MLG_SHA256_HEX];
    const char *claimed = json_string_value(json_object_get(certificate, "sha256"));
    enum mlg_status status = mlg_hash_file(path, &hash, err);
    if (status == MLG_OK && (!claimed || strcmp(claimed, mlg_hash_hex(&hash, hex)) != 0))
        mlg_differences_add(differences, "goals.certificate.sha256", claimed ? claimed : "missing",
                            hex);
    return status;
}

static void check_steps(const json_t *certificate, size_t n_steps,
                        struct mlg_differences *differences)
{
    char claimed[32], found[32];
    snprintf(claimed, sizeof claimed, "%lld",
             (long long)json_integer_value(json_object_get(certificate, "steps")));
    snprintf(found, sizeof found, "%zu", n_steps);
    if (strcmp(claimed, found) != 0)
        mlg_differences_add(differences, "goals.certificate.steps", claimed, found);
}

static enum mlg_status follow(const struct mlg_recount *recount, const struct question *question,
                              const char *text, size_t length, const json_t *goal,
                              struct mlg_differences *differences,
                              const struct mlg_monitor *monitor, struct mlg_error *err)
{
    bool most = recount->scenario->goals[0].kind == MLG_GOAL_MOST_RESIDENTS;
    const struct mlg_check_instance seen = {
        .n_rows = (uint32_t)recount->tables->n_people,
        .n_cols = (uint32_t)recount->tables->candidates->n,
        .col_first = question->first,
        .col_row = question->person,
        .weight = most ? recount->tables->people->residents_milli : NULL,
        .max_sites = recount->scenario->rules.max_new_sites,
    };
    struct mlg_check_verdict verdict;
    struct mlg_error refusal = {0};
    mlg_progress(monitor, "following the certificate", 0, 0, NULL);
    enum mlg_status status = mlg_check_proof(&seen, text, length, &verdict, &refusal);
    if (status == MLG_DIFFERENT) {
        mlg_differences_add(differences, "goals.certificate", "a proof of the bound",
                            refusal.message);
        return MLG_OK;
    }
    if (status != MLG_OK) {
        if (err)
            *err = refusal;
        return status;
    }
    check_steps(json_object_get(goal, "certificate"), verdict.n_steps, differences);
    double unit = most ? 1000 : 1;
    long long bound = llround(json_number_value(json_object_get(goal, "bound")) * unit);
    if (most) /* the certificate counts those who are not served today */
        bound -= recount->today->covered_milli;
    if (most ? verdict.bound > bound : verdict.bound < bound) {
        char found[64];
        snprintf(found, sizeof found, "a proof of %.15g", (double)verdict.bound / unit);
        mlg_differences_add(differences, "goals.certificate", "a proof of the bound", found);
    }
    mlg_note(monitor,
             most ? "certificate: %zu steps prove that at most %.15g residents can be served anew"
                  : "certificate: %zu steps prove that at least %.15g new sites are needed",
             verdict.n_steps, (double)verdict.bound / unit);
    return MLG_OK;
}

static enum mlg_status follow_file(const struct mlg_recount *recount, const char *path,
                                   const json_t *goal, struct mlg_differences *differences,
                                   const struct mlg_monitor *monitor, struct mlg_error *err)
{
    char *text = NULL;
    size_t length = 0, n = recount->tables->candidates->n;
    struct question question = {
        .first = mlg_alloc_zero(n + 1, sizeof *question.first),
        .time_ds = mlg_alloc(recount->tables->n_people, sizeof *question.time_ds),
    };
    enum mlg_status status = question.first && question.time_ds
                                 ? MLG_OK
                                 : mlg_fail_memory(err, "the plan's question", n);
    if (status == MLG_OK)
        status = mlg_certificate_file_read(path, &text, &length, err);
    if (status == MLG_OK)
        status = ask_candidates(recount, &question, monitor, err);
    if (status == MLG_OK)
        status = follow(recount, &question, text, length, goal, differences, monitor, err);
    free(text);
    free(question.first);
    free(question.person);
    free(question.time_ds);
    return status;
}

enum mlg_status mlg_verify_proof(const struct mlg_recount *recount, const char *plan_path,
                                 const json_t *plan, struct mlg_differences *differences,
                                 const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const json_t *goal = json_array_get(json_object_get(plan, "goals"), 0);
    const json_t *certificate = json_object_get(goal, "certificate");
    const char *name = json_string_value(json_object_get(certificate, "path"));
    if (!name) {
        mlg_fail_at(err, MLG_BAD_INPUT, plan_path, 0, 0,
                    "'%s' has no certificate: its bound was computed in floating point", plan_path);
        return mlg_hint(err, "'proof' among the formats of the scenario's outputs writes one where "
                             "that is possible");
    }
    char *path = mlg_path_beside(plan_path, name);
    if (!path)
        return mlg_fail_memory(err, "a file name", strlen(name));
    enum mlg_status status = check_hash(path, certificate, differences, err);
    if (status == MLG_OK)
        status = follow_file(recount, path, goal, differences, monitor, err);
    free(path);
    return status;
}
