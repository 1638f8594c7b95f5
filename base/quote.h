/* Texts from data inside of other languages. */
#ifndef MLG_BASE_QUOTE_H
#define MLG_BASE_QUOTE_H

#include <stdio.h>

/* A field of a CSV line, in quotes where it needs them (RFC 4180). */
void mlg_print_csv(FILE *stream, const char *text);
/* A YAML scalar in double quotes. */
void mlg_print_yaml(FILE *stream, const char *text);

#endif
