// Reads a cell of the results as texts: value, interval, n, and what must be minded.

import Diagnostics
import Stages
import Tabular

/// Turns cells of one metric into texts of one language.
struct CellReader: Sendable {
    var metric: MetricDescription
    var format: ValueFormat
    /// Digits after the point, the same for all cells of the metric.
    var places: Int

    private var words: WordList { WordList(language: format.language) }

    init(metric: MetricDescription, values: some Sequence<MetricValue>, format: ValueFormat) {
        self.metric = metric
        self.format = format
        places = format.places(for: metric.unit, values: values)
    }

    /// A quantity is a number of things or an amount, whose change is told as a share of it.
    private var isQuantity: Bool {
        switch metric.unit {
        case .count, .currency, .number: metric.interval == nil || metric.interval == "none"
        default: false
        }
    }

    /// Whether the value would tell too much of too few; see ``SmallCells``.
    func isHidden(_ cell: MetricCell) -> Bool { cell.status == .hidden }

    /// A count or a sum is true of few observations as of many. Whatever else rests on few says so.
    func isSmallSample(_ cell: MetricCell) -> Bool {
        cell.value != nil && !metric.isAdditive && metric.unit != .count && cell.n < metric.minimumN
    }

    /// The number behind a cell, unless it is undefined or hidden.
    func shownValue(_ cell: MetricCell) -> MetricValue? {
        guard let value = cell.value, PrintedNumber(value) != nil, !isHidden(cell) else { return nil }
        return value
    }

    /// What a table must say of the unit once, because its cells do not; empty when they do.
    var tableUnit: String {
        tableUnitIsApart ? ReportWords.unit(metric.unit)[format.language] : ""
    }

    private var tableUnitIsApart: Bool { metric.unit == .perThousand && format.language == .english }

    /// A cell as short texts for a table.
    func tableReading(_ cell: MetricCell?) -> ReportModel.Reading {
        var reading = reading(cell, unit: tableUnitIsApart ? .number : metric.unit)
        if reading.isAbsent { reading.hasSample = false }
        if let cell, [.met, .missed].contains(cell.status), !reading.isAbsent {
            reading.judgements = goal(cell).map { [$0] } ?? []
        }
        // A hidden value says so itself.
        if let cell, isHidden(cell) { reading.hasNote = false }
        return reading
    }

    /// A cell as texts with their unit.
    func reading(_ cell: MetricCell?) -> ReportModel.Reading { reading(cell, unit: metric.unit) }

    private func reading(_ cell: MetricCell?, unit: MetricUnit) -> ReportModel.Reading {
        guard let cell else { return absent(n: nil) }
        if isHidden(cell) {
            return ReportModel.Reading(
                value: ReportWords.hiddenValue[format.language], interval: "", sample: "", hasSample: false,
                note: words[.hidden], hasInterval: false, showsInterval: false, hasNote: true,
                isAbsent: true)
        }
        guard let value = shownValue(cell) else { return absent(n: cell.n) }
        let interval =
            format.interval(cell.low, cell.high, unit: unit, places: places, target: judged(cell)) ?? ""
        var notes: [String] = []
        if isSmallSample(cell) { notes.append(words[.smallSample]) }
        // Of a part of a period the head of its column says where it is cut.
        if cell.status == .partial, !cell.period.isCut { notes.append(words[.partialMark]) }
        let note = notes.joined(separator: format.language == .chinese ? "、" : ", ")
        return ReportModel.Reading(
            value: format.text(value, unit: unit, places: places, target: cell.target?.value), interval: interval,
            sample: format.count(cell.n),
            hasSample: !isItsOwnSample(value, n: cell.n), note: note, hasInterval: !interval.isEmpty,
            showsInterval: !interval.isEmpty, hasNote: !note.isEmpty, isAbsent: false)
    }

    /// The target that a cell's interval lies wholly on one side of.
    private func judged(_ cell: MetricCell) -> Double? {
        [.met, .missed].contains(cell.status) ? cell.target?.value : nil
    }

    private func isItsOwnSample(_ value: MetricValue, n: Int) -> Bool {
        metric.unit == .count && isQuantity && PrintedNumber(value) == PrintedNumber(n)
    }

    private func absent(n: Int?) -> ReportModel.Reading {
        ReportModel.Reading(
            value: ValueFormat.absent, interval: "", sample: format.count(n ?? 0), hasSample: n != nil,
            note: words[metric.waits ? .notYetJudged : .noData],
            hasInterval: false, showsInterval: false, hasNote: true, isAbsent: true)
    }

