// `explanations`: what made metrics change, by segments: volume, mix and rate.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// The explained changes of a report.
///
/// - Shape: a table for each, a row per label: those that added most first, then the rest together, the hidden ones together, and all;
///   beside it each row is a step of a waterfall, from the number then to the number now.
/// - Missing: what could not be explained has a sentence in place of the table; without explanations the block is left out.
struct Explanations: ReportBlock {
    static let word = "explanations"
    static let help = Wording(
        en: "what made metrics change, by the segments that 'explain' asks for", zh: "按 'explain' 所写的分组分解指标的变化")
    static let mostLabelsKey = OptionKey(
        "most_labels", .integer(1...500),
        help: Wording(
            en: "how many labels are shown, those that added most; 20 unless said", zh: "最多显示几个标签，取影响最大者；默认 20"))
    static let keys = [mostLabelsKey]

    /// So many labels are shown.
    var mostLabels = 20

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostLabelsKey) { mostLabels = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let explanations = desk.results.explanations
        guard !explanations.isEmpty else { return nil }
        let explained = explanations.filter { $0.obstacle == nil }
        var elements: [Document.Element] = []
        if !explained.isEmpty {
            let sentence = ReportWords.readEffects(
                hasMix: explained.contains { $0.effects.contains(.mix) },
                hasVolume: explained.contains { $0.effects.contains(.volume) && $0.effects.contains(.mix) })
            elements.append(.paragraph(Document.Paragraph(sentence[desk.language], isLead: true)))
        }
        for explanation in explanations {
            guard let metric = desk.results.metrics.first(where: { $0.key == explanation.metric }) else { continue }
            elements += ExplanationTable(explanation, of: metric, most: mostLabels, desk: desk).elements
        }
        return Document.Section(anchor: Self.word, title: desk.words[.explanations], elements: elements)
    }
}

/// One explained change.
private struct ExplanationTable {
    private let explanation: Explanation
    private let metric: MetricDescription
    private let desk: ReportDesk
    private let reader: CellReader
    /// Those shown by themselves, and the others that could be.
    private let lines: (shown: [Explanation.Line], rest: [Explanation.Line])
    private let hiddenCount: Int

    init(_ explanation: Explanation, of metric: MetricDescription, most: Int, desk: ReportDesk) {
        self.explanation = explanation
        self.metric = metric
        self.desk = desk
        reader = desk.reader(metric)
        let told = explanation.lines.filter { !$0.isHidden }
        let sorted = told.enumerated().sorted { left, right in
            let (first, second) = (left.element.sum.magnitude, right.element.sum.magnitude)
            return first == second ? left.offset < right.offset : first > second
        }.map(\.element)
        lines = (Array(sorted.prefix(most)), Array(sorted.dropFirst(most)))
        hiddenCount = explanation.lines.count - told.count
    }

    private var segments: String { explanation.breakdown.segments.map(desk.segmentTitle).joined(separator: " × ") }

    private var basePeriod: String {
        ReportWords.compared(desk.periods.shortName(of: explanation.basePeriod), explanation.base, in: desk.language)
    }

    var elements: [Document.Element] {
        let title = ReportWords.explained(metric.title, by: segments, against: basePeriod)[desk.language]
        var elements: [Document.Element] = [.heading(Document.Heading(title))]
        func say(_ sentence: Wording) {
            elements.append(.paragraph(Document.Paragraph(sentence[desk.language])))
        }
        if let obstacle = explanation.obstacle {
            var periods: [Period] = []
            if case .partial(let partial) = obstacle { periods = partial }
            say(ReportWords.notExplained(obstacle, periods: periods.map(desk.periods.name)))
            return elements
        }
        if let reversal = explanation.reversal {
            elements.append(.callout(Document.Callout(ReportWords.reversal(reversal, by: segments)[desk.language])))
        }
        say(course)
        elements.append(.table(table(title)))
        if explanation.change != nil {
            let parts = explanation.effects.map { word($0).wording }
            elements.append(
                .paragraph(
                    Document.Paragraph(
                        ReportWords.waterfall(parts: isSplit ? parts : [], hasIntervals: hasIntervals)[desk.language],
                        isNote: true, isOfDrawings: true)))
        }
        if hiddenCount > 0, let sum = explanation.hiddenSum {
            say(ReportWords.hiddenEffects(desk.printed(hiddenCount), sum: shown(sum)))
        }
        return elements
    }

    private var course: Wording {
        let effects = explanation.totals.map { totals in
            zip(explanation.effects, totals).map { (word: word($0).wording, amount: shown($1)) }
        }
        return ReportWords.courseOfChange(
            from: value(explanation.then).shown, to: value(explanation.now).shown,
            change: explanation.change.map(shown) ?? ValueFormat.absent,
            effects: isSplit ? effects ?? [] : [])
    }

    /// Whether there is more than one effect; of a count each label adds its own change.
    private var isSplit: Bool { explanation.effects.count > 1 }

    private func word(_ effect: Explanation.Effect) -> ReportWord {
        switch effect {
        case .volume: isSplit ? .volumeEffect : .change
        case .mix: .mixEffect
        case .rate: .rateEffect
        }
    }

    // MARK: The table

