// The same formulas asked of DuckDB: every cell must agree.

import Expressions
import Tabular
import TestSupport
import Testing

@Suite struct DuckDBDifferentialTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `DuckDB gives the same cells for random formulas over random tables`(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let table = DirtyTable.random(using: &random)
        let zoneName = random.pick("UTC", "Asia/Shanghai", "America/New_York")
        let zone = try #require(TimeZoneTable(identifier: zoneName))
        let clock = Formula.clock(in: zone)
        var formulas = RandomFormula(seed: seed &* 7919)
        var checked: [(text: String, typed: TypedExpression)] = []
        for number in 0..<160 {
            let type = ColumnType.allCases[number % ColumnType.allCases.count]
            let text = formulas.formula(of: type)
            let (typed, diagnostics) = Formula.checked(text, in: table.columns, clock: clock)
            guard let typed else {
                Issue.record("\(text): \(diagnostics)")
                continue
            }
            #expect(typed.type == type || typed.type.isNumeric, "\(text)")
            checked.append((text, typed))
        }
        // Forty at a time: plans of many nested formulas take DuckDB gigabytes.
        for asked in stride(from: 0, to: checked.count, by: 40).map({ checked[$0..<min($0 + 40, checked.count)] }) {
            let questions = asked.enumerated().map { "\(Self.asked($0.element.typed, zoneName)) AS f\($0.offset)" }
            guard
                let answers = try DuckDB.rows(
                    """
                    SELECT \(questions.joined(separator: ", "))
                    FROM (SELECT * REPLACE (CAST(amount AS DECIMAL(18, 2)) AS amount) FROM \(table.name))
                    ORDER BY row_number
                    """, tables: [table], clock: clock)
            else { return }
            for (position, formula) in asked.enumerated() {
                let cells = Formula.cells(formula.text, on: table, zone: zone, clock: clock)
                #expect(cells.count == answers.count)
                for (row, cell) in cells.enumerated() where row < answers.count {
                    let answer = answers[row][position]
                    #expect(
                        Self.agree(cell, answer),
                        "row \(row): \(formula.text)\n\(formula.typed.sql(zone: zoneName))\n\(cell), not \(answer ?? "NULL")"
                    )
                }
            }
        }
    }

    /// Instants are asked as milliseconds, so that they need no calendar to compare.
    private static func asked(_ typed: TypedExpression, _ zone: String) -> String {
        typed.type == .instant ? "epoch_ms(\(typed.sql(zone: zone)))" : typed.sql(zone: zone)
    }

    private static func agree(_ cell: Cell, _ answer: String?) -> Bool {
        guard let answer else { return cell == .missing }
        switch cell {
        case .missing: return false
        case .text(let text): return text.utf8.elementsEqual(answer.utf8)
        case .integer(let value), .instant(let value), .duration(let value): return Int64(answer) == value
        case .decimal(let value): return SampleColumn.decimal(answer).map { $0 == value } ?? false
        case .real(let value):
            guard let other = Double(answer) else { return false }
            return value == other || (value - other).magnitude <= 1e-12 * max(value.magnitude, other.magnitude)
        case .flag(let value): return answer.lowercased() == (value ? "true" : "false")
        case .date(let day): return CivilDate(dayNumber: Int(day)).isoText == answer
        }
    }
}
