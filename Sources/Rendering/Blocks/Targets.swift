// `targets`: how far every target has come, with where it should be by now and where it will end.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// The targets of a report.
///
/// - Shape: a sentence on how many are met, and a row for each: metric, where, owner, goal, actual, attainment, pace, forecast, verdict.
/// - Missing: without targets the block is left out; where a table of targets has none for this report, a sentence says so.
struct Targets: ReportBlock {
    static let word = "targets"
    static let help = Wording(
        en: "how far targets have come: attainment, pace, forecast, verdict", zh: "目标进展：达成率、进度、预测与判断")
    static let mostKey = OptionKey(
        "most", .integer(1...1000),
        help: Wording(en: "how many rows are shown; 50 unless said", zh: "最多显示几行；默认 50"))
    static let keys = [mostKey]

    /// So many are shown.
    var most = 50

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostKey) { self.most = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let goals = desk.results.goals
        guard goals.periods != nil else { return nil }
        let progress = desk.results.judgements.targets
        var elements: [Document.Element] = []
        func say(_ sentence: Wording, isLead: Bool = false) {
            elements.append(.paragraph(Document.Paragraph(sentence[desk.language], isLead: isLead)))
        }
        if progress.isEmpty {
            say(TargetWords.none, isLead: true)
        } else {
            let counts = TargetProgress.Verdict.allCases.compactMap { verdict in
                let count = progress.count { $0.verdict == verdict }
                return count > 0 ? (TargetWords.verdict(verdict), desk.printed(count)) : nil
            }
            say(TargetWords.intro(desk.printed(progress.count), counts), isLead: true)
            elements.append(.table(TargetText.table(of: progress.prefix(most), desk)))
            if progress.count > most { say(TargetWords.more(desk.printed(progress.count - most))) }
            if progress.contains(where: { $0.pace != nil }) {
                say(TargetWords.pace(isSeasonal: progress.contains(where: \.isSeasonal)))
            }
            if progress.contains(where: { $0.forecast != nil }) { say(TargetWords.forecasts) }
        }
        if goals.rowsSetAside > 0 { say(TargetWords.setAside(desk.printed(goals.rowsSetAside))) }
        if goals.rowsOfOtherPeriods > 0 { say(TargetWords.otherPeriods(desk.printed(goals.rowsOfOtherPeriods))) }
        return Document.Section(anchor: Self.word, title: desk.words[.targets], elements: elements)
    }
}

/// A target as texts of one language.
struct TargetText {
    private let progress: TargetProgress
    private let metric: MetricDescription
    private let desk: ReportDesk
    private let reader: CellReader

    init?(_ progress: TargetProgress, _ desk: ReportDesk) {
        guard let metric = desk.results.metrics.first(where: { $0.key == progress.goal.metric }) else { return nil }
        self.progress = progress
        self.metric = metric
        self.desk = desk
        reader = desk.reader(metric)
    }

    /// A row for each.
    static func table(of progress: some Sequence<TargetProgress>, _ desk: ReportDesk) -> Document.Table {
        let words = desk.words
        return Document.Table(
            caption: words[.targets], label: words[.targets],
            columns: [
                Document.Column(words[.metric]), Document.Column(words[.place]), Document.Column(words[.owner]),
                Document.Column(words[.target]), Document.Column(words[.actual], .number), Document.Column("", .plot),
                Document.Column(words[.attainment], .number), Document.Column(words[.pace], .number),
                Document.Column(words[.forecast], .number), Document.Column(words[.verdict]),
                Document.Column(words[.sample], .number),
            ],
            rows: progress.compactMap { TargetText($0, desk)?.row }, isBelowItsTitle: true
        ).withoutEmptyColumns(absent: ValueFormat.absent)
    }

    var row: [Document.Cell] {
        [
            .text(desk.rowLabel(metric)), .text(place), progress.goal.owner.map { .text($0) } ?? .blank, .text(goal),
            .value(actual), .plot(plot), share(progress.attainment, isAtLeast: progress.isAtLeastAttainment), pace,
            forecast,
            .verdict(TargetWords.verdict(progress.verdict)[desk.language], tone),
            progress.verdict == .hidden ? .blank : desk.cell(progress.n),
        ]
    }

    private var place: String { parts.isEmpty ? desk.words[.total] : parts.joined(separator: " · ") }

    /// The labels, and the period where it is not the report's own.
    private var parts: [String] {
        let labels = desk.labelText(progress.breakdown.segments, progress.labels)
        let period = progress.period == desk.results.period ? "" : desk.periods.shortName(of: progress.period)
        return [labels, period].filter { !$0.isEmpty }
    }

    /// The metric, and where it is not the report's total, where: `Customer satisfaction (North)`.
    var name: Wording {
        if parts.isEmpty { return metric.title }
        let place = parts.joined(separator: " · ")
        return Wording(en: "\(metric.title.english) (\(place))", zh: "\(metric.title.chinese)（\(place)）")
    }

