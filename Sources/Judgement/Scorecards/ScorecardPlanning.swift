// Checks scorecards against the metrics of the report and how they are divided, and reads their scales in the metrics' units.

import Diagnostics
import Stages
import Tabular

extension JudgementPlanning {
    /// The scorecards without mistakes, in the order written.
    func scorecards(_ options: ScorecardOptions) -> [PlannedScorecard] {
        options.requests.compactMap { request in
            let planned = planned(request)
            return request.isRight ? planned : nil
        }
    }

    private func planned(_ request: ScorecardRequest) -> PlannedScorecard? {
        let breakdown = request.segment.map { Breakdown(segments: [$0.text]) } ?? .total
        guard breakdowns.contains(breakdown) else {
            if let segment = request.segment, !report.written.contains([segment.text]) {
                collector.add(
                    ScorecardDiagnostics.notDivided(
                        by: segment, scorecard: request.name.text, segments: Set(breakdowns.flatMap(\.segments))))
            }
            return nil
        }
        let parts = request.parts.compactMap { part(of: $0, in: request, by: breakdown) }
        guard !parts.isEmpty, parts.count == request.parts.count else { return nil }
        var planned = PlannedScorecard(
            key: request.name.text, title: request.title, segment: request.segment?.text, parts: parts,
            rules: request.rules)
        if let aligned = request.aligned {
            let subject = ScorecardRequest.subject(request.name.text)
            guard let metric = metric(aligned, of: subject) else { return nil }
            guard isDivided(metric.key, by: breakdown) else {
                tellNotDivided(aligned, by: breakdown.segments, of: subject)
                return nil
            }
            planned.aligned = metric.key
        }
        return planned
    }

    private func part(
        of request: ScorecardPartRequest, in scorecard: ScorecardRequest, by breakdown: Breakdown
    ) -> Scorecard.Part? {
        let subject = ScorecardRequest.subject(scorecard.name.text)
        guard let metric = metric(request.metric, of: subject) else { return nil }
        guard isDivided(metric.key, by: breakdown) else {
            tellNotDivided(request.metric, by: breakdown.segments, of: subject)
            return nil
        }
        guard let scale = scale(of: request, for: metric) else { return nil }
        return Scorecard.Part(metric: metric.key, weight: request.weight, scale: scale)
    }

    private func scale(of request: ScorecardPartRequest, for metric: MetricDescription) -> Scorecard.Scale? {
        let texts = [request.floor, request.target, request.stretch]
        let numbers = texts.map { text -> Double? in
            if let number = metric.unit.number(writtenAs: text) { return number }
            collector.add(ScorecardDiagnostics.wrongMark(text, metric: metric.key, unit: metric.unit))
            return nil
        }
        guard let floor = numbers[0], let target = numbers[1], let stretch = numbers[2],
            let direction = direction(of: request, for: metric, isRising: floor < stretch)
        else { return nil }
        let rises = floor < target && target < stretch
        let falls = floor > target && target > stretch
        guard direction == .higher ? rises : falls else {
            let isReversed = direction == .higher ? falls : rises
            collector.add(
                ScorecardDiagnostics.marksOutOfOrder(
                    texts, metric: metric.key, better: direction, isReversed: isReversed))
            return nil
        }
        return Scorecard.Scale(floor: floor, target: target, stretch: stretch)
    }

    /// Which way is good; nil where nobody says so, or two say different things, which is told.
    private func direction(
        of request: ScorecardPartRequest, for metric: MetricDescription, isRising: Bool
    ) -> Direction? {
        guard metric.better == .none else {
            if let better = request.better, better.direction != metric.better {
                collector.add(
                    ScorecardDiagnostics.otherDirection(metric.key, better: metric.better, at: better.place))
                return nil
            }
            return metric.better
        }
        if let better = request.better { return better.direction }
        collector.add(ScorecardDiagnostics.noDirection(request.metric, isRising: isRising))
        return nil
    }
}

/// A checked scorecard.
struct PlannedScorecard: Sendable {
    var key: String
    var title: Wording
    var segment: String?
    var parts: [Scorecard.Part]
    var rules: Scorecard.Rules
    /// The metric that is set beside the scores.
    var aligned: String?

    /// In a line.
    var line: Wording {
        let by = segment ?? ""
        return Wording(
            en: "scorecard '\(key)'" + (by.isEmpty ? "" : " by \(by)")
                + ": \(parts.map(\.metric).joined(separator: ", "))",
            zh: "记分卡 '\(key)'" + (by.isEmpty ? "" : "（按 \(by)）") + "：\(parts.map(\.metric).joined(separator: "、"))")
    }
}
