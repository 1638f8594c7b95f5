/* A folder of the test's own under $TMPDIR (or /tmp), made when it is first asked for and removed,
 * with what is in it, when the test's process ends. What killed tests leave behind is removed by
 * the next one.
 */
#ifndef TESTS_TEMPORARY_H
#define TESTS_TEMPORARY_H

const char *temporary_folder(void);
/* Removes what is in it. */
void temporary_empty(void);
/* The path of a file in it; good for the next 15 calls. */
const char *temporary_path(const char *name);

#endif
