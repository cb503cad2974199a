// Random tables as messy as real exports, for properties that must hold for every table.

import Tabular

/// Makes random tables.
package enum DirtyTable {
    /// The texts a dirty text cell may hold: blanks, widths, cases, null spellings, masked numbers, scripts.
    package static let texts = [
        "", " ", "n/a", "N/A", "无", "-", "support", "Support ", " support", "SUPPORT", "ｓｕｐｐｏｒｔ", "客服一组",
        "客服二组", "客服　一组", "a\tb", "a  b", "13800138000",
        "138 0013 8000", "138****8000", "+86 138-0013-8000", "0571-88157777",
        "(021) 6888-1234转801", "400-820-8820", "１３８００１３８０００", "0", "00123", "é", "e\u{301}", "👍🏽", "＝1+1", "\u{FEFF}x",
        "\u{A0}x\u{A0}", "￥12", "ＡＢＣ－１２３", "'x'", "\"", "line\nbreak", "真", "null",
    ]

    /// A random table with a column of every type:
    /// `id` (text, few values, some missing), `name` (dirty text), `queue` (few texts), `count` (integer), `amount`
    /// (decimal), `score` (real), `resolved` (flag), `day` (date), `at` (instant), `wait` (duration).
    ///
    /// - Shape: 0...`maximumRows` rows in 1...3 files, chunks of `chunkRows` rows.
    package static func random(
        _ name: String = "calls", maximumRows: Int = 60, chunkRows: Int? = nil, using random: inout SplitMix64
    ) -> Table {
        let rows = Int.random(in: 0...maximumRows, using: &random)
        let missing = random.pick(0, 0.1, 0.5, 1)
        let ids = max(1, rows / 2)
        func cells(_ make: (inout SplitMix64) -> Cell, _ random: inout SplitMix64) -> [Cell] {
            (0..<rows).map { _ in random.chance(missing) ? .missing : make(&random) }
        }
        let columns: [(name: String, column: SampleColumn)] = [
            ("id", .cells(.text, cells({ .text("c\(Int.random(in: 0..<ids, using: &$0))") }, &random))),
            ("name", .cells(.text, cells({ .text($0.pick(from: texts) ?? "") }, &random))),
            ("queue", .cells(.text, cells({ .text($0.pick("客服一组", "客服二组", "sales", "n/a")) }, &random))),
            ("count", .cells(.integer, cells({ .integer(.random(in: -3...9, using: &$0)) }, &random))),
            (
                "amount",
                .cells(
                    .decimal,
                    cells({ .decimal(ExactDecimal(units: .random(in: -500...5000, using: &$0), scale: 2)) }, &random))
            ),
            ("score", .cells(.real, cells({ .real(Double(Int.random(in: -8...8, using: &$0)) / 4) }, &random))),
            ("resolved", .cells(.flag, cells({ .flag($0.chance(0.5)) }, &random))),
            ("day", .cells(.date, cells({ .date(.random(in: 20_690...20_710, using: &$0)) }, &random))),
            (
                "at",
                .cells(
                    .instant,
                    cells({ .instant(1_789_000_000_000 + 60_000 * .random(in: 0...9, using: &$0)) }, &random))
            ),
            ("wait", .cells(.duration, cells({ .duration(500 * .random(in: 0...40, using: &$0)) }, &random))),
        ]
        var rowsPerFile: [Int] = []
        var left = rows
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let part = Int.random(in: 0...left, using: &random)
            rowsPerFile.append(part)
            left -= part
        }
        rowsPerFile.append(left)
        return .sample(
            name, columns, chunkRows: chunkRows ?? random.pick(1, 2, 7, 64, 1000), rowsPerFile: rowsPerFile)
    }
}

extension Table {
    /// The same rows cut into chunks of `rows` rows.
    package func rechunked(_ rows: Int) -> Table {
        var table = self
        table.chunks = chunks.flatMap { chunk in
            stride(from: 0, to: chunk.rowCount, by: max(1, rows)).map { start in
                chunk.gathered((start..<min(start + max(1, rows), chunk.rowCount)).map { Int32($0) })
            }
        }
        return table
    }
}
