/* The program with faults inside: linked in front of base/memory and the writing of the C library
 * (--wrap), the call number MAILLAGE_FAIL_AT fails, as if there were no memory or no disk left. A
 * number that is never reached changes nothing. MAILLAGE_COUNT names a file that the number of
 * calls is written to.
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t calls;

static void __attribute__((destructor)) tell_count(void)
{
    const char *path = getenv("MAILLAGE_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file)
        return;
    fprintf(file, "%llu\n", (unsigned long long)calls);
    fclose(file);
}

static bool fails(int error)
{
    static uint64_t fail_at;
    if (fail_at == 0) {
        const char *text = getenv("MAILLAGE_FAIL_AT");
        fail_at = text ? strtoull(text, NULL, 10) : UINT64_MAX;
    }
    if (__atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) != fail_at)
        return false;
    errno = error;
    return true;
}

void *__real_mlg_alloc(size_t count, size_t size);
void *__wrap_mlg_alloc(size_t count, size_t size);
void *__real_mlg_alloc_zero(size_t count, size_t size);
void *__wrap_mlg_alloc_zero(size_t count, size_t size);
bool __real_mlg_reserve(void *array, size_t *capacity, size_t needed, size_t size);
bool __wrap_mlg_reserve(void *array, size_t *capacity, size_t needed, size_t size);
char *__real_mlg_strdup(const char *text);
char *__wrap_mlg_strdup(const char *text);
size_t __real_fwrite(const void *bytes, size_t size, size_t n, FILE *stream);
size_t __wrap_fwrite(const void *bytes, size_t size, size_t n, FILE *stream);
int __real_fsync(int file);
int __wrap_fsync(int file);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);

void *__wrap_mlg_alloc(size_t count, size_t size)
{
    return fails(ENOMEM) ? NULL : __real_mlg_alloc(count, size);
}

void *__wrap_mlg_alloc_zero(size_t count, size_t size)
{
    return fails(ENOMEM) ? NULL : __real_mlg_alloc_zero(count, size);
}

bool __wrap_mlg_reserve(void *array, size_t *capacity, size_t needed, size_t size)
{
    if (needed <= *capacity)
        return true;
    return !fails(ENOMEM) && __real_mlg_reserve(array, capacity, needed, size);
}

char *__wrap_mlg_strdup(const char *text)
{
    return fails(ENOMEM) ? NULL : __real_mlg_strdup(text);
}

size_t __wrap_fwrite(const void *bytes, size_t size, size_t n, FILE *stream)
{
    if (!fails(ENOSPC))
        return __real_fwrite(bytes, size, n, stream);
    stream->_flags |= _IO_ERR_SEEN; /* ferror tells at the end what nobody asked at once */
    return 0;
}

int __wrap_fsync(int file)
{
    return fails(EIO) ? -1 : __real_fsync(file);
}

int __wrap_rename(const char *from, const char *to)
{
    return fails(ENOSPC) ? -1 : __real_rename(from, to);
}
