// Rows set aside are the same rows however their list was put together.
import Diagnostics
import Testing

@testable import Stages

@Suite struct RejectedRowsTests {
    private func row(_ line: Int, file: Int = 0, column: String? = "wait", data: String? = nil) -> RejectedRow {
        let quoted = data.map { " \"\($0)\"" } ?? ""
        return RejectedRow(
            file: file, line: line, byte: line * 10, column: column, stage: .ingest, rule: "read",
            reason: Wording(en: "expects a number, found" + quoted, zh: "应为数字，实际为" + quoted),
            raw: "第\(line)行,\"\(line)\"")
    }

    /// The same rows with what they share told once.
    private func compact(_ rows: [RejectedRow], data: [String?]) -> RejectedRows {
        var compact = RejectedRows()
        for (row, data) in zip(rows, data) {
            let kind = RejectKind(
                file: row.file, column: row.column, stage: row.stage, rule: row.rule,
                reason: Wording(en: "expects a number, found", zh: "应为数字，实际为"), quotesData: data != nil)
            let number = compact.number(of: kind)
            let (quoted, raw) = (Array((data ?? "").utf8), Array(row.raw.utf8))
            quoted.withUnsafeBufferPointer { quoted in
                raw.withUnsafeBufferPointer { raw in
                    compact.append(kind: number, line: row.line, byte: row.byte, quoted: quoted, raw: raw)
                }
            }
        }
        return compact
    }

    @Test func `a row comes back as it was set aside`() {
        let rows = [row(1), row(2, file: 1), row(3, column: nil), row(4, data: "busy"), row(5, data: "")]
        let data = [nil, nil, nil, "busy", ""]
        #expect(Array(RejectedRows(rows)) == rows)
        #expect(Array(compact(rows, data: data)) == rows)
        #expect(compact(rows, data: data) == RejectedRows(rows))
        #expect(compact(rows, data: data).kinds.count == 4)
    }

    @Test func `joined lists hold the rows of both, in order`() {
        let rows = (1...9).map { row($0, file: $0 % 2, data: $0 % 3 == 0 ? "x\($0)" : nil) }
        let data = (1...9).map { $0 % 3 == 0 ? "x\($0)" : nil }
        for cut in 0...9 {
            var joined = compact(Array(rows[..<cut]), data: Array(data[..<cut]))
            joined += RejectedRows()
            joined += compact(Array(rows[cut...]), data: Array(data[cut...]))
            joined.append(row(10))
            #expect(Array(joined) == rows + [row(10)])
            var lines: [Int] = []
            joined.forEach { lines.append($0.line) }
            #expect(lines == Array(1...10))
        }
    }

    @Test func `rows are ordered by file, line and byte, equal ones as they came`() {
        let first = row(3, column: "a")
        let second = row(3, column: "b")
        var joined: RejectedRows = [row(9), first]
        joined += [row(1, file: 1), second, row(2)]
        #expect(Array(joined.inOrderOfPlaces()) == [row(2), first, second, row(9), row(1, file: 1)])
        #expect(joined.inOrderOfPlaces().inOrderOfPlaces() == joined.inOrderOfPlaces())
        #expect(RejectedRows().inOrderOfPlaces().isEmpty)
    }
}
