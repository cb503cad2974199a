// `groups`: agents, teams or places beside each other: shrunken values, ranks they may have, and who can be told apart.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// The judged groups of a report.
///
/// - Shape: per segment and metric a sentence on who can be told apart, a funnel chart, and a table by shrunken value: those at both ends,
///   and the others between as one row.
/// - Missing: labels with too few rows are named without rank, band or mark; without judged groups the block is left out.
struct Groups: ReportBlock {
    static let word = "groups"
    static let help = Wording(
        en: "labels of the segments under 'judge: groups' beside each other: who can be told apart, and who cannot",
        zh: "'judge: groups' 所列分组的各标签彼此比较：哪些能区分，哪些不能")
    static let mostKey = OptionKey(
        "most", .integer(1...500),
        help: Wording(
            en: "how many labels are shown at each end, the others being one row; 10 unless said",
            zh: "两端各显示几个标签，其余合为一行；默认 10"))
    static let topKey = OptionKey(
        "top", .integer(0...500),
        help: Wording(
            en: "how many labels are shown at the upper end; as 'most' says unless said", zh: "上端显示几个标签；默认同 'most'"))
    static let bottomKey = OptionKey(
        "bottom", .integer(0...500),
        help: Wording(
            en: "how many labels are shown at the lower end; as 'most' says unless said", zh: "下端显示几个标签；默认同 'most'"))
    static let chartsKey = OptionKey(
        "charts", .flag, help: Wording(en: "whether funnels are drawn; they are unless said", zh: "是否画漏斗图，默认画"))
    static let keys = [mostKey, topKey, bottomKey, chartsKey]

    /// So many labels are shown at each end.
    var most = 10 {
        didSet { (top, bottom) = (most, most) }
    }
    var top = 10
    var bottom = 10
    var hasCharts = true

    /// At each end, where all of them stand in the annex.
    static let fewLabels = 4

    init() {}

    /// - Parameter most: how many labels at each end.
    init(most: Int) { (top, bottom) = (most, most) }

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostKey) { (top, bottom) = (most, most) }
        if let top = reader.integer(Self.topKey) { self.top = top }
        if let bottom = reader.integer(Self.bottomKey) { self.bottom = bottom }
        if let hasCharts = reader.flag(Self.chartsKey) { self.hasCharts = hasCharts }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let judgements = desk.results.judgements.groups
        guard !judgements.isEmpty else { return nil }
        var elements: [Document.Element] = [
            .paragraph(Document.Paragraph(GroupWords.intro[desk.language], isLead: true))
        ]
        for (number, judgement) in judgements.enumerated() {
            guard let part = GroupPart(judgement, number: number + 1, ends: (top, bottom), desk) else { continue }
            elements += part.elements(hasCharts: hasCharts)
        }
        for segment in Self.segments(of: judgements) {
            let titles = Self.withoutEvidence(segment, judgements, desk)
            if titles.isEmpty { continue }
            let sentence = GroupWords.withoutEvidence(titles, in: desk.language)[desk.language]
            elements.append(.paragraph(Document.Paragraph("\(desk.segmentTitle(segment)) · \(sentence)")))
        }
        return Document.Section(
            anchor: Self.word, title: desk.words[.groups], isChapter: true, elements: elements)
    }

    private static func segments(of judgements: [GroupJudgement]) -> [String] {
        var found: [String] = []
        for judgement in judgements where !found.contains(judgement.segment) { found.append(judgement.segment) }
        return found
    }

    /// The titles of metrics that are divided by a segment and cannot be judged.
    private static func withoutEvidence(
        _ segment: String, _ judgements: [GroupJudgement], _ desk: ReportDesk
    ) -> [String] {
        let judged = Set(judgements.filter { $0.segment == segment }.map(\.metric))
        return desk.metrics.filter { metric in
            !judged.contains(metric.key) && !desk.cells.positions(metric.key, Breakdown(segments: [segment])).isEmpty
        }.map { $0.title[desk.language] }
    }
}

/// One metric by one segment.
private struct GroupPart {
    private let judgement: GroupJudgement
    private let number: Int
    /// How many labels are shown at the upper and at the lower end.
    private let ends: (top: Int, bottom: Int)
    private let metric: MetricDescription
    private let desk: ReportDesk
    private let reader: CellReader
    private let isAdjusted: Bool

