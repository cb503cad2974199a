// A key point as sentences and a drawing, in one language.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// Turns a key point into what a page says of it.
struct KeyPointText {
    let desk: ReportDesk

    /// So many findings of a place are named beside the first.
    private static let mostBeside = 3
    /// From so many periods in a row on it is worth a sentence.
    private static let fewestInARow = 3

    func point(_ point: KeyPoints.Point) -> (text: Document.Points.Point, signs: [LegendSign])? {
        switch point {
        case .finding(let finding, let together, let same): self.point(finding, together, same)
        case .missed(let progress): self.point(missed: progress)
        case .undecided(let cell, let target): self.point(undecided: cell, target)
        }
    }

    // MARK: Findings

    private func point(
        _ finding: Finding, _ together: [Finding], _ same: [Finding]
    ) -> (Document.Points.Point, [LegendSign])? {
        guard let metric = metric(finding.metric) else { return nil }
        let language = desk.language
        let cell = desk.cells.cell(finding.metric, finding.breakdown, finding.period, labels: finding.labels)
        let isAbove = finding.gap > 0
        let mark = Self.mark(of: finding)
        var further: [Wording] = []
        if finding.against == .target, finding.labels.isEmpty {
            further += aboutTarget(metric, finding.expected, isAbove: isAbove)
        }
        let beside = together.prefix(Self.mostBeside).compactMap { self.beside($0, lead: finding.tone) }
        if !beside.isEmpty {
            further.append(
                PointWords.together(
                    beside, isPlace: !finding.labels.isEmpty, more: together.count - beside.count))
        }
        if !same.isEmpty {
            further.append(PointWords.same(same.map { desk.placeText($0.breakdown.segments, $0.labels) }))
        }
        let expected =
            finding.against == .target
            ? (finding.labels.isEmpty ? usualRange(of: metric) : nil)
            : Self.range(finding.expectedLow, finding.expectedHigh)
        let strip = strip(
            metric, value: finding.value.doubleValue, mark: mark, cell: cell, expected: expected,
            level: finding.against == .target ? Target(bound: finding.targetBound, value: finding.expected) : nil)
        let headline = PointWords.headline(
            figure(metric, finding.breakdown, finding.labels, value: finding.value), finding.against, isAbove: isAbove,
            gap: gap(finding, metric), isAmount: Self.isAmount(metric), period: basePeriod(of: finding),
            level: bound(finding.expected, metric))
        var basis: [Wording] = []
        if let expected, let shown = shown(expected, metric) {
            let isUsual = finding.against == .target || finding.against == .history
            basis.append(isUsual ? PointWords.usual(shown) : PointWords.expected(shown))
        }
        return (
            Document.Points.Point(
                headline: headline[language], further: further.map { $0[language] },
                basis: self.basis(basis, cell, metric, n: finding.n), drawing: strip.drawing()),
            [.mark(mark)] + (expected == nil ? [] : [.range]) + (finding.against == .target ? [.level] : [])
        )
    }

    /// Another finding of the same place or time.
    private func beside(_ finding: Finding, lead: Finding.Tone) -> Wording? {
        guard let metric = metric(finding.metric) else { return nil }
        let level = desk.format.text(
            .real(finding.expected), unit: metric.unit, places: desk.reader(metric).places)
        let against: Wording
        switch finding.against {
        // Its name has been said.
        case .period:
            against =
                finding.labels.isEmpty
                ? PointWords.then : FindingWords.against(finding.against, period: basePeriod(of: finding))
        case .rest, .total, .target, .history: against = FindingWords.against(finding.against, period: nil)
        }
        return PointWords.beside(
            metric.title, value: shown(finding.value, metric), against: against,
            expected: finding.against == .target ? bound(finding.expected, metric) : level,
            verdict: finding.tone == lead ? nil : FindingWords.tone(finding.tone, against: finding.against))
    }

    /// How long the total has been on this side of its target, and whether that is how it has been.
    private func aboutTarget(_ metric: MetricDescription, _ goal: Double, isAbove: Bool) -> [Wording] {
        var sentences: [Wording] = []
        let periods = desk.trendPeriods
        let level = desk.cells.cell(metric.key, .total, desk.results.period)?.target?.value
        if let level, level == goal, let grain = desk.results.period.grain {
            let count = periods.reversed().prefix { period in
                guard let cell = desk.cells.cell(metric.key, .total, period), cell.status != .partial,
                    let value = desk.reader(metric).shownValue(cell)?.doubleValue
                else { return false }
                let goal = cell.target?.value ?? level
                return isAbove ? value > goal : value < goal
            }.count
            if count >= Self.fewestInARow {
                sentences.append(PointWords.inARow(count, of: PointWords.counted(grain), isAbove: isAbove))
            }
        }
        if let series = series(of: metric), !series.isUnusual { sentences.append(PointWords.withinUsual) }
        return sentences
    }

    // MARK: Targets

    private func point(missed progress: TargetProgress) -> (Document.Points.Point, [LegendSign])? {
        guard let metric = metric(progress.goal.metric), let value = progress.value, let level = progress.missedLevel
        else { return nil }
        let cell = desk.cells.cell(metric.key, progress.breakdown, progress.period, labels: progress.labels)
        let expected = progress.labels.isEmpty ? usualRange(of: metric) : nil
        let isAbove = value.doubleValue > level
        let strip = strip(
            metric, value: value.doubleValue, mark: .worse, cell: cell, expected: expected,
            level: Target(bound: progress.bound(at: level), value: level))
        var basis: [Wording] = []
        if let expected, let shown = shown(expected, metric) { basis.append(PointWords.usual(shown)) }
        return (
            Document.Points.Point(
                headline: PointWords.headline(
                    figure(metric, progress.breakdown, progress.labels, value: value), .target, isAbove: isAbove,
                    gap: "", isAmount: Self.isAmount(metric), period: nil, level: bound(level, metric))[desk.language],
                basis: self.basis(basis, cell, metric, n: progress.n), drawing: strip.drawing()),
            [.mark(.worse), .level] + (expected == nil ? [] : [.range])
        )
    }

