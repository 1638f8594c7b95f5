#include "base/quote.h"

#include <string.h>

void mlg_print_csv(FILE *stream, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, stream);
        return;
    }
    fputc('"', stream);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', stream);
        fputc(*text, stream);
    }
    fputc('"', stream);
}

void mlg_print_yaml(FILE *stream, const char *text)
{
    fputc('"', stream);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', stream);
        if ((unsigned char)*text < ' ')
            fprintf(stream, "\\x%02x", (unsigned)*text);
        else
            fputc(*text, stream);
    }
    fputc('"', stream);
}
