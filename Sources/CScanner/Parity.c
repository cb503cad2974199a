// Tells whether a byte stands in a text an odd number of times, 64 bytes a step.
#include "include/CScanner.h"

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

int scanner_is_odd(const void *start, size_t length, uint8_t byte) {
    const uint8_t *const text = start;
    size_t at = 0;
    unsigned odd = 0;
#if defined(__x86_64__)
    const __m128i wanted = _mm_set1_epi8((char)byte);
    __m128i first = _mm_setzero_si128(), second = _mm_setzero_si128();
    for (; length - at >= 64; at += 64) {
        const __m128i *const from = (const __m128i *)(text + at);
        first = _mm_xor_si128(first, _mm_cmpeq_epi8(_mm_loadu_si128(from), wanted));
        second = _mm_xor_si128(second, _mm_cmpeq_epi8(_mm_loadu_si128(from + 1), wanted));
        first = _mm_xor_si128(first, _mm_cmpeq_epi8(_mm_loadu_si128(from + 2), wanted));
        second = _mm_xor_si128(second, _mm_cmpeq_epi8(_mm_loadu_si128(from + 3), wanted));
    }
    odd = (unsigned)__builtin_popcount((unsigned)_mm_movemask_epi8(_mm_xor_si128(first, second)));
#endif
    for (; at < length; at++) odd += text[at] == byte;
    return odd & 1;
}
