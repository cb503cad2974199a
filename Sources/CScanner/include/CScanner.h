// Finds the marks of delimited text (delimiters, line ends, quotes), checks UTF-8 and decodes other encodings, many bytes a step.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The instruction sets there is a version for, from the plainest to the fastest.
enum ScannerInstructionSet {
    ScannerPortable = 0,
    ScannerSSE2 = 1,
    ScannerAVX2 = 2,
    ScannerAVX512 = 3,
};

/// Entries every array of `ScannerFindings` must have beyond the length of the text.
#define SCANNER_SLACK 64

/// Bytes after the text that are read, whatever they hold.
#define SCANNER_PADDING 64

/// Where the marks of a piece of text stand.
///
/// The arrays belong to the caller; each has room for `length + SCANNER_SLACK` entries. Positions are byte offsets in
/// the text, ordinals count separators from 0; all are in ascending order. Only what stands before `irregular` is told.
struct ScannerFindings {
    /// Positions of the delimiters and line ends outside quotes; of CR LF that of the CR.
    uint32_t *separators;
    /// Which of the separators are line ends, as ordinals.
    uint32_t *lineEnds;
    /// Which cells are quoted, as the ordinals of the separators that end them.
    uint32_t *quotedCells;
    /// Positions of the second of two quotes inside a quoted cell.
    uint32_t *doubledQuotes;
    /// Positions of line ends inside quotes; of CR LF that of the CR.
    uint32_t *innerLineEnds;

    uint32_t separatorCount;
    uint32_t lineEndCount;
    uint32_t quotedCellCount;
    uint32_t doubledQuoteCount;
    uint32_t innerLineEndCount;

    /// The first place where a quote is missing or should not be; the text's length when there is none.
    uint32_t irregular;
    /// Whether the text ends inside quotes.
    uint32_t endsInsideQuotes;
};

/// Lists the marks of a text that begins a record.
///
/// A quote is regular when it opens a cell, or closes it right before a separator or the text's end, or is one of two
/// inside a quoted cell. The quote must be neither the delimiter nor a line end.
typedef void (*ScannerFunction)(
    const uint8_t *text, uint32_t length, uint8_t delimiter, uint8_t quote, struct ScannerFindings *findings);

/// The version for one instruction set; NULL when this processor cannot run it.
ScannerFunction scanner_function(enum ScannerInstructionSet set);

/// The fastest version for this processor.
ScannerFunction scanner_fastest_function(void);

/// Counts the bytes at the text's start that are surely UTF-8 without NUL, up to a place where a character begins.
///
/// Reads nothing outside the text. May stop early; only a closer look tells whether what follows is wrong.
typedef size_t (*ScannerUTF8Function)(const void *text, size_t length);

/// The version for one instruction set; NULL when there is none, or this processor cannot run it.
ScannerUTF8Function scanner_utf8_function(enum ScannerInstructionSet set);

/// Whether a byte stands in a text an odd number of times.
///
/// Reads nothing outside the text.
int scanner_is_odd(const void *text, size_t length, uint8_t byte);

/// The smallest and the greatest of some numbers.
struct ScannerSpan {
    uint32_t least;
    uint32_t most;
};

/// Of no numbers, the least is the greatest there can be, and the most 0.
struct ScannerSpan scanner_span(const uint32_t *numbers, size_t count);

/// How an encoding that keeps ASCII spells everything else.
///
/// An entry is UTF-8 of at most three bytes, and in its last byte how many they are; 0 for what is not known, which stops the
/// decoding.
struct ScannerCodes {
    /// 128 entries by the lower seven bits of the byte, or 32,768 by those of the lead and then the trail.
    const uint8_t (*table)[4];
    /// Bytes of a character that is not ASCII: 1 or 2.
    uint8_t width;
    /// Whether four bytes spell the scalars beyond the basic plane by number, as in GB18030.
    uint8_t numbersFourBytes;
};

/// Decodes text into UTF-8 up to the first character that is not known, is cut, or finds less than four bytes of room.
///
/// Reads nothing outside the text and writes nothing outside the room. Returns the bytes used up, a whole number of
/// characters; `written` tells the bytes that count of those written. NUL is a character like others.
typedef size_t (*ScannerDecodeFunction)(
    const uint8_t *text, size_t length, uint8_t *output, size_t room, const struct ScannerCodes *codes,
    size_t *written);

