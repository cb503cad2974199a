// The days of a calendar as a table that another engine is given.

import Expressions
import Tabular

extension BusinessClock {
    /// A row for every day that the clock knows.
    ///
    /// - Shape: `day`, `is_working`, `open_before`, and `opens_1`, `closes_1`, … for as many stretches as a day has at most.
    /// - Missing: the ends of stretches that a day does not have.
    package var table: Table {
        let days = Self.days
        let stretches = days.map { openInstants(on: $0) }
        var columns: [(name: String, column: Column)] = [
            (BusinessClockSQL.day, .date(PrimitiveColumn(days.map { Int32($0) }))),
            (BusinessClockSQL.isWorking, .flag(PrimitiveColumn(days.map { calendar.isWorkingDay($0) }))),
            (BusinessClockSQL.openBefore, .duration(PrimitiveColumn(days.map { openTime(beforeDay: $0) }))),
        ]
        for number in 0..<mostStretches {
            let presence = Presence(count: days.count) { stretches[$0].count > number }
            func ends(_ end: ((start: Int64, end: Int64)) -> Int64) -> Column {
                .instant(
                    PrimitiveColumn(stretches.map { $0.count > number ? end($0[number]) : 0 }, presence: presence))
            }
            columns.append((BusinessClockSQL.opens(number), ends(\.start)))
            columns.append((BusinessClockSQL.closes(number), ends(\.end)))
        }
        return Table(
            name: BusinessClockSQL.days,
            columns: columns.map { ColumnDescription(name: $0.name, type: $0.column.type) },
            chunks: [Chunk(rowCount: days.count, columns: columns.map(\.column), origin: RowOrigin(file: 0))])
    }
}
