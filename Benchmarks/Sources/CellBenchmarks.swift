// What a cell of each type costs to read: a file read with eight columns of the type, less the same file read with one.

import Ingestion
import TestSupport

enum CellBenchmarks {
    private static let rows = 200_000
    private static let columns = 8

    static func run(_ workshop: Workshop) throws -> [Finding] {
        var random = SplitMix64(seed: 2)
        func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
        func padded(_ number: Int, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        func day() -> String { "202\(number(6))-\(padded(number(12) + 1))-\(padded(number(28) + 1))" }
        func clock() -> String { "\(padded(number(24))):\(padded(number(60))):\(padded(number(60)))" }
        let kinds: [(name: String, type: String, cell: () -> String)] = [
            ("text of 4", "type: text", { "answer\(number(4))" }),
            ("text of 500", "type: text", { "A" + padded(number(500), 3) }),
            ("text of 100,000", "type: text", { "C" + padded(number(100_000), 7) }),
            ("integer", "type: integer", { String(number(600)) }),
            ("decimal", "type: decimal", { "\(number(900)).\(padded(number(100)))" }),
            ("real", "type: real", { "0.\(number(1_000_000))" }),
            ("flag", "type: flag", { number(2) == 0 ? "yes" : "no" }),
            ("date", "type: date", day),
            ("instant", "type: instant", { day() + " " + clock() }),
            ("duration of seconds", "type: duration, unit: s", { String(number(600)) }),
            ("duration of hh:mm:ss", "type: duration, unit: clock", clock),
        ]
        let names = (0..<columns).map { "c\($0)" }
        var findings: [Finding] = []
        for kind in kinds {
            let size = try workshop.write("cells.csv", header: names.joined(separator: ","), rows: rows) { _ in
                names.map { _ in kind.cell() }.joined(separator: ",")
            }
            let plans = try [1, columns].map { try workshop.plan(pipeline(Array(names.prefix($0)), type: kind.type)) }
            let seconds = try Stopwatch.medians(
                of: 9, plans.map { plan in { _ = try workshop.tables(plan) } })
            if findings.isEmpty { findings.append(.rate("file to rows, one column read", bytes: size, seconds[0])) }
            findings.append(
                .nanoseconds(kind.name, seconds[1] - seconds[0], per: rows * (columns - 1), "cell"))
        }
        return findings
    }

    private static func pipeline(_ names: [String], type: String) -> String {
        let columns = names.map { "      \($0): { \(type) }\n" }.joined()
        let condition = names.map { "\($0) is not missing" }.joined(separator: " and ")
        return """
            period: all
            ingest:
              t:
                files: cells.csv
                columns:
            \(columns)aggregate:
              metrics: [filled]
              define:
                filled: { count: rows, of: t, where: \(condition) }

            """
    }
}