/// The version for one instruction set, for encodings that keep ASCII; NULL when this processor cannot run it.
ScannerDecodeFunction scanner_decode_function(enum ScannerInstructionSet set);

/// The version for UTF-16, which asks for no codes.
ScannerDecodeFunction scanner_decode_utf16_function(int isBigEndian);

/// A cell of a block: where it begins in the text, and its length, whose top bit tells that it was quoted.
struct ScannerCell {
    uint32_t start;
    uint32_t length;
};

/// What cells came to.
struct ScannerNumbers {
    /// One per cell; 0 for those that were not read.
    int64_t *values;
    /// Which cells were read: 64 a word, lowest bit first, clear past the last.
    uint64_t *read;
    /// The smallest and the greatest number read; the least is greater when there is none.
    int64_t least;
    int64_t most;
};

/// Reads cells of the commonest form; eight bytes before a cell's end may be read, wherever it begins.
///
/// Whole numbers are one to eight plain digits; amounts one to five digits, a point and two digits, told in hundredths.
typedef void (*ScannerNumbersFunction)(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, struct ScannerNumbers *numbers);

/// The version for one instruction set; NULL when there is none, or this processor cannot run it.
ScannerNumbersFunction scanner_whole_numbers_function(enum ScannerInstructionSet set);
ScannerNumbersFunction scanner_amounts_function(enum ScannerInstructionSet set);

/// A date as it is written, `2026-01-31` and the sign behind it, and its midnight in milliseconds.
struct ScannerDate {
    /// The first eight bytes, and three more.
    uint64_t head;
    uint32_t tail;
    int64_t midnight;
};

/// Reads cells of 19 bytes that begin with a date and go on with a time such as `08:06:59`, in milliseconds.
typedef void (*ScannerMomentsFunction)(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, const struct ScannerDate *date,
    struct ScannerNumbers *numbers);

/// The version for one instruction set; NULL when there is none, or this processor cannot run it.
ScannerMomentsFunction scanner_moments_function(enum ScannerInstructionSet set);

/// Ids of one length: a prefix, and one to eight digits.
struct ScannerIds {
    uint32_t length;
    uint32_t digits;
    /// The prefix as the low bytes of a word, and which bytes those are.
    uint64_t prefix;
    uint64_t prefixMask;
    /// The number at the first place, and how many places there are.
    int64_t first;
    uint32_t limit;
    /// What stands at the places, which is brought near and not read; NULL when nothing does.
    const uint32_t *codes;
};

/// Tells the place of every cell: its number after the first; the limit for a cell that is no such id, or lies outside.
typedef void (*ScannerIdsFunction)(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, const struct ScannerIds *form, uint32_t *places);

/// The version for one instruction set; NULL when there is none, or this processor cannot run it.
ScannerIdsFunction scanner_ids_function(enum ScannerInstructionSet set);

/// Some words of one to seven bytes that say yes or no, in 64 slots: that of a word is its first eight bytes, zeros behind it, times
/// the factor, in the upper six bits.
struct ScannerWords {
    /// All ones where there is no word.
    const uint64_t *words;
    /// By slot, whether its word says yes.
    uint64_t yes;
    uint64_t factor;
};

/// Tells which cells are one of the words, and which of those say yes: 64 a word of the result, lowest bit first, clear past the last.
typedef void (*ScannerFlagsFunction)(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, const struct ScannerWords *words, uint64_t *known,
    uint64_t *yes);

/// The version for one instruction set; NULL when there is none, or this processor cannot run it.
ScannerFlagsFunction scanner_flags_function(enum ScannerInstructionSet set);

/// A few texts of one to fifteen bytes and their codes: each text as two words, zeros behind it.
struct ScannerKeys {
    const uint64_t (*words)[2];
    const uint32_t *codes;
    uint32_t count;
};

/// Tells the code of every cell that is one of the texts, 0 for others; and which those are, 64 a word, clear past the last.
///
/// Fifteen bytes after a cell may be read.
typedef void (*ScannerKeysFunction)(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, const struct ScannerKeys *keys, uint32_t *codes,
    uint64_t *found);

/// The version for one instruction set; NULL when there is none, or this processor cannot run it.
ScannerKeysFunction scanner_keys_function(enum ScannerInstructionSet set);

/// Asks the processor to bring the memory near; reads nothing, whatever the address.
static inline void scanner_prefetch(const void *address) { __builtin_prefetch(address); }

/// Tells the processor that this thread waits in a loop.
static inline void scanner_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

#ifdef __cplusplus
}
#endif
