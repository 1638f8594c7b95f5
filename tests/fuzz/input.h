/* What libFuzzer, or the replay of a corpus, gives to a target. */
#ifndef MLG_TESTS_FUZZ_INPUT_H
#define MLG_TESTS_FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>

/* The target: one for each executable. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Writes the bytes where a reader of files finds them; the name ends as asked and is the same for
 * all calls of a process. The file is removed at the end. Ends the process where that fails. */
const char *fuzz_file(const uint8_t *data, size_t size, const char *ending);

#endif
