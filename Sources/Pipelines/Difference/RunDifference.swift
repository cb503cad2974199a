// The numbers that moved between two runs, each with what can have moved it.

import Diagnostics
import Stages

/// What differs between two runs, and the cells that moved.
package struct RunDifference: Sendable {
    /// A cell that is another in both runs, or stands in one alone.
    struct Move: Sendable {
        var place: RecordedCell.Place
        var name: String
        var before: RecordedCell?
        var after: RecordedCell?
        var causes: [Wording]

        /// How far it moved, as a share of what it was; nil where there is no number on both sides.
        var relative: Double? {
            guard let old = before?.value?.value, let new = after?.value?.value else { return nil }
            if old == new { return 0 }
            return old == 0 ? .infinity : abs((new - old) / old)
        }
    }

    let changes: RunChanges
    /// Those that stand in both, the farthest first.
    let moved: [Move]
    let came: [Move]
    let gone: [Move]

    init(_ before: FinishedRun, _ after: FinishedRun) {
        changes = RunChanges(before, after)
        let order = Self.order(before.segmentOrder, after.segmentOrder)
        let causes = MoveCauses(changes)
        let old = Self.byPlace(before.results.cells, order)
        let new = Self.byPlace(after.results.cells, order)
        let (earlier, later) = (before.record.calendars, after.record.calendars)
        func move(_ place: RecordedCell.Place) -> Move {
            let (before, after) = (old.cells[place], new.cells[place])
            let calendars = before == nil ? later : earlier
            return Move(
                place: place, name: (before ?? after)?.periodName(in: calendars) ?? "", before: before, after: after,
                causes: causes.causes(before, after))
        }
        let moved = old.places.filter { place in
            guard let before = old.cells[place], let after = new.cells[place] else { return false }
            return !before.isSame(as: after)
        }.map(move)
        self.moved = moved.enumerated().sorted { left, right in
            let (first, second) = (left.element.relative ?? .infinity, right.element.relative ?? .infinity)
            return first == second ? left.offset < right.offset : first > second
        }.map(\.element)
        came = new.places.filter { old.cells[$0] == nil }.map(move)
        gone = old.places.filter { new.cells[$0] == nil }.map(move)
    }

    /// Whether no number moved.
    package var isNone: Bool { moved.isEmpty && came.isEmpty && gone.isEmpty }

    private static func order(_ first: [String], _ second: [String]) -> [String] {
        first + second.filter { !first.contains($0) }
    }

    private static func byPlace(
        _ cells: [RecordedCell], _ order: [String]
    ) -> (places: [RecordedCell.Place], cells: [RecordedCell.Place: RecordedCell]) {
        var places: [RecordedCell.Place] = []
        var byPlace: [RecordedCell.Place: RecordedCell] = [:]
        for cell in cells {
            let place = cell.place(order)
            // The report's own period may also be one of a breakdown by its length: both say the same.
            if byPlace[place] != nil { continue }
            byPlace[place] = cell
            places.append(place)
        }
        return (places, byPlace)
    }
}

extension RecordedCell {
    /// Whether both tell the same numbers.
    fileprivate func isSame(as other: RecordedCell) -> Bool {
        value == other.value && numerator == other.numerator && denominator == other.denominator && n == other.n
            && low == other.low && high == other.high && status == other.status && target == other.target
    }
}

extension Pipelines {
    /// Compares the numbers of two finished runs.
    ///
    /// - Parameters: the folders that the runs have published.
    /// - Errors: one of the folders is none of a run.
    package static func difference(_ before: String, _ after: String) throws(DiagnosedFailure) -> RunDifference {
        RunDifference(try FinishedRun(folder: before), try FinishedRun(folder: after))
    }
}
