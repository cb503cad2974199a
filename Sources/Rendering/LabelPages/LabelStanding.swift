// What can be said of a label, and what cannot, in words.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// The first section of a label's page: findings, then what is certain and what is not.
struct LabelStanding {
    private let page: LabelDesk
    private let desk: ReportDesk
    private let facts: LabelFacts

    init(_ page: LabelDesk) {
        self.page = page
        desk = page.desk
        facts = page.facts
    }

    /// So many findings are told in full.
    private static let most = 5

    var section: Document.Section {
        let found = facts.findings[page.label] ?? []
        let texts = KeyPointText(desk: desk)
        let points = found.prefix(Self.most).compactMap { texts.point(.finding($0, together: [], same: [])) }
        var elements: [Document.Element] = []
        if !points.isEmpty {
            let used = Set(points.flatMap(\.signs))
            elements.append(
                .points(
                    Document.Points(
                        points: points.map(\.text),
                        legend: LegendSign.all.filter(used.contains).map { sign in
                            Document.Points.Sign(sign.drawing, PointWords.meaning(sign)[desk.language])
                        },
                        note: LabelPageWords.pointsNote(
                            shown: desk.printed(points.count), of: desk.printed(found.count))[
                                desk.language])))
        }
        elements += said(.canBeSaid, sure(found)) + said(.cannotBeSaid, unsure)
        return Document.Section(anchor: "standing", title: desk.words[.standing], isLead: false, elements: elements)
    }

    private func said(_ heading: ReportWord, _ sentences: [Wording]) -> [Document.Element] {
        guard !sentences.isEmpty else { return [] }
        return [
            .heading(Document.Heading(desk.words[heading])),
            .list(Document.List(sentences.map { Document.List.Item($0[desk.language]) })),
        ]
    }

    // MARK: What can be said

    private func sure(_ found: [Finding]) -> [Wording] {
        var sentences = [LabelPageWords.findings(desk.printed(found.count))]
        for (band, isAbove) in [(GroupJudgement.Band.above, true), (.below, false)] {
            let names = banded(band)
            if !names.isEmpty { sentences.append(LabelPageWords.apart(page.joined(names), isAbove: isAbove)) }
        }
        for entry in facts.scorecards {
            guard let value = entry.scores[page.label]?.value, value.isSure else { continue }
            sentences.append(
                LabelPageWords.sureBand(entry.scorecard.title, ScorecardWords.band(value.band)))
        }
        return sentences
    }

    /// The metrics by which the label lies so, with the ranks that it may have.
    private func banded(_ band: GroupJudgement.Band) -> [String] {
        facts.metrics.compactMap { metric in
            guard let lines = facts.groups[metric.key], let finding = lines.findings[page.label], finding.band == band
            else { return nil }
            let ranks = GroupWords.ranks(finding.ranks, of: desk.format.count(lines.findings.count))
            return LabelPageWords.ranked(metric.title, ranks)[desk.language]
        }
    }

    // MARK: What cannot

    private var unsure: [Wording] {
        var sentences: [Wording] = []
        let alike = banded(.alike)
        if !alike.isEmpty { sentences.append(LabelPageWords.alike(page.joined(alike))) }
        let few = titles { metric, cell in cell.map { desk.reader(metric).isSmallSample($0) } ?? false }
        if !few.isEmpty { sentences.append(LabelPageWords.few(page.joined(few))) }
        let hidden = titles { metric, cell in cell.map { desk.reader(metric).isHidden($0) } ?? false }
        if !hidden.isEmpty { sentences.append(LabelPageWords.hidden(page.joined(hidden))) }
        let absent = titles { metric, cell in
            cell.map { desk.reader(metric).shownValue($0) == nil && !desk.reader(metric).isHidden($0) } ?? true
        }
        if !absent.isEmpty { sentences.append(LabelPageWords.absent(page.joined(absent))) }
        for entry in facts.scorecards {
            guard let score = entry.scores[page.label] else { continue }
            if score.value == nil {
                sentences.append(LabelPageWords.noScore(entry.scorecard.title))
            } else if score.value?.isSure == false {
                sentences.append(LabelPageWords.unsureBand(entry.scorecard.title))
            }
        }
        return sentences + [LabelPageWords.neverWhy]
    }

    private func titles(_ isSo: (MetricDescription, MetricCell?) -> Bool) -> [String] {
        facts.metrics.filter { isSo($0, page.cell($0)) }.map { $0.title[desk.language] }
    }
}
