// Reads a cell of the results as texts: value, interval, n, and what must be minded.

import Diagnostics
import Documents
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
        let places = format.places(for: metric.unit, values: values)
        // Amounts that are all whole, such as those of a budget, have no coins.
        if case .currency = metric.unit, values.allSatisfy({ $0.doubleValue == $0.doubleValue.rounded() }) {
            self.places = 0
        } else {
            self.places = places
        }
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
    func isSmallSample(_ cell: MetricCell) -> Bool { cell.value != nil && metric.isFew(cell.n) }

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
    func tableMeasurement(_ cell: MetricCell?) -> Document.Measurement {
        var measurement = measurement(cell, unit: tableUnitIsApart ? .number : metric.unit)
        if !measurement.value.isNumber { measurement.sample?.isTold = false }
        if let cell, [.met, .missed].contains(cell.status), measurement.value.isNumber {
            measurement.judgement = goal(cell)
        }
        // A hidden value says so itself.
        if let cell, isHidden(cell) { measurement.note = "" }
        return measurement
    }

    /// A cell as texts with their unit.
    func measurement(_ cell: MetricCell?) -> Document.Measurement { measurement(cell, unit: metric.unit) }

    private func measurement(_ cell: MetricCell?, unit: MetricUnit) -> Document.Measurement {
        guard let cell else { return absent(n: nil) }
        if isHidden(cell) {
            return Document.Measurement(
                .hidden(shown: ReportWords.hiddenValue[format.language]), note: words[.hidden])
        }
        guard let value = shownValue(cell) else { return absent(n: cell.n) }
        var notes: [String] = []
        if isSmallSample(cell) { notes.append(words[.smallSample]) }
        // Of a part of a period the head of its column says where it is cut.
        if cell.status == .partial, !cell.period.isCut { notes.append(words[.partialMark]) }
        let shown = format.text(value, unit: unit, places: places, target: cell.target?.value)
        return Document.Measurement(
            .number(Document.Number(Document.Quantity(value), unit: metric.unit.text, shown: shown)),
            interval: interval(of: cell, unit: unit),
            sample: .init(count: cell.n, shown: format.count(cell.n), isTold: !isItsOwnSample(value, n: cell.n)),
            note: notes.joined(separator: format.language == .chinese ? "、" : ", "))
    }

    private func interval(of cell: MetricCell, unit: MetricUnit) -> Document.Measurement.Interval? {
        guard let low = cell.low, let high = cell.high,
            let shown = format.interval(low, high, unit: unit, places: places, target: judged(cell))
        else { return nil }
        return .init(low: low, high: high, shown: shown)
    }

    /// The target that a cell's interval lies wholly on one side of.
    private func judged(_ cell: MetricCell) -> Double? {
        [.met, .missed].contains(cell.status) ? cell.target?.value : nil
    }

    private func isItsOwnSample(_ value: MetricValue, n: Int) -> Bool {
        metric.unit == .count && isQuantity && PrintedNumber(value) == PrintedNumber(n)
    }

    private func absent(n: Int?) -> Document.Measurement {
        Document.Measurement(
            .absent(shown: ValueFormat.absent),
            sample: .init(count: n ?? 0, shown: format.count(n ?? 0), isTold: n != nil),
            note: words[metric.waits ? .notYetJudged : .noData])
    }

    /// A comparison as short texts for a table: of amounts and counts the relative change alone, no word where there is
    /// nothing to judge by.
    func shortChange(_ comparison: Comparison, of cell: MetricCell) -> Document.Change {
        var change = change(comparison, of: cell, unit: tableUnitIsApart ? .number : metric.unit)
        if let relative = change.relative.take(), isQuantity { change.difference = .number(relative) }
        if [.unjudged, .untested].contains(comparison.verdict) || isHidden(cell) { change.verdict = nil }
        return change
    }

    /// A comparison as texts.
    func change(_ comparison: Comparison, of cell: MetricCell) -> Document.Change {
        change(comparison, of: cell, unit: metric.unit)
    }

    private func change(_ comparison: Comparison, of cell: MetricCell, unit: MetricUnit) -> Document.Change {
        let periods = PeriodFormat(language: format.language)
        let period = ReportWords.compared(
            periods.shortName(of: comparison.basePeriod), comparison.base, in: format.language)
        let base = ReportWords.against(period)[format.language]
        let verdict = ReportWords.verdict(isHidden(cell) ? .notComparable : comparison.verdict)[format.language]
        let told = cell.value != nil || comparison.verdict == .gone ? verdict : nil
        let isCompared = ![.notComparable, .new, .gone].contains(comparison.verdict)
        guard let (difference, quantity) = difference(comparison, of: cell), isCompared, !isHidden(cell) else {
            return Document.Change(base: base, difference: .absent(shown: ValueFormat.absent), verdict: told)
        }
        let relative = showsRelativeChanges ? comparison.relative : nil
        return Document.Change(
            base: base,
            difference: .number(
                Document.Number(
                    quantity, unit: metric.unit.text, shown: format.change(difference, unit: unit, places: places))),
            relative: relative.map {
                Document.Number(.real($0), unit: MetricUnit.fraction.text, shown: format.relativeChange($0))
            },
            verdict: told, tone: Self.tone(of: comparison.verdict), mark: Self.mark(difference, comparison.verdict),
            isWithinNoise: comparison.verdict == .withinNoise)
    }

    /// Whether a change is told as a share of the value too.
    private var showsRelativeChanges: Bool {
        switch metric.unit {
        case .fraction, .perThousand, .points: false
        case .count, .seconds, .minutes, .hours, .days, .currency, .number: true
        }
    }

    private static func tone(of verdict: Comparison.Verdict) -> Document.Tone {
        switch verdict {
        case .better: .good
        case .worse: .bad
        case .changed, .withinNoise, .unjudged, .untested, .notComparable, .new, .gone: .neutral
        }
    }

    /// The way it went; nothing is marked of too few rows.
    private static func mark(_ difference: PrintedNumber, _ verdict: Comparison.Verdict) -> String {
        if difference.isZero || verdict == .untested { return "" }
        if verdict == .withinNoise { return "≈" }
        return difference.isNegative ? "▼" : "▲"
    }

    /// Value minus base value; exact where both are.
    private func difference(
        _ comparison: Comparison, of cell: MetricCell
    ) -> (PrintedNumber, Document.Quantity)? {
        if case .exact(let value)? = cell.value, case .exact(let base)? = comparison.baseValue {
            let (negated, overflow) = Int128(0).subtractingReportingOverflow(base.units)
            if !overflow, let sum = ExactDecimal.sum(value, ExactDecimal(units: negated, scale: base.scale)) {
                return PrintedNumber(sum.description).map { ($0, .exact(sum)) }
            }
        }
        return comparison.difference.flatMap { real in PrintedNumber(real).map { ($0, .real(real)) } }
    }

    /// A number that is aimed at with all its digits, at least those of the metric's values only where it has them.
    func bound(_ value: Double) -> String? {
        guard let bound = PrintedNumber(value) else { return nil }
        let shown = metric.unit == .fraction ? bound.shifted(by: 2) : bound
        let isOnClock = metric.unit == .seconds && value.magnitude >= 60
        let digits = shown.isWhole ? 0 : max(places, 1, min(9, shown.fractionDigits + (isOnClock ? 1 : 0)))
        return format.text(bound, unit: metric.unit, places: digits)
    }

    /// The target of a cell as texts for a card, where room is dear.
    func shortGoal(_ cell: MetricCell) -> Document.Goal? {
        var goal = goal(cell)
        if cell.status == .uncertain { goal?.status = words[.undecided] }
        return goal
    }

    /// The target of a cell as texts; nil without one.
    func goal(_ cell: MetricCell) -> Document.Goal? {
        guard let target = cell.target, let bound = bound(target.value) else { return nil }
        let sign = target.bound == .atLeast ? "≥" : "≤"
        let tone: Document.Tone
        let mark: String
        switch cell.status {
        case .met: (tone, mark) = (.good, "✓")
        case .missed: (tone, mark) = (.bad, "✗")
        case .uncertain: (tone, mark) = (.neutral, "?")
        case .plain, .undefined, .partial, .hidden: (tone, mark) = (.neutral, "")
        }
        return Document.Goal(
            bound: "\(sign) \(bound)", level: target.value,
            status: ReportWords.status(cell.status)[format.language], tone: tone, mark: mark)
    }
}

extension Document.Quantity {
    init(_ value: MetricValue) {
        switch value {
        case .exact(let decimal): self = .exact(decimal)
        case .real(let real): self = .real(real)
        }
    }
}