    /// So many names of labels with too few rows are told.
    private static let mostNames = 12

    init?(_ judgement: GroupJudgement, number: Int, ends: (top: Int, bottom: Int), _ desk: ReportDesk) {
        guard let metric = desk.results.metrics.first(where: { $0.key == judgement.metric }) else { return nil }
        self.judgement = judgement
        self.number = number
        self.ends = ends
        self.metric = metric
        self.desk = desk
        reader = desk.reader(metric)
        isAdjusted = judgement.findings.contains { $0.finding.adjusted != nil }
    }

    private var segment: String { desk.segmentTitle(judgement.segment) }

    private var title: String { GroupWords.title(metric.title, by: segment)[desk.language] }

    func elements(hasCharts: Bool) -> [Document.Element] {
        var elements: [Document.Element] = [.heading(Document.Heading(title))]
        func say(_ sentence: Wording) {
            elements.append(.paragraph(Document.Paragraph(sentence[desk.language])))
        }
        if let obstacle = judgement.obstacle {
            say(GroupWords.obstacle(obstacle, minimum: desk.printed(metric.minimumN)))
        } else {
            say(GroupWords.bands(judgement, desk.printed))
            if hasCharts { elements.append(.group(.charts, [.figure(figure)])) }
            elements.append(.table(table))
            say(
                GroupWords.method(
                    judgement, centre: shown(judgement.centre), strength: judgement.strength.map(plain),
                    ratio: plain(judgement.dispersionRatio)))
            sayAdjusted(say)
        }
        let few = judgement.lines.filter { $0.omission == .tooFew }
        if !few.isEmpty {
            let minimum = desk.format.count(metric.minimumN)
            say(GroupWords.tooFew(desk.printed(few.count), minimum: minimum) { names(of: few, $0) })
        }
        let unsized = judgement.lines.filter { $0.omission == .noBase }
        if !unsized.isEmpty, judgement.obstacle != .noBase {
            say(GroupWords.noBase(desk.printed(unsized.count)) { names(of: unsized, $0) })
        }
        return elements
    }

    private func names(of lines: [GroupJudgement.Line], _ language: Language) -> String {
        let names = lines.prefix(Self.mostNames).map { label($0.label) }
            .joined(separator: language == .chinese ? "、" : ", ")
        return lines.count > Self.mostNames ? names + " …" : names
    }

    private func sayAdjusted(_ say: (Wording) -> Void) {
        if judgement.adjustedFor.isEmpty { return }
        let cases = judgement.adjustedFor.map(desk.segmentTitle).joined(separator: " × ")
        say(isAdjusted ? GroupWords.adjusted(for: cases) : GroupWords.notAdjusted(for: cases))
    }

    // MARK: The table

    private var table: Document.Table {
        let words = desk.words
        let findings = judgement.findings
        var columns = [Document.Column(segment)]
        columns += [
            words[.measuredValue], words[.shrunkenValue], words[.interval], words[.sample], words[.rankInterval],
        ].map {
            Document.Column($0, .number)
        }
        columns += [Document.Column(words[.besideRest]), Document.Column(words[.funnel])]
        if isAdjusted {
            columns += [Document.Column(words[.observedToExpected], .number), Document.Column(words[.adjustedBand])]
        }
        var rows: [[Document.Cell]]
        if findings.count <= ends.top + ends.bottom + 1 {
            rows = findings.map { row($0) }
        } else {
            rows =
                findings.prefix(ends.top).map { row($0) }
                + [others(Array(findings.dropFirst(ends.top).dropLast(ends.bottom)), columns: columns.count)]
                + findings.suffix(ends.bottom).map { row($0) }
        }
        return Document.Table(
            caption: ReportWords.by([segment])[desk.language], label: "\(words[.groups]) · \(title)", columns: columns,
            rows: rows)
    }

