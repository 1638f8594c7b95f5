/* How much memory is left, asked before a job whose size is known takes it: a message then comes
 * instead of a machine that swaps, or a process that the system kills.
 */
#ifndef MLG_BASE_AVAILABLE_H
#define MLG_BASE_AVAILABLE_H

#include "base/status.h"

#include <stdint.h>

/* Bytes that this process may still take: the least of what the machine can give without swapping,
 * what its control group has left, and what its limit of address space leaves (ulimit -v).
 * UINT64_MAX where nothing is known. */
uint64_t mlg_memory_available(void);

/* MLG_NO_MEMORY: "WHAT needs about 31 GB of memory, and 24 GB are available"; *err has no hint yet.
 */
enum mlg_status mlg_check_memory(const char *what, uint64_t bytes, struct mlg_error *err);

#endif
