/* GDAL as a library that never prints: its drivers registered once, and the errors of this thread
 * caught while a session is open.
 */
#ifndef MLG_DATASETS_GDAL_SESSION_H
#define MLG_DATASETS_GDAL_SESSION_H

#include <stdbool.h>

struct mlg_gdal_session {
    bool failed;       /* GDAL reported an error since the session began */
    char message[512]; /* its first one, in GDAL's words without the final full stop */
};

/* Sessions of a thread nest. The session must not move until it ends. Thread-safe. */
void mlg_gdal_session_begin(struct mlg_gdal_session *session);
void mlg_gdal_session_end(struct mlg_gdal_session *session);

#endif
