/* Following the certificate of a plan's bound, on the times that the verification believes. */
#ifndef MLG_SCENARIOS_VERIFY_VERIFY_PROOF_H
#define MLG_SCENARIOS_VERIFY_VERIFY_PROOF_H

#include "scenarios/verify/differences.h"
#include "scenarios/verify/recount.h"

#include <jansson.h>

/* The first goal of the plan (its JSON) must be certified by the file that it names, beside the
 * plan. Asks the evidence for the times of every candidate. What does not hold becomes a
 * difference. */
enum mlg_status mlg_verify_proof(const struct mlg_recount *recount, const char *plan_path,
                                 const json_t *plan, struct mlg_differences *differences,
                                 const struct mlg_monitor *monitor, struct mlg_error *err);

#endif