    private func point(undecided cell: MetricCell, _ target: Target) -> (Document.Points.Point, [LegendSign])? {
        guard let metric = metric(cell.metric), let value = cell.value else { return nil }
        let expected = usualRange(of: metric)
        let strip = strip(
            metric, value: value.doubleValue, mark: .noise, cell: cell, expected: expected, level: target)
        var basis: [Wording] = []
        if let expected, let shown = shown(expected, metric) { basis.append(PointWords.usual(shown)) }
        return (
            Document.Points.Point(
                headline: PointWords.undecided(
                    figure(metric, cell.breakdown, cell.labels, value: value), target.bound,
                    level: bound(target.value, metric))[desk.language],
                basis: self.basis(basis, cell, metric, n: cell.n), drawing: strip.drawing()),
            [.mark(.noise), .level] + (expected == nil ? [] : [.range])
        )
    }

    // MARK: Parts

    private func metric(_ key: String) -> MetricDescription? { desk.results.metrics.first { $0.key == key } }

    private func figure(
        _ metric: MetricDescription, _ breakdown: Breakdown, _ labels: [Int], value: MetricValue
    ) -> PointWords.Figure {
        PointWords.Figure(
            metric: metric.title, place: desk.placeText(breakdown.segments, labels), value: shown(value, metric))
    }

    private func shown(_ value: MetricValue, _ metric: MetricDescription) -> String {
        desk.format.text(value, unit: metric.unit, places: desk.reader(metric).places)
    }

    private func shown(_ range: ClosedRange<Double>, _ metric: MetricDescription) -> String? {
        desk.format.interval(
            range.lowerBound, range.upperBound, unit: metric.unit, places: desk.reader(metric).places)
    }

    private func bound(_ level: Double, _ metric: MetricDescription) -> String {
        desk.reader(metric).bound(level) ?? ValueFormat.absent
    }

    /// Without its sign, which the sentence says; of amounts with the share of what they were.
    private func gap(_ finding: Finding, _ metric: MetricDescription) -> String {
        guard let number = PrintedNumber(finding.gap.magnitude) else { return ValueFormat.absent }
        let change = desk.format.change(number, unit: metric.unit, places: desk.reader(metric).places)
        let plain = change.hasPrefix("+") || change.hasPrefix("±") ? String(change.dropFirst()) : change
        guard Self.isAmount(metric), case .period = finding.against, finding.expected > 0 else { return plain }
        let share = desk.format.relativeChange(finding.gap / finding.expected)
        return desk.language == .chinese ? "\(plain)（\(share)）" : "\(plain) (\(share))"
    }

    private static func isAmount(_ metric: MetricDescription) -> Bool {
        switch metric.unit {
        case .count, .currency: true
        case .fraction, .perThousand, .points, .seconds, .minutes, .hours, .days, .number: false
        }
    }

    private func basePeriod(of finding: Finding) -> String? {
        guard let base = finding.basePeriod, case .period(let name) = finding.against else { return nil }
        return ReportWords.compared(desk.periods.shortName(of: base), name, in: desk.language)
    }

    private static func mark(of finding: Finding) -> JudgementMark {
        switch (finding.tone, finding.against) {
        case (.better, _): .better
        case (.worse, _): .worse
        case (.changed, .history), (.changed, .period): finding.gap > 0 ? .above : .below
        case (.changed, .rest), (.changed, .total), (.changed, .target): .different
        }
    }

    private func series(of metric: MetricDescription) -> SeriesJudgement? {
        desk.results.judgements.series.first { $0.metric == metric.key && $0.breakdown == .total }
    }

    /// The limits of the total's own series.
    private func usualRange(of metric: MetricDescription) -> ClosedRange<Double>? {
        series(of: metric)?.latest.flatMap { Self.range($0.low, $0.high) }
    }

    private static func range(_ low: Double, _ high: Double) -> ClosedRange<Double>? {
        low.isFinite && high.isFinite && low <= high ? low...high : nil
    }

    private func basis(_ parts: [Wording], _ cell: MetricCell?, _ metric: MetricDescription, n: Int) -> String {
        var parts = parts.map { $0[desk.language] }
        if let cell, let interval = desk.reader(metric).measurement(cell).interval {
            parts.append(PointWords.interval(interval.shown)[desk.language])
        }
        return (parts + ["n\u{A0}=\u{A0}\(desk.format.count(n))"]).joined(separator: desk.words[.semicolon])
    }

    private func strip(
        _ metric: MetricDescription, value: Double, mark: JudgementMark, cell: MetricCell?,
        expected: ClosedRange<Double>?, level: Target?
    ) -> RangeStrip {
        let (format, unit, places) = (desk.format, metric.unit, desk.reader(metric).places)
        var interval: ClosedRange<Double>?
        if let low = cell?.low, let high = cell?.high { interval = Self.range(low, high) }
        return RangeStrip(
            value: value, mark: mark, interval: interval, expected: expected,
            level: level.map { level in
                RangeStrip.Level(
                    value: level.value,
                    label: PointWords.level(bound(level.value, metric), level.bound)[desk.language])
            },
            limits: unit == .fraction ? 0...1 : nil, steps: unit == .seconds ? .clock : .decimal,
            format: { format.axis($0, unit: unit, places: places) })
    }
}
