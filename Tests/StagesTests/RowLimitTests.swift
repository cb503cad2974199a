// A limit for rows is kept exactly at its bound, and said as it was written.

import Stages
import Testing

struct RowLimitTests {
    @Test(arguments: [
        ("29%", 29, 100, false), ("29%", 30, 100, true), ("0.29", 29, 100, false), ("58%", 58, 100, false),
        ("57%", 57, 100, false), ("28.999%", 28_999, 100_000, false), ("0.07%", 7, 10_000, false), ("0%", 0, 7, false),
        ("0%", 1, 7, true), ("100%", 7, 7, false), ("1e-3", 1, 1000, false), ("1e-3", 1, 999, true),
        ("10%", 0, 0, false),
    ])
    func `the share that is allowed is allowed`(limit: String, count: Int, rows: Int, isExceeded: Bool) throws {
        let limit = RowLimit(try #require(OptionReader.number(limit)))
        #expect(limit.isExceeded(by: count, of: rows) == isExceeded)
    }

    @Test(arguments: [
        ("29%", "29%"), ("0.29", "29%"), ("57%", "57%"), ("28.999%", "28.999%"), ("0.07%", "0.07%"), ("1e-3", "0.1%"),
        ("100%", "100%"),
    ])
    func `it is said as it was written`(limit: String, text: String) throws {
        #expect(RowLimit(try #require(OptionReader.number(limit))).text == text)
    }
}