    private func table(_ title: String) -> Document.Table {
        let words = desk.words
        let columns =
            [Document.Column(segments)]
            + [desk.periods.shortName(of: explanation.basePeriod), desk.periods.shortName(of: explanation.period)].map {
                Document.Column($0, .number)
            }
            + (isSplit ? [Document.Column(words[.segmentShare], .number)] : [])
            + explanation.effects.map { Document.Column(words[word($0)], .number) }
            + (isSplit ? [Document.Column(words[.allEffects], .number)] : []) + [Document.Column("", .plot)]
        var rows = lines.shown.map { line in
            row(
                desk.labelText(explanation.breakdown.segments, line.labels), [value(line.then), value(line.now)],
                shares: shares(line.shares), line.effects)
        }
        if !lines.rest.isEmpty {
            rows.append(
                row(
                    ReportWords.moreEffects(desk.printed(lines.rest.count))[desk.language], [.blank, .blank],
                    shares: shares(
                        (
                            lines.rest.reduce(0) { $0 + $1.shares.then }, lines.rest.reduce(0) { $0 + $1.shares.now }
                        )),
                    explanation.effects.indices.map { effect in lines.rest.reduce(0) { $0 + $1.effects[effect] } }))
        }
        if hiddenCount > 0 {
            rows.append(
                row(
                    ReportWords.hiddenLabels(desk.printed(hiddenCount))[desk.language], [.blank, .blank],
                    shares: .blank, nil, sum: explanation.hiddenSum))
        }
        let waterfall = waterfall
        let whole = row(
            words[.total], [value(explanation.then), value(explanation.now)], shares: .blank, explanation.totals,
            sum: explanation.change)
        let axis = [Document.Cell](repeating: .blank, count: columns.count - 1) + [.plot(waterfall?.axis ?? .none)]
        return Document.Table(
            caption: ReportWords.by([segments])[desk.language], label: title, columns: columns,
            rows: rows.enumerated().map { $1 + [.plot(waterfall?.drawing(ofStep: $0) ?? .none)] },
            totals: [whole + [.plot(waterfall?.total ?? .none)]] + (waterfall == nil ? [] : [axis]))
    }

    // MARK: The drawing

    /// The rows as steps, in the order of the table; nil where the change is not known.
    private var waterfall: Waterfall? {
        guard let change = explanation.change else { return nil }
        var steps = lines.shown.map { Waterfall.Step($0.effects, interval: interval(of: $0)) }
        if !lines.rest.isEmpty {
            steps.append(
                Waterfall.Step(
                    explanation.effects.indices.map { effect in lines.rest.reduce(0) { $0 + $1.effects[effect] } }))
        }
        if let hidden = explanation.hiddenSum { steps.append(Waterfall.Step([hidden])) }
        let (format, unit, places) = (desk.format, metric.unit, reader.places)
        return Waterfall(
            steps: steps, whole: Waterfall.Step([change], interval: interval(.total, [])),
            steps: unit == .seconds ? .clock : .decimal, format: { format.axis($0, unit: unit, places: places) })
    }

    /// Of a label that adds its own change alone, the interval of that change.
    private func interval(of line: Explanation.Line) -> ClosedRange<Double>? {
        isSplit ? nil : interval(explanation.breakdown, line.labels)
    }

    private func interval(_ breakdown: Breakdown, _ labels: [Int]) -> ClosedRange<Double>? {
        guard let position = desk.cells.position(metric.key, breakdown, explanation.period, labels: labels),
            desk.results.cells[position].status != .hidden,
            let comparison = desk.results.comparisons[position]?.first(where: { $0.base == explanation.base }),
            comparison.basePeriod == explanation.basePeriod, let low = comparison.low, let high = comparison.high,
            low <= high
        else { return nil }
        return low...high
    }

    private var hasIntervals: Bool {
        interval(.total, []) != nil || lines.shown.contains { interval(of: $0) != nil }
    }

    /// - Parameters:
    ///   - effects: nil where they are hidden.
    ///   - sum: that of the effects unless it is given.
    private func row(
        _ label: String, _ values: [Document.Value], shares: Document.Cell, _ effects: [Double]?, sum: Double? = nil
    ) -> [Document.Cell] {
        let hidden = Document.Value.hidden(shown: ReportWords.hiddenValue[desk.language])
        let all = sum ?? effects.map { $0.reduce(0, +) }
        let last = all.map(number) ?? hidden
        let told = effects.map { $0.map(number) } ?? explanation.effects.map { _ in hidden }
        return [.text(label)] + values.map { .value($0) } + (isSplit ? [shares] : [])
            + (isSplit ? told + [last] : [last]).map { .value($0) }
    }

    // MARK: Numbers

    private func value(_ value: MetricValue?) -> Document.Value {
        guard let value, PrintedNumber(value) != nil else { return .absent(shown: ValueFormat.absent) }
        return .number(
            Document.Number(
                Document.Quantity(value), unit: metric.unit.text,
                shown: desk.format.text(value, unit: metric.unit, places: reader.places)))
    }

    private func number(_ effect: Double) -> Document.Value {
        .number(Document.Number(.real(effect), unit: metric.unit.text, shown: shown(effect)))
    }

    /// With a digit more than the metric, so that parts add up to what is printed of the whole.
    private func shown(_ effect: Double) -> String {
        PrintedNumber(effect).map { desk.format.change($0, unit: metric.unit, places: reader.places + 1) }
            ?? ValueFormat.absent
    }

    /// Then and now.
    private func shares(_ shares: (then: Double, now: Double)) -> Document.Cell {
        .text("\(desk.format.percentage(shares.then)) → \(desk.format.percentage(shares.now))")
    }
}
