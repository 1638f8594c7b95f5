/* Words and numbers of a certificate. */
#ifndef MLG_SOLVER_PROOF_READER_H
#define MLG_SOLVER_PROOF_READER_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mlg_proof_reader {
    const char *at, *end;
    size_t line; /* from 1; the step at work */
};

/* Refuses the step at work; returns MLG_DIFFERENT. */
enum mlg_status mlg_proof_refuse(const struct mlg_proof_reader *reader, struct mlg_error *err,
                                 const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Whether the line is at its end. */
bool mlg_proof_line_ends(const struct mlg_proof_reader *reader);
/* Passes the end of the line, which must be here. */
enum mlg_status mlg_proof_end_line(struct mlg_proof_reader *reader, struct mlg_error *err);
/* Passes the next word if it is this one. */
bool mlg_proof_word(struct mlg_proof_reader *reader, const char *word);
/* The next number, from 0 to max. */
enum mlg_status mlg_proof_number(struct mlg_proof_reader *reader, uint64_t max, uint64_t *number,
                                 struct mlg_error *err);
/* The same, below `count` things of a kind ("row", "column"). */
enum mlg_status mlg_proof_index(struct mlg_proof_reader *reader, const char *kind, uint32_t count,
                                uint32_t *index, struct mlg_error *err);
/* "r12" or "c12": whether it is a cut, and its number. */
enum mlg_status mlg_proof_reference(struct mlg_proof_reader *reader, bool *is_cut, uint64_t *number,
                                    struct mlg_error *err);

#endif
