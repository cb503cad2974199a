// Looks at the rows of a table for a list: which fulfil its conditions, and what is said of each.

import Diagnostics
import Expressions
import Stages
import Tabular

/// A row that a source of a list takes.
struct Candidate: Sendable {
    /// As the data have it; rows of the same id may become one.
    var id: String
    var shownID: String
    var name: String?
    var owner: String?
    /// Days since 1970-01-01.
    var due: Int?
    var order: OrderKey?
    /// Of the segment whose metrics decide.
    var label: String?
    var show: [RowList.Cell]
}

/// What rows are ordered by.
enum OrderKey: Sendable, Comparable {
    case number(Double)
    case text(String)
}

/// The rows that a source takes, and those that it could not.
struct SourceCandidates: Sendable {
    var rows: [Candidate] = []
    var withoutID = 0
    var placeholders = 0
    var lunar = 0
}

/// Chooses the rows of one source.
struct RowChoosing {
    private let source: PlannedSource
    private let table: SegmentedTable
    private let tables: SegmentedTables
    private let context: StageContext

    init(_ source: PlannedSource, in table: SegmentedTable, of tables: SegmentedTables, _ context: StageContext) {
        (self.source, self.table, self.tables, self.context) = (source, table, tables, context)
    }

    /// The formulas of the source with their columns found.
    private struct Ready: Sendable {
        var when, unless, lunar, yearly, name, owner, due, order: BoundFormula.Ready?
        var id: BoundFormula.Ready
        var show: [BoundFormula.Ready]
    }

    /// - Shape: in the order of the table.
    func candidates() throws(DiagnosedFailure) -> SourceCandidates {
        func ready(_ formula: BoundFormula?) throws(DiagnosedFailure) -> BoundFormula.Ready? {
            guard let formula else { return nil }
            return try formula.ready(for: table.table, context)
        }
        var show: [BoundFormula.Ready] = []
        for column in source.show { show.append(try column.formula.ready(for: table.table, context)) }
        let formulas = Ready(
            when: try ready(source.when), unless: try ready(source.unless), lunar: try ready(source.lunar),
            yearly: try ready(source.yearly), name: try ready(source.name?.formula), owner: try ready(source.owner),
            due: try ready(source.due), order: try ready(source.order),
            id: try source.id.formula.ready(for: table.table, context), show: show)
        var chosen: [(numbers: SegmentNumbers, isTaken: [Bool])] = []
        for (segment, labels) in source.chosen {
            guard let (numbers, keys) = division(by: segment) else { return SourceCandidates() }
            chosen.append((numbers, keys.map { labels.contains($0) }))
        }
        let known = KnownRows(source.known, of: table.table, context)
        let deciding = source.by.flatMap { division(by: $0) }
        let picked = chosen
        let parts = parallelMap(Array(table.table.chunks.indices), jobs: context.jobs) { index in
            self.candidates(inChunk: index, known, formulas, picked, deciding)
        }
        return parts.reduce(into: SourceCandidates()) { all, part in
            all.rows += part.rows
            all.withoutID += part.withoutID
            all.placeholders += part.placeholders
            all.lunar += part.lunar
        }
    }

    /// The numbers of a segment, and the keys of its labels.
    private func division(by segment: String) -> (numbers: SegmentNumbers, keys: [String])? {
        guard let numbers = table.numbers[segment], let labels = tables.segment(segment)?.labels else { return nil }
        return (numbers, labels.map(\.key))
    }

    private func candidates(
        inChunk index: Int, _ known: KnownRows, _ formulas: Ready,
        _ chosen: [(numbers: SegmentNumbers, isTaken: [Bool])],
        _ deciding: (numbers: SegmentNumbers, keys: [String])?
    ) -> SourceCandidates {
        let chunk = known.known(table.table.chunks[index])
        var isTaken = known.rows(table.table.chunks[index])
        if let when = formulas.when?.isTrue(chunk) {
            for row in when.indices where !when[row] { isTaken[row] = false }
        }
        if let left = formulas.unless?.isTrue(chunk) {
            for row in left.indices where left[row] { isTaken[row] = false }
        }
        for (numbers, isLabelTaken) in chosen {
            let numbers = numbers.numbers(inChunk: index, of: table.table)
            for row in numbers.indices where isTaken[row] {
                isTaken[row] = isLabelTaken.indices.contains(Int(numbers[row])) && isLabelTaken[Int(numbers[row])]
            }
        }
        var found = SourceCandidates()
        guard isTaken.contains(true) else { return found }
        let yearly = formulas.yearly?.values(chunk)
        let lunar = formulas.lunar?.isTrue(chunk)
        let labels = deciding?.numbers.numbers(inChunk: index, of: table.table)
        let (id, name, owner) = (formulas.id.values(chunk), formulas.name?.values(chunk), formulas.owner?.values(chunk))
        let (due, order) = (formulas.due?.values(chunk), formulas.order?.values(chunk))
        let show = formulas.show.map { $0.values(chunk) }
        for row in isTaken.indices where isTaken[row] {
            var day = due.flatMap { self.day($0, row) }
            if let yearly {
                guard let written = self.day(yearly, row) else { continue }
                if lunar?[row] == true {
                    found.lunar += 1
                    continue
                }
                switch YearlyDay(written).next(from: context.today, within: source.within) {
                case .placeholder:
                    found.placeholders += 1
                    continue
                case .later: continue
                case .on(let next): day = day ?? next
                }
            }
            guard let known = text(id, row), !known.isEmpty else {
                found.withoutID += 1
                continue
            }
            found.rows.append(
                Candidate(
                    id: known, shownID: shown(known, source.id),
                    name: name.flatMap { text($0, row) }.map(MaskedText.masked),
                    owner: owner.flatMap { text($0, row) }.map(MaskedText.withoutNumbers), due: day,
                    order: order.flatMap { orderKey($0, row) }
                        ?? (order == nil ? day.map { .number(Double($0)) } : nil),
                    label: label(labels?[row], deciding?.keys),
                    show: zip(show, source.show).map { cell($0, row, of: $1) }))
        }
        return found
    }