    /// A comparison as short texts for a table: of amounts and counts the relative change alone, no word where there is
    /// nothing to judge by.
    func shortChange(_ comparison: Comparison, of cell: MetricCell) -> ReportModel.Change {
        var change = change(comparison, of: cell, unit: tableUnitIsApart ? .number : metric.unit)
        if change.hasRelative {
            if isQuantity { change.difference = change.relative }
            change.hasRelative = false
        }
        if comparison.verdict == .unjudged || isHidden(cell) { change.hasVerdict = false }
        return change
    }

    /// A comparison as texts.
    func change(_ comparison: Comparison, of cell: MetricCell) -> ReportModel.Change {
        change(comparison, of: cell, unit: metric.unit)
    }

    private func change(_ comparison: Comparison, of cell: MetricCell, unit: MetricUnit) -> ReportModel.Change {
        let periods = PeriodFormat(language: format.language)
        let difference = difference(comparison, of: cell)
        let isCompared = ![.notComparable, .new, .gone].contains(comparison.verdict)
        let isShown = difference != nil && isCompared && !isHidden(cell)
        let tone: ReportModel.Tone =
            switch comparison.verdict {
            case .better: .good
            case .worse: .bad
            default: .neutral
            }
        let mark: String
        if !isShown || difference?.isZero == true {
            mark = ""
        } else if comparison.verdict == .withinNoise {
            mark = "≈"
        } else {
            mark = difference?.isNegative == true ? "▼" : "▲"
        }
        let showsRelative: Bool =
            switch metric.unit {
            case .fraction, .perThousand, .points: false
            default: isShown
            }
        let relative = showsRelative ? comparison.relative.map(format.relativeChange) ?? "" : ""
        return ReportModel.Change(
            base: ReportWords.against(periods.shortName(of: comparison.basePeriod))[format.language],
            baseValue: comparison.baseValue.map { format.text($0, unit: metric.unit, places: places) }
                ?? ValueFormat.absent,
            difference: isShown
                ? difference.map { format.change($0, unit: unit, places: places) } ?? "" : ValueFormat.absent,
            relative: relative, hasRelative: !relative.isEmpty,
            verdict: ReportWords.verdict(isHidden(cell) ? .notComparable : comparison.verdict)[format.language],
            hasVerdict: cell.value != nil || comparison.verdict == .gone, tone: isShown ? tone : .neutral,
            toneName: (isShown ? tone : .neutral).rawValue, mark: mark,
            hasMark: !mark.isEmpty)
    }

    /// Value minus base value; exact where both are.
    private func difference(_ comparison: Comparison, of cell: MetricCell) -> PrintedNumber? {
        if case .exact(let value)? = cell.value, case .exact(let base)? = comparison.baseValue {
            let (negated, overflow) = Int128(0).subtractingReportingOverflow(base.units)
            if !overflow, let sum = ExactDecimal.sum(value, ExactDecimal(units: negated, scale: base.scale)) {
                return PrintedNumber(sum.description)
            }
        }
        return comparison.difference.flatMap { PrintedNumber($0) }
    }

    /// The target of a cell as texts; nil without one.
    func goal(_ cell: MetricCell) -> ReportModel.Goal? {
        guard let target = cell.target, let bound = PrintedNumber(target.value) else { return nil }
        let sign = target.bound == .atLeast ? "≥" : "≤"
        // A target is printed with all its digits, at least those of the metric's values only where it has them.
        let shown = metric.unit == .fraction ? bound.shifted(by: 2) : bound
        let isOnClock = metric.unit == .seconds && target.value.magnitude >= 60
        let digits = shown.isWhole ? 0 : max(places, 1, min(9, shown.fractionDigits + (isOnClock ? 1 : 0)))
        let tone: ReportModel.Tone
        let mark: String
        switch cell.status {
        case .met: (tone, mark) = (.good, "✓")
        case .missed: (tone, mark) = (.bad, "✗")
        case .uncertain: (tone, mark) = (.neutral, "?")
        case .plain, .undefined, .partial, .hidden: (tone, mark) = (.neutral, "")
        }
        return ReportModel.Goal(
            bound: "\(sign) \(format.text(bound, unit: metric.unit, places: digits))",
            statusWord: ReportWords.status(cell.status)[format.language], toneName: tone.rawValue, mark: mark,
            hasMark: !mark.isEmpty)
    }
}