    /// The labels between both ends as one row.
    private func others(
        _ findings: [(label: Int, n: Int, finding: GroupJudgement.Finding)], columns: Int
    ) -> [Document.Cell] {
        var cells: [Document.Cell] = [.text(GroupWords.others(desk.printed(findings.count))[desk.language])]
        cells += [Document.Cell](repeating: .blank, count: columns - 1)
        if let value = GroupsTogether(judgement, metric, desk)?.value(of: findings.map(\.label)) {
            cells[1] = .value(number(value))
            cells[4] = desk.cell(findings.reduce(0) { $0 + $1.n })
        }
        return cells
    }

    private func row(_ entry: (label: Int, n: Int, finding: GroupJudgement.Finding)) -> [Document.Cell] {
        let (finding, language) = (entry.finding, desk.language)
        let interval = desk.format.interval(
            finding.interval.low, finding.interval.high, unit: metric.unit, places: reader.places)
        var cells: [Document.Cell] = [
            .text(label(entry.label)), .value(number(finding.raw)), .value(number(finding.shrunken)),
            interval.map { .text($0) } ?? .blank, desk.cell(entry.n),
            .text(GroupWords.ranks(finding.ranks, of: desk.format.count(judgement.findings.count))[language]),
            .verdict(GroupWords.band(finding.band)[language], tone(finding.band)),
            .text(GroupWords.place(finding.place)[language]),
        ]
        guard isAdjusted else { return cells }
        if let adjusted = finding.adjusted {
            let range =
                desk.format.interval(adjusted.interval.low, adjusted.interval.high, unit: .number, places: 2) ?? ""
            let ratio = desk.format.text(.real(adjusted.ratio), unit: .number, places: 2)
            cells.append(.text("\(ratio) (\(range))"))
            cells.append(.verdict(GroupWords.band(adjusted.band)[language], tone(adjusted.band)))
        } else {
            cells += [.blank, .blank]
        }
        return cells
    }

    private func tone(_ band: GroupJudgement.Band) -> Document.Tone {
        switch (band, metric.better) {
        case (.alike, _), (_, .none): .neutral
        case (.above, .higher), (.below, .lower): .good
        case (.above, .lower), (.below, .higher): .bad
        }
    }

    // MARK: The chart

    private var figure: Document.Figure {
        let (format, unit, places, language) = (desk.format, metric.unit, reader.places, desk.language)
        let findings = judgement.findings
        let chart = FunnelChart(
            caption: ChartCaption(
                identifier: "funnel-\(number)", title: GroupWords.chartTitle(metric.title)[language],
                description: GroupWords.chartDescription(
                    desk.printed(findings.count), outside: findings.count { $0.finding.place == .beyond998 })[language]),
            points: findings.map { entry in
                FunnelChart.Point(
                    name: label(entry.label), size: entry.finding.size, value: entry.finding.raw,
                    place: Self.place(entry.finding.place))
            },
            limits: judgement.funnel.compactMap { point in
                guard point.inner.low <= point.inner.high, point.outer.low <= point.outer.high else { return nil }
                return FunnelChart.Limits(
                    size: point.size, inner: point.inner.low...point.inner.high,
                    outer: point.outer.low...point.outer.high)
            },
            common: LineChart.Target(
                value: judgement.common, label: "\(desk.words[.total]) \(shown(judgement.common))"),
            sizeTitle: GroupWords.sizeTitle(judgement.kind)[language], range: unit == .fraction ? 0...1 : nil,
            width: 560, height: 260, format: { format.text(.real($0), unit: unit, places: places) },
            sizeFormat: { format.axis($0, unit: .number, places: 0) })
        return Document.Figure(
            title: title, note: GroupWords.chartNote[language], drawing: chart.drawing())
    }

    private static func place(_ place: GroupJudgement.Place) -> FunnelChart.Point.Place {
        switch place {
        case .within: .within
        case .beyond95: .beyondInner
        case .beyond998: .beyondOuter
        }
    }

    // MARK: Numbers

    private func label(_ label: Int) -> String { desk.labelText([judgement.segment], [label]) }

    private func number(_ value: Double) -> Document.Value {
        .number(Document.Number(.real(value), unit: metric.unit.text, shown: shown(value)))
    }

    private func shown(_ value: Double) -> String {
        desk.format.text(.real(value), unit: metric.unit, places: reader.places)
    }

    private func plain(_ value: Double) -> String { desk.format.text(.real(value), unit: .number, places: 1) }
}