    /// The goal in words: `≥ 85.0% (+5.0 pp on Q2 2026: 80.0%)`.
    private var goal: String {
        let number = progress.level.map(bound)
        switch progress.goal.aim {
        case .atLeast(let level): return "≥ \(reader.bound(level) ?? bound(level))"
        case .atMost(let level): return "≤ \(reader.bound(level) ?? bound(level))"
        case .between(let low, let high):
            return "\(reader.bound(low) ?? bound(low)) – \(reader.bound(high) ?? bound(high))"
        case .increase(let step): return lift(step, isIncrease: true, number.map { "≥ \($0)" })
        case .decrease(let step): return lift(step, isIncrease: false, number.map { "≤ \($0)" })
        }
    }

    private func lift(_ step: TargetGoal.Step, isIncrease: Bool, _ level: String?) -> String {
        let by: String
        switch step {
        case .points(let size):
            let signed = isIncrease ? size : -size
            by =
                PrintedNumber(signed).map { desk.format.change($0, unit: metric.unit, places: max(1, reader.places)) }
                ?? ""
        case .ofBaseline(let share):
            by =
                (isIncrease ? "+" : ValueFormat.minus)
                + (PrintedNumber(share * 100)?.isWhole == true
                    ? desk.format.percentage(share, places: 0) : desk.format.percentage(share))
        }
        return TargetWords.lift(
            by: by, on: baselineName, baseline: progress.baseline.map(bound), level: level, until: deadline
        )[desk.language]
    }

    private var baselineName: String? {
        switch progress.goal.baseline {
        case .previous?: desk.periods.shortName(of: progress.period.advanced(by: -1))
        case .yearAgo?: desk.periods.shortName(of: progress.period.yearBefore)
        case .period(let period)?: desk.periods.shortName(of: period)
        case .number?, nil: nil
        }
    }

    private var deadline: String? {
        guard case .within(_, let end) = progress.goal.time else { return nil }
        return desk.periods.date(end - 1)
    }

    private func bound(_ number: Double) -> String {
        desk.format.text(.real(number), unit: metric.unit, places: reader.places)
    }

    private var actual: Document.Value {
        guard let value = progress.value else {
            return progress.verdict == .hidden
                ? .hidden(shown: ReportWords.hiddenValue[desk.language]) : .absent(shown: ValueFormat.absent)
        }
        let shown = desk.format.text(value, unit: metric.unit, places: reader.places, target: progress.level)
        return .number(Document.Number(Document.Quantity(value), unit: metric.unit.text, shown: shown))
    }

    /// The number with its interval beside the level of the goal.
    private var plot: Drawing {
        guard let value = progress.value?.doubleValue, progress.verdict != .hidden, let level = progress.level else {
            return .none
        }
        let cell = desk.cells.cell(metric.key, progress.breakdown, progress.period, labels: progress.labels)
        var interval: ClosedRange<Double>?
        if let low = cell?.low, let high = cell?.high, low <= high { interval = low...high }
        let mark: JudgementMark =
            switch progress.verdict {
            case .met: .better
            case .missed: .worse
            case .withinNoise, .open, .fewRows, .hidden, .noValue, .noBaseline: .noise
            }
        return RangeStrip(
            value: value, mark: mark, interval: interval, level: RangeStrip.Level(value: level, label: ""),
            limits: metric.unit == .fraction ? 0...1 : nil, hasAxis: false, format: { "\($0)" }
        ).drawing()
    }

    private func share(_ share: Double?, isAtLeast: Bool = false) -> Document.Cell {
        guard let share else { return .text(ValueFormat.absent) }
        let shown = (isAtLeast ? "≥ " : "") + desk.format.percentage(share, places: 0)
        return .value(.number(Document.Number(.real(share), unit: MetricUnit.fraction.text, shown: shown)))
    }

    private var pace: Document.Cell {
        guard let pace = progress.pace else { return .text(ValueFormat.absent) }
        let shown = desk.format.percentage(pace, places: 0)
        guard let expected = progress.expectedNow, progress.elapsed.map({ $0 < 1 }) == true else { return .text(shown) }
        return .text(TargetWords.pace(shown, expected: bound(expected))[desk.language])
    }

    private var forecast: Document.Cell {
        guard let forecast = progress.forecast else {
            return .text(progress.lacksHistory ? TargetWords.noHistory[desk.language] : ValueFormat.absent)
        }
        let range = desk.format.interval(
            forecast.low, forecast.high, unit: metric.unit, places: reader.places, target: nil)
        return .text(
            [bound(forecast.value), range.map { "(\($0))" } ?? ""].filter { !$0.isEmpty }.joined(separator: " "))
    }

    private var tone: Document.Tone {
        switch progress.verdict {
        case .met: .good
        case .missed: .bad
        case .withinNoise, .open, .fewRows, .hidden, .noValue, .noBaseline: .neutral
        }
    }
}
