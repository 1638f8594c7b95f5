/* Numbers as text: read whole and in no country's way but "1234.5". */
#ifndef MLG_DATASETS_NUMBER_H
#define MLG_DATASETS_NUMBER_H

enum mlg_number_flaw {
    MLG_NUMBER_GOOD,
    MLG_NUMBER_EMPTY,
    MLG_NUMBER_COMMA, /* would be good with a point for its comma: "12,5" */
    MLG_NUMBER_TEXT,  /* anything else, "NaN", "inf" and what overflows included */
};

/* Blanks around are allowed, the locale does not matter. *value only where good. */
enum mlg_number_flaw mlg_number_parse(const char *text, double *value);

#endif
