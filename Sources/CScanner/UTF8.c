// Checks UTF-8 by three table look-ups per byte, 64 bytes a step, after Keiser and Lemire.
//
// Source: John Keiser, Daniel Lemire: Validating UTF-8 in less than one instruction per byte.
// Software: Practice and Experience 51 (5), 2021.
#include "include/CScanner.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

// What two bytes in sequence may have wrong with them; a pair is wrong when all three look-ups say the same.
enum {
    tooShort = 1 << 0,     // 11______ 0_______ or 11______ 11______
    tooLong = 1 << 1,      // 0_______ 10______
    overlong3 = 1 << 2,    // 11100000 100_____
    tooLarge = 1 << 3,     // 11110100 1001____ and what is above
    surrogate = 1 << 4,    // 11101101 101_____
    overlong2 = 1 << 5,    // 1100000_ 10______
    overlong4 = 1 << 6,    // 11110000 1000____
    tooLarge1000 = 1 << 6, // 11110101 1000____ and what is above
    twoTrails = 1 << 7,    // 10______ 10______, which is right behind a lead of three or four bytes
    any = tooShort | tooLong | twoTrails,
};

#define TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/// What is wrong with the pairs of bytes whose second byte lies in `bytes`; zero where nothing is.
AVX2 static inline __m256i wrongPairs(__m256i bytes, __m256i before) {
    const __m256i firstHigh = TABLE(
        tooLong, tooLong, tooLong, tooLong, tooLong, tooLong, tooLong, tooLong, (char)twoTrails, (char)twoTrails,
        (char)twoTrails, (char)twoTrails, tooShort | overlong2, tooShort, tooShort | overlong3 | surrogate,
        tooShort | tooLarge | tooLarge1000 | overlong4);
    const __m256i firstLow = TABLE(
        (char)(any | overlong3 | overlong2 | overlong4), (char)(any | overlong2), (char)any, (char)any,
        (char)(any | tooLarge), (char)(any | tooLarge | tooLarge1000), (char)(any | tooLarge | tooLarge1000),
        (char)(any | tooLarge | tooLarge1000), (char)(any | tooLarge | tooLarge1000),
        (char)(any | tooLarge | tooLarge1000), (char)(any | tooLarge | tooLarge1000),
        (char)(any | tooLarge | tooLarge1000), (char)(any | tooLarge | tooLarge1000),
        (char)(any | tooLarge | tooLarge1000 | surrogate), (char)(any | tooLarge | tooLarge1000),
        (char)(any | tooLarge | tooLarge1000));
    const __m256i secondHigh = TABLE(
        tooShort, tooShort, tooShort, tooShort, tooShort, tooShort, tooShort, tooShort,
        (char)(tooLong | overlong2 | twoTrails | overlong3 | tooLarge1000 | overlong4),
        (char)(tooLong | overlong2 | twoTrails | overlong3 | tooLarge),
        (char)(tooLong | overlong2 | twoTrails | surrogate | tooLarge),
        (char)(tooLong | overlong2 | twoTrails | surrogate | tooLarge), tooShort, tooShort, tooShort, tooShort);
    const __m256i nibble = _mm256_set1_epi8(0x0F);
    const __m256i joint = _mm256_permute2x128_si256(before, bytes, 0x21);
    const __m256i first = _mm256_alignr_epi8(bytes, joint, 15);
    const __m256i pairs = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(firstHigh, _mm256_and_si256(_mm256_srli_epi16(first, 4), nibble)),
            _mm256_shuffle_epi8(firstLow, _mm256_and_si256(first, nibble))),
        _mm256_shuffle_epi8(secondHigh, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble)));
    // Two trails in sequence are wrong, unless the third byte of three or four is due: then their absence is.
    const __m256i third = _mm256_subs_epu8(_mm256_alignr_epi8(bytes, joint, 14), _mm256_set1_epi8(0xE0 - 0x80));
    const __m256i fourth = _mm256_subs_epu8(_mm256_alignr_epi8(bytes, joint, 13), _mm256_set1_epi8(0xF0 - 0x80));
    const __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(due, pairs);
}

AVX2 static size_t utf8AVX2(const void *start, size_t length) {
    const uint8_t *const text = start;
    const __m256i zero = _mm256_setzero_si256();
    __m256i before = zero;
    int wasASCII = 1;
    size_t at = 0;
    for (; length - at >= 64; at += 64) {
        const __m256i low = _mm256_loadu_si256((const __m256i *)(text + at));
        const __m256i high = _mm256_loadu_si256((const __m256i *)(text + at + 32));
        const int isASCII = _mm256_movemask_epi8(_mm256_or_si256(low, high)) == 0;
        __m256i wrong = _mm256_cmpeq_epi8(_mm256_min_epu8(low, high), zero);
        if (!isASCII || !wasASCII) {
            wrong = _mm256_or_si256(wrong, wrongPairs(low, before));
            wrong = _mm256_or_si256(wrong, wrongPairs(high, low));
        }
        if (!_mm256_testz_si256(wrong, wrong)) break;
        before = high;
        wasASCII = isASCII;
    }
    // A character that begins in the last three bytes may not be whole.
    for (size_t back = 1; back <= 3 && back <= at; back++) {
        const uint8_t byte = text[at - back];
        if (byte < 0x80) break;
        if (byte >= 0xC0) return (byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4) > back ? at - back : at;
    }
    return at;
}
#endif

ScannerUTF8Function scanner_utf8_function(enum ScannerInstructionSet set) {
#if defined(__x86_64__)
    if (set >= ScannerAVX2 && __builtin_cpu_supports("avx2")) return utf8AVX2;
#endif
    (void)set;
    return NULL;
}
