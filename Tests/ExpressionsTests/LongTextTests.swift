// Texts that formulas make have bounds: one that is too long is told by its row, and never takes the memory of the machine.

import Expressions
import Tabular
import TestSupport
import Testing

struct LongTextTests {
    /// A chunk with a text of each of these lengths, and the same texts in pools of one row.
    private func table(_ lengths: [Int?]) -> Table {
        Table.sample("t", ["q": .texts(lengths.map { $0.map { String(repeating: "a", count: $0) } })])
    }

    private func lengths(_ formula: String, of table: Table, _ tally: OverflowTally) throws -> [Int?] {
        let typed = try #require(Formula.checked(formula, in: table.columns).typed)
        let context = EvaluationContext(zone: .utc, overflows: tally)
        return table.chunks.flatMap { chunk -> [Int?] in
            let column = typed.evaluate(chunk: chunk, context: context)
            return (0..<chunk.rowCount).map { row in
                guard case .text(let texts) = column else { return nil }
                return texts[row]?.utf8.count
            }
        }
    }

    @Test(
        arguments: [
            ("concat(q, '12345678901234567890')", [30, 40, nil, nil]), ("concat(q, q)", [20, 40, nil, nil]),
            ("concat('12345678901234567890', q)", [30, 40, nil, nil]), ("replace(q, 'a', 'bb')", [20, 40, nil, nil]),
            ("replace(q, 'a', q)", [nil, nil, nil, nil]), ("concat(q, q, '') = ''", [nil, nil, nil, nil]),
        ] as [(String, [Int?])])
    func `a text that is too long is missing and told by its row`(_ formula: String, _ expected: [Int?]) throws {
        // Missing cells, and a text that is longer than the limit before anything is done to it.
        let table = table([10, 20, 30, nil])
        for table in [table, table.rechunked(1)] {
            let tally = OverflowTally(textLimit: 45)
            let found = try lengths(formula, of: table, tally)
            #expect(found == expected)
            #expect(tally.hasLongTexts && !tally.hasTooManyTexts)
            #expect(tally.count == (formula.hasPrefix("replace(q, 'a', q)") ? 3 : 1))
            #expect(tally.take() > 0 && tally.count == 0 && !tally.hasLongTexts)
        }
    }

    @Test func `a text that is no longer than what it is made of is never too long`() throws {
        let tally = OverflowTally(textLimit: 50)
        for formula in ["upper(q)", "trim(q)", "concat(q, '')", "replace(q, 'a', 'b')", "substring(q, 1, 90)"] {
            #expect(try lengths(formula, of: table([90, nil]), tally) == [90, nil])
        }
        #expect(tally.count == 0)
    }

    @Test func `a text of constants is too long in every row`() throws {
        let tally = OverflowTally(textLimit: 50)
        let constant = "concat('\(String(repeating: "x", count: 30))', '\(String(repeating: "y", count: 30))')"
        #expect(try lengths(constant, of: table([1, 2, nil]), tally) == [nil, nil, nil])
        #expect(tally.count == 3 && tally.hasLongTexts)
    }

    @Test(arguments: [true, false]) func `texts that are too many together end in a word, whatever may be missing`(
        _ isOneChunk: Bool
    ) throws {
        // Each fits; those of a chunk do not, or those of all chunks by which they have grown.
        let long = String(repeating: "a", count: 30)
        let texts = (0..<100).map { isOneChunk ? "\($0)" + long : long }
        let table = Table.sample("t", ["q": .texts(texts)]).rechunked(isOneChunk ? 100 : 1)
        for formula in ["concat(q, q)", "replace(q, 'a', 'bb')"] {
            let tally = isOneChunk ? OverflowTally(textLimit: 100) : OverflowTally(textLimit: 100, growthLimit: 1000)
            _ = try lengths(formula, of: table, tally)
            #expect(tally.hasTooManyTexts && tally.count == 0)
            // No more are made.
            #expect(try lengths("substring(q, 1, 3)", of: table, tally).allSatisfy { $0 == nil })
            #expect(tally.take() == 0 && !tally.hasTooManyTexts)
            #expect(try lengths("substring(q, 1, 3)", of: table, tally).allSatisfy { $0 == 3 })
        }
    }
}
