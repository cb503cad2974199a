// The scan itself, included once for each instruction set; all versions list exactly the same.
//
// Wants: SCAN_NAME, SCAN_TARGET; SCAN_MASKS(text, marks) which fills `struct Marks` from 64 bytes;
// SCAN_WRITE(out, mask, at, count) which writes `at` + the place of each set bit; SCAN_PREFIX_XOR(mask).

SCAN_TARGET
static void SCAN_NAME(
    const uint8_t *text, uint32_t length, uint8_t delimiter, uint8_t quote, struct ScannerFindings *findings)
{
    uint32_t *const separators = findings->separators;
    uint32_t *const lineEnds = findings->lineEnds;
    uint32_t *const quotedCells = findings->quotedCells;
    uint32_t *const doubledQuotes = findings->doubledQuotes;
    uint32_t *const innerLineEnds = findings->innerLineEnds;
    uint32_t separatorCount = 0, lineEndCount = 0, quotedCellCount = 0, doubledQuoteCount = 0, innerLineEndCount = 0;
    uint32_t irregular = length;

    uint64_t inside = 0;            // all ones while inside quotes
    uint64_t afterReturn = 0;       // 1 when the byte before is a CR
    uint64_t afterQuote = 0;        // 1 when the byte before is a quote
    uint64_t afterClosing = 0;      // 1 when the byte before is a quote that leaves the quotes
    uint64_t afterSeparator = 1;    // 1 when the byte before is a separator; a record begins like after one

    for (uint32_t at = 0; at < length; at += 64) {
        struct Marks marks;
        SCAN_MASKS(text + at, delimiter, quote, &marks);
        if (length - at < 64) {
            const uint64_t valid = (UINT64_C(1) << (length - at)) - 1;
            marks.delimiters &= valid;
            marks.feeds &= valid;
            marks.returns &= valid;
            marks.quotes &= valid;
        }
        uint64_t ends = marks.feeds;
        if (marks.returns | afterReturn) {
            ends = marks.returns | (marks.feeds & ~((marks.returns << 1) | afterReturn));
            afterReturn = marks.returns >> 63;
        }
        uint64_t found = marks.delimiters | ends;

        if (marks.quotes | inside | afterClosing) {
            const uint64_t quotes = marks.quotes;
            const uint64_t within = SCAN_PREFIX_XOR(quotes) ^ inside;  // from an opening quote up to the closing one
            const uint64_t opening = quotes & within;
            const uint64_t closing = quotes & ~within;
            const uint64_t fitting = marks.delimiters | marks.feeds | marks.returns | quotes;
            const uint64_t afterFitting = (fitting << 1) | afterSeparator | afterQuote;
            const uint64_t afterMark = (quotes << 1) | afterQuote;
            uint64_t wrong = (opening & ~afterFitting) | (((closing << 1) | afterClosing) & ~fitting);
            if (length - at < 64) wrong &= (UINT64_C(1) << (length - at)) - 1;

            uint64_t inner = ends & within;
            uint64_t doubled = opening & afterMark;
            uint64_t begun = opening & ~afterMark;
            found &= ~within;
            ends &= ~within;
            if (wrong) {
                const uint64_t before = (wrong & (0 - wrong)) - 1;
                inner &= before;
                doubled &= before;
                begun &= before;
                found &= before;
                ends &= before;
                irregular = at + (uint32_t)__builtin_ctzll(wrong);
            }
            while (begun) {
                const uint64_t below = (begun & (0 - begun)) - 1;
                quotedCells[quotedCellCount++] = separatorCount + (uint32_t)__builtin_popcountll(found & below);
                begun &= begun - 1;
            }
            while (doubled) {
                doubledQuotes[doubledQuoteCount++] = at + (uint32_t)__builtin_ctzll(doubled);
                doubled &= doubled - 1;
            }
            while (inner) {
                innerLineEnds[innerLineEndCount++] = at + (uint32_t)__builtin_ctzll(inner);
                inner &= inner - 1;
            }
            inside = 0 - (within >> 63);
            afterQuote = quotes >> 63;
            afterClosing = closing >> 63;
        } else {
            afterQuote = 0;
        }
        afterSeparator = (marks.delimiters | marks.feeds | marks.returns) >> 63;

        // Most steps have one line end or none, which cannot be guessed: one is written in any case and counts if it is there.
        lineEnds[lineEndCount] = separatorCount + (uint32_t)__builtin_popcountll(found & ((ends & (0 - ends)) - 1));
        lineEndCount += ends != 0;
        ends &= ends - 1;
        while (ends) {
            const uint64_t below = (ends & (0 - ends)) - 1;
            lineEnds[lineEndCount++] = separatorCount + (uint32_t)__builtin_popcountll(found & below);
            ends &= ends - 1;
        }
        const uint32_t count = (uint32_t)__builtin_popcountll(found);
        SCAN_WRITE(separators + separatorCount, found, at, count);
        separatorCount += count;
        if (irregular != length) break;
    }

    findings->separatorCount = separatorCount;
    findings->lineEndCount = lineEndCount;
    findings->quotedCellCount = quotedCellCount;
    findings->doubledQuoteCount = doubledQuoteCount;
    findings->innerLineEndCount = innerLineEndCount;
    findings->irregular = irregular;
    findings->endsInsideQuotes = inside != 0;
}

#undef SCAN_NAME
#undef SCAN_TARGET
#undef SCAN_MASKS
#undef SCAN_WRITE
#undef SCAN_PREFIX_XOR
