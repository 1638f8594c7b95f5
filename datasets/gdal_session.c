#include "datasets/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <gdal.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A driver that opens connections or starts programs: all those that take no file, and some that
 * may. */
static bool is_remote(GDALDriverH driver)
{
    static const char *const named[] = {"ODBC", "GPSBabel", "HTTP", "OGCAPI", "WMS", "WCS"};
    const char *name = GDALGetDriverShortName(driver);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (strcasecmp(name, named[i]) == 0)
            return true;
    return GDALGetMetadataItem(driver, GDAL_DMD_CONNECTION_PREFIX, NULL) &&
           !GDALGetMetadataItem(driver, GDAL_DMD_EXTENSIONS, NULL);
}

/* An answer of its own, for without one GDAL would fetch all the same. */
static CPLHTTPResult *refuse_fetch(const char *url, CSLConstList options, GDALProgressFunc progress,
                                   void *progress_arg, CPLHTTPFetchWriteFunc write, void *write_arg,
                                   void *arg)
{
    (void)options, (void)progress, (void)progress_arg, (void)write, (void)write_arg, (void)arg;
    CPLHTTPResult *result = CPLCalloc(1, sizeof *result);
    result->nStatus = 403;
    result->pszErrBuf = CPLStrdup("files are read, not networks");
    CPLError(CE_Failure, CPLE_AppDefined, "'%s' is not fetched: %s", url, result->pszErrBuf);
    return result;
}

/* A file may name addresses (of a schema, a reference system, another source): nothing is fetched
 * from them. */
static void stay_offline(void)
{
    CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_FILENAME", "none");
    CPLHTTPSetFetchCallback(refuse_fetch, NULL);
    for (int i = GDALGetDriverCount() - 1; i >= 0; i--)
        if (is_remote(GDALGetDriver(i)))
            GDALDeregisterDriver(GDALGetDriver(i));
}

static void register_drivers(void)
{
    /* Reading a ".gz" must not leave a ".properties" file beside it. */
    CPLSetConfigOption("CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO");
    GDALAllRegister();
    stay_offline();
}

static void CPL_STDCALL catch_error(CPLErr class, CPLErrorNum number, const char *message)
{
    (void)number;
    struct mlg_gdal_session *session = CPLGetErrorHandlerUserData();
    if (class < CE_Failure || session->failed)
        return;
    session->failed = true;
    snprintf(session->message, sizeof session->message, "%s", message);
    size_t length = strcspn(session->message, "\n");
    while (length > 0 && session->message[length - 1] == '.')
        length--;
    session->message[length] = 0;
}

void mlg_gdal_session_begin(struct mlg_gdal_session *session)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    *session = (struct mlg_gdal_session){0};
    pthread_once(&once, register_drivers);
    CPLPushErrorHandlerEx(catch_error, session);
}

void mlg_gdal_session_end(struct mlg_gdal_session *session)
{
    (void)session;
    CPLPopErrorHandler();
}
