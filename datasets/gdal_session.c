#include "datasets/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static void register_drivers(void)
{
    /* Reading a ".gz" must not leave a ".properties" file beside it. */
    CPLSetConfigOption("CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO");
    GDALAllRegister();
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
