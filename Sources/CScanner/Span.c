// Finds the smallest and the greatest of many numbers.
#include "include/CScanner.h"

static inline __attribute__((always_inline)) struct ScannerSpan span(const uint32_t *numbers, size_t count) {
    struct ScannerSpan span = {UINT32_MAX, 0};
    for (size_t at = 0; at < count; at++) {
        span.least = numbers[at] < span.least ? numbers[at] : span.least;
        span.most = numbers[at] > span.most ? numbers[at] : span.most;
    }
    return span;
}

#if defined(__x86_64__)
// Eight numbers a step; the instructions that every such processor has know no minimum.
__attribute__((target("avx2"))) static struct ScannerSpan spanAVX2(const uint32_t *numbers, size_t count) {
    return span(numbers, count);
}
#endif

struct ScannerSpan scanner_span(const uint32_t *numbers, size_t count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return spanAVX2(numbers, count);
#endif
    return span(numbers, count);
}
