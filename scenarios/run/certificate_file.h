/* The certificate of a plan's bound, as a file: the text that solver/certificate/README.md
 * describes, compressed by Zstandard.
 */
#ifndef MLG_SCENARIOS_RUN_CERTIFICATE_FILE_H
#define MLG_SCENARIOS_RUN_CERTIFICATE_FILE_H

#include "base/hash.h"
#include "base/monitor.h"
#include "scenarios/run/demand.h"
#include "scenarios/run/tables.h"
#include "solver/solve.h"

/* Beside plan.json. */
#define MLG_CERTIFICATE_NAME "proof.txt.zst"

struct mlg_certificate_file {
    void *bytes; /* [n_bytes], compressed; NULL = there is no certificate */
    size_t n_bytes, n_steps;
    struct mlg_sha256 hash; /* of the bytes */
};

/* From the certificate of a stage, after following it once: one that does not hold is noted and
 * left out. */
enum mlg_status mlg_certificate_file_make(const struct mlg_stage *stage,
                                          const struct mlg_tables *tables,
                                          const struct mlg_demand *demand, uint32_t max_sites,
                                          const struct mlg_monitor *monitor,
                                          struct mlg_certificate_file *file, struct mlg_error *err);
void mlg_certificate_file_finish(struct mlg_certificate_file *file);

enum mlg_status mlg_certificate_file_write(const struct mlg_certificate_file *file,
                                           const char *path, struct mlg_error *err);
/* Caller frees *text. */
enum mlg_status mlg_certificate_file_read(const char *path, char **text, size_t *length,
                                          struct mlg_error *err);

#endif
