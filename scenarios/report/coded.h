/* Numbers as the page reads them: varints (LEB128), signed ones zigzag-coded, in base64. */
#ifndef MLG_SCENARIOS_REPORT_CODED_H
#define MLG_SCENARIOS_REPORT_CODED_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Starts as {0}. A failed allocation stays and shows in the result. */
struct report_bytes {
    uint8_t *data;
    size_t length, capacity;
    bool failed;
};

void report_put_count(struct report_bytes *bytes, uint64_t value);
void report_put_signed(struct report_bytes *bytes, int64_t value);
/* What has been put, as a JSON string in base64; NULL = no memory. Frees the bytes. */
json_t *report_take_base64(struct report_bytes *bytes);

/* Any bytes as a JSON string in base64; NULL = no memory. */
json_t *report_base64(const uint8_t *data, size_t length);

/* n numbers, each as the difference to the one before; NULL = no memory. */
json_t *report_differences(const int64_t *value, size_t n);

#endif
