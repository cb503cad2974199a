// Rows that are dropped as duplicates and are none: they are counted and told, and too many of them end the run.

import Cleaning
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

struct DuplicateDifferenceTests {
    /// Two exports of a questionnaire whose numbers begin anew: 100 answers and 12 more with the numbers 1 to 12.
    private static let restarted = Table.sample(
        "surveys",
        [
            "number": .texts((1...100).map { "\($0)" } + (1...12).map { "\($0)" }),
            "csat": .integers((1...100).map { Int64($0 % 5) } + (1...12).map { Int64(($0 + 1) % 5) }),
            "channel": .texts(
                [String](repeating: "web", count: 100) + [String](repeating: "app", count: 3)
                    + [String](repeating: "web", count: 9)),
        ], chunkRows: 40, rowsPerFile: [100, 12])

    private func failure(_ table: Table, _ rules: String) -> [String]? {
        do {
            _ = try clean(table, by: rules)
            return nil
        } catch let failure as DiagnosedFailure {
            return failure.diagnostics.map { DiagnosticText(language: .english).text(of: $0) }
        } catch {
            return ["\(error)"]
        }
    }

    @Test(arguments: ["key: number", "key: number, keep: last", "key: [number]", "key: number, differ_limit: 10%"])
    func `a number that starts again in every export is no key`(options: String) {
        let said = failure(Self.restarted, "- drop_duplicates: { \(options) }")?.first ?? ""
        #expect(
            said.contains(
                "error: rule 'drop_duplicates' of table 'surveys': 12 of 112 rows would be dropped by 'number'"))
        #expect(said.contains("they differ from the row kept in 'csat' (12), 'channel' (3); at most 10% are allowed"))
    }

    @Test(arguments: [(29, true), (57, true), (28, false), (56, false)])
    func `as many as the limit allows are allowed`(limit: Int, isKept: Bool) throws {
        let count = isKept ? limit : limit + 1
        let table = Table.sample(
            "t",
            [
                "id": .texts((0..<100).map { "\($0 < 100 - count ? $0 : 0)" }),
                "n": .integers((0..<100).map { Int64($0) }),
            ])
        let said = failure(table, "- drop_duplicates: { key: id, differ_limit: \(limit)% }")
        #expect((said == nil) == isKept)
        #expect(isKept || said?.first?.contains("; at most \(limit)% are allowed") == true)
    }

    @Test func `so is one of two columns, or of numbers`() throws {
        let table = Table.sample(
            "orders",
            [
                "order": .integers([1, 1, 2, 2]), "line": .texts(["a", "a", "a", "b"]),
                "paid": .decimals(["1.50", "1.5", "2", "3"]),
            ])
        #expect(failure(table, "- drop_duplicates: { key: order }")?.first?.contains("1 of 4 rows") == true)
        // Of the same order and line everything else is the same, whatever the scale of the amounts.
        let cleaned = try clean(table, by: "- drop_duplicates: { key: [order, line] }", raw: NoRawRows())
        #expect(cleaned.table.rowCount == 3)
        #expect(cleaned.collector.texts().isEmpty)
    }

    @Test func `within the limit it is told, and a note when the pipeline expects it`() throws {
        let few = try clean(Self.restarted, by: "- drop_duplicates: { key: number, differ_limit: 11% }")
        #expect(few.table.rowCount == 100)
        #expect(few.collector.diagnostics.map(\.severity) == [.note])
        let one = Table.sample(
            "t", ["id": .texts((0..<20).map { "\($0 % 19)" }), "n": .integers((0..<20).map { Int64($0) })])
        let told = try clean(one, by: "- drop_duplicates: { key: id }")
        #expect(
            told.collector.texts() == [
                "pipeline.yml:2:5: warning: rule 'drop_duplicates' of table 't': 1 of 20 rows was dropped by 'id' although it "
                    + "differs from the row kept in 'n' (1)\n  help: if they are versions of one thing, say how many there may be: "
                    + "'differ_limit: 100%'"
            ])
        #expect(
            told.collector.texts(.chinese) == [
                "pipeline.yml:2:5: 警告：表 't' 的规则 'drop_duplicates'：20 行中有 1 行按 'id' 去除，但与保留的行在以下列不同：'n' (1)\n"
                    + "  建议：如果它们是同一事物的不同版本，请写明允许的比例：'differ_limit: 100%'"
            ])
    }

    @Test func `versions are told and not refused, and the column that orders them does not count`() throws {
        let versions = Table.sample(
            "tickets",
            [
                "id": .texts(["t1", "t1", "t2", "t2"]), "updated": .integers([1, 2, 1, 2]),
                "status": .texts(["open", "closed", "open", "open"]),
            ])
        let cleaned = try clean(versions, by: "- drop_duplicates: { key: id, keep: latest, by: updated }")
        #expect(cleaned.table.cells("status") == [.text("closed"), .text("open")])
        #expect(cleaned.collector.texts().first?.contains("1 of 4 rows was dropped by 'id'") == true)
    }

    @Test func `exact copies are dropped without a word`() throws {
        let copies = Table.sample(
            "t",
            [
                "id": .texts(["a", "b", "a", nil, nil]), "x": .reals([0.5, .nan, 0.5, 1, 2]),
                "y": .texts([nil, "q", nil, nil, nil]),
            ], chunkRows: 2)
        for rule in [
            "- drop_duplicates: { key: id }", "- drop_duplicates: { key: id, keep: last }", "- drop_duplicates",
        ] {
            let cleaned = try clean(copies, by: rule, raw: NoRawRows())
            #expect(cleaned.table.rowCount == 4)
            #expect(cleaned.collector.texts().isEmpty)
        }
    }
}
