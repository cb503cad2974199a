// Lays the difference of two runs out in lines: what differs, then the cells that moved.

import Diagnostics
import Foundation
import Stages

extension RunDifference {
    /// The difference as lines.
    ///
    /// - Parameter limit: how many cells are told of those that moved, came and went; nil for all.
    package func lines(limit: Int?) -> [Wording] {
        var lines = [Wording("\(changes.before.folder) → \(changes.after.folder)")] + head
        if isNone { return lines + [DifferenceWords.nothing] }
        for (moves, words) in [
            (moved, Wording(en: "moved", zh: "变化")), (came, Wording(en: "came", zh: "新增")),
            (gone, Wording(en: "went", zh: "消失")),
        ] where !moves.isEmpty {
            lines.append(
                Wording(
                    en: "\(English.count(moves.count, "cell")) \(words.english):",
                    zh: "\(words.chinese)的单元格 \(moves.count) 个："))
            lines += moves.prefix(limit ?? moves.count).map { line(of: $0) }
            if let limit, moves.count > limit {
                let more = moves.count - limit
                lines.append(Wording(en: "  \(more) more, with --all", zh: "  另有 \(more) 个，使用 --all 显示"))
            }
        }
        return lines
    }

    // MARK: What differs

    private var head: [Wording] {
        let (before, after) = (changes.before.record, changes.after.record)
        var lines: [Wording] = []
        func add(_ word: Wording, _ text: Wording) {
            lines.append(Wording(en: "\(word.english): \(text.english)", zh: "\(word.chinese)：\(text.chinese)"))
        }
        func step(_ old: String, _ new: String) -> Wording { Wording("\(old) → \(new)") }
        if before.pipeline.name != after.pipeline.name {
            add(Wording(en: "pipeline", zh: "流程"), step(before.pipeline.name, after.pipeline.name))
        }
        if changes.hasOtherVersion { add(DifferenceWords.version, step(before.tool.version, after.tool.version)) }
        if before.period != after.period {
            add(DifferenceWords.period, step(before.period.name, after.period.name))
        } else if changes.hasOtherPeriod {
            lines.append(Wording(en: "compared periods or trend differ", zh: "对比期或趋势不同"))
        }
        if changes.hasOtherClock { add(DifferenceWords.asOf, step(before.asOf, after.asOf)) }
        for table in changes.inputs {
            let parts =
                table.changed.map { DifferenceWords.changed($0.path, $0.before, $0.after) }
                + table.added.map(DifferenceWords.added) + table.gone.map(DifferenceWords.gone)
            for part in parts { add(DifferenceWords.inputs(table.table), part) }
        }
        if changes.hasOtherExports { lines.append(DifferenceWords.exports) }
        lines += changes.readTables.sorted().map(DifferenceWords.reading)
        lines += changes.cleanedTables.sorted().map(DifferenceWords.cleaning)
        for ledger in changes.ledgers { lines += self.lines(of: ledger.table, ledger.before, ledger.after) }
        if changes.hasOtherLinks { lines.append(DifferenceWords.links) }
        lines += changes.segments.sorted().map(DifferenceWords.segment)
        for metric in changes.metrics.sorted() {
            let (old, new) = (changes.before.definition(of: metric), changes.after.definition(of: metric))
            let word = DifferenceWords.definition(metric)
            if old == new { lines.append(word) } else { add(word, step(old ?? "-", new ?? "-")) }
        }
        if changes.hasOtherSettings { lines.append(DifferenceWords.settings) }
        if let plans = changes.plans {
            if plans.before.breakdowns != plans.after.breakdowns { lines.append(DifferenceWords.breakdowns) }
            if plans.before.targets != plans.after.targets { lines.append(DifferenceWords.targets) }
            if plans.before.suppressBelow != plans.after.suppressBelow {
                lines.append(DifferenceWords.suppression(plans.before.suppressBelow, plans.after.suppressBelow))
            }
        } else {
            lines.append(DifferenceWords.unrecordedHead)
        }
        return lines.map { Wording(en: "  \($0.english)", zh: "  \($0.chinese)") }
    }

    private func lines(of table: String, _ before: RecordedRun.Ledger, _ after: RecordedRun.Ledger) -> [Wording] {
        var lines = [
            Wording(
                en: "rows of \(table): read \(before.read) → \(after.read), kept \(before.kept) → \(after.kept)",
                zh: "\(table) 的行：读入 \(before.read) → \(after.read)，保留 \(before.kept) → \(after.kept)")
        ]
        guard before.steps.map(\.rule) == after.steps.map(\.rule) else { return lines }
        for (old, new) in zip(before.steps, after.steps) where old.rows != new.rows {
            let place = old.rule + (old.ordinal > 0 ? " \(old.ordinal)" : "")
            lines.append(
                Wording(
                    en: "  \(place) took \(old.rows) → \(new.rows) away",
                    zh: "  \(place) 去除 \(old.rows) → \(new.rows) 行"))
        }
        return lines
    }

    // MARK: Cells

    private func line(of move: Move) -> Wording {
        let place = ([move.place.metric, move.name] + (move.place.segment.isEmpty ? [] : [move.place.segment]))
            .joined(separator: ", ")
        var numbers = [step(move, "") { self.value(of: $0) }]
        if let old = move.before?.value?.value, let new = move.after?.value?.value, old != new {
            let relative =
                move.relative.map { $0.isFinite ? ", \(signed((new - old) / abs(old) * 100, digits: 3)) %" : "" } ?? ""
            numbers[0] += " (\(signed(new - old, digits: 10))\(relative))"
        }
        if move.before?.n != move.after?.n { numbers.append(step(move, "n ") { $0.n.map { "\($0)" } ?? "-" }) }
        if let before = move.before, let after = move.after, before.status != after.status {
            numbers.append(step(move, "") { $0.status.isEmpty ? "-" : $0.status })
        }
        let said = "  \(place): \(numbers.joined(separator: ", "))"
        return Wording(
            en: "\(said); \(move.causes.map(\.english).joined(separator: ", "))",
            zh: "\(said)；\(move.causes.map(\.chinese).joined(separator: "、"))")
    }

    private func step(_ move: Move, _ word: String, _ text: (RecordedCell) -> String) -> String {
        let (old, new) = (move.before.map(text), move.after.map(text))
        switch (old, new) {
        case (let old?, let new?): return old == new ? word + old : "\(word)\(old) → \(new)"
        default: return word + (old ?? new ?? "-")
        }
    }

    private func value(of cell: RecordedCell) -> String { cell.isHidden ? "***" : cell.value?.text ?? "-" }

    private func signed(_ number: Double, digits: Int) -> String {
        String(format: "%+.\(digits)g", number)
    }
}