    private func label(_ number: UInt32?, _ keys: [String]?) -> String? {
        guard let number, let keys, keys.indices.contains(Int(number)) else { return nil }
        return keys[Int(number)]
    }

    // MARK: Cells

    private func shown(_ text: String, _ column: PlannedSource.Shown) -> String {
        switch column.namesPeople {
        case true: MaskedText.masked(text)
        case false: text
        default: MaskedText.withoutNumbers(text)
        }
    }

    private func day(_ column: Column, _ row: Int) -> Int? {
        switch column {
        case .date(let days): days[row].map(Int.init)
        case .instant(let instants): instants[row].map { Int(context.zone.localDay(of: $0)) }
        default: nil
        }
    }

    private func cell(_ column: Column, _ row: Int, of shown: PlannedSource.Shown) -> RowList.Cell {
        switch column {
        case .date: return day(column, row).map { .day($0) } ?? .missing
        case .integer, .decimal, .real:
            guard let text = text(column, row), let number = number(column, row) else { return .missing }
            // A telephone number that was read as a number is one all the same.
            let told = self.shown(text, shown)
            return told == text ? .number(number) : .text(told)
        case .text, .flag, .instant, .duration:
            return text(column, row).map { .text(self.shown($0, shown)) } ?? .missing
        }
    }

    private func number(_ column: Column, _ row: Int) -> MetricValue? {
        switch column {
        case .integer(let numbers): numbers[row].map { .exact(ExactDecimal(units: Int128($0), scale: 0)) }
        case .decimal(let numbers):
            numbers.units[row].map { .exact(ExactDecimal(units: Int128($0), scale: numbers.scale)) }
        case .real(let numbers): numbers[row].map { .real($0) }
        case .text, .flag, .date, .instant, .duration: nil
        }
    }

    private func text(_ column: Column, _ row: Int) -> String? {
        switch column {
        case .text(let texts): texts[row]
        case .integer(let numbers): numbers[row].map { String($0) }
        case .decimal(let numbers):
            numbers.units[row].map { ExactDecimal(units: Int128($0), scale: numbers.scale).description }
        case .real(let numbers): numbers[row].map { MetricValue.real($0).text }
        case .flag(let flags): flags[row].map { $0 ? "true" : "false" }
        case .date(let days): days[row].map { CivilDate(dayNumber: Int($0)).isoText }
        case .instant(let instants): instants[row].map(moment)
        case .duration(let lengths): lengths[row].map { MetricValue.real(Double($0) / 1000).text + " s" }
        }
    }

    /// `2026-09-14 09:30` on the local clock.
    private func moment(_ instant: Int64) -> String {
        let day = Int(context.zone.localDay(of: instant))
        let minutes = (instant &+ context.zone.offset(at: instant) &- Int64(day) &* 86_400_000) / 60_000
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return CivilDate(dayNumber: day).isoText + " " + two(minutes / 60) + ":" + two(minutes % 60)
    }

    private func orderKey(_ column: Column, _ row: Int) -> OrderKey? {
        switch column {
        case .text: text(column, row).map(OrderKey.text)
        case .integer(let numbers): numbers[row].map { .number(Double($0)) }
        case .decimal(let numbers):
            numbers.units[row].map { .number(ExactDecimal(units: Int128($0), scale: numbers.scale).doubleValue) }
        case .real(let numbers): numbers[row].map { .number($0) }
        case .flag(let flags): flags[row].map { .number($0 ? 1 : 0) }
        case .date(let days): days[row].map { .number(Double($0)) }
        case .instant(let times), .duration(let times): times[row].map { .number(Double($0)) }
        }
    }
}
