// A small centre in which some agents have very few answers, with everything that a pipeline can ask to be judged.

import Foundation
import TestSupport

/// The rows of nine months, and the pipeline over them, in a folder that is gone with the test.
final class AttackedPipeline {
    struct Row {
        var month: Int
        var day: Int
        var agent: String
        var region: String
        var evaluator: String
        var score: Int
        var answer: Int
        var minutes: Int
        var trained: String { ["A0", "A1", "A2"].contains(agent) ? "yes" : "no" }
    }

    /// Of these there are so few rows in every month that they are hidden.
    static let rare = ["R0", "R1", "R2"]
    private static let others = ["A0", "A1", "A2", "A3", "A4"]

    let path = NSTemporaryDirectory() + "rapport-" + UUID().uuidString
    var rows: [Row] = []

    init(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for month in 1...9 {
            for agent in Self.others {
                // Some have fewer rows than the thirty that a share asks for.
                let most = month < 8 ? 12 : agent == "A3" ? 20 : agent == "A4" ? 38 : 44
                for _ in 0..<(most - Int.random(in: 0...6, using: &random)) {
                    rows.append(Self.row(month, agent, isGood: random.chance(agent == "A0" ? 0.4 : 0.85), &random))
                }
            }
            for agent in Self.rare {
                for _ in 0..<Int.random(in: month < 8 ? 0...3 : 1...4, using: &random) {
                    rows.append(Self.row(month, agent, isGood: random.chance(0.5), &random))
                }
            }
        }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try write(Self.pipeline, to: "p.yml")
        let agents = (Self.others + Self.rare).map { "\($0),Name of \($0)\n" }
        try write("agent_id,name\n" + agents.joined(), to: "agents.csv")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private static func row(_ month: Int, _ agent: String, isGood: Bool, _ random: inout SplitMix64) -> Row {
        let isRare = rare.contains(agent)
        return Row(
            month: month, day: Int.random(in: 1...28, using: &random), agent: agent,
            region: isRare || random.chance(0.5) ? "north" : "south",
            evaluator: isRare || random.chance(0.5) ? "E1" : "E2",
            score: isGood ? Int.random(in: 4...5, using: &random) : Int.random(in: 1...3, using: &random),
            answer: isGood ? Int.random(in: 8...10, using: &random) : Int.random(in: 0...9, using: &random),
            minutes: Int.random(in: 2...20, using: &random))
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    func writeRows() throws {
        let lines = rows.enumerated().map { number, row in
            let day = (row.day < 10 ? "0" : "") + "\(row.day)"
            return "r\(10_000 + number),2026-0\(row.month)-\(day),\(row.agent),\(row.region),\(row.evaluator),"
                + "\(row.trained),\(row.score),\(row.answer),\(row.minutes)\n"
        }
        try write("id,at,agent,region,evaluator,trained,score,answer,minutes\n" + lines.joined(), to: "answers.csv")
    }

    static let pipeline = """
        period: { every: month, compare: [previous], trend: 9 }
        languages: [en, zh-Hans]
        ingest:
          answers: { files: answers.csv, columns: { at: { type: date }, score: { type: integer }, answer: { type: integer }, minutes: { type: integer } } }
          agents: { files: agents.csv }
        link: { answers.agent: agents.agent_id }
        segment:
          agent: { column: agents.agent_id }
          region: { column: answers.region }
          evaluator: { column: answers.evaluator }
          trained: { column: answers.trained }
        aggregate:
          metrics: [n, csat, score, nps, minutes]
          by: [[agent], [region], [week, agent], [agent, region], [agent, evaluator], [trained, agent], { by: [day, region], metrics: [n] }]
          define:
            n: { count: rows, of: answers, at: at, better: higher }
            csat: { share: score >= 4, of: answers, at: at, better: higher }
            score: { mean: score, of: answers, at: at, unit: points, range: [1, 5], better: higher }
            nps: { nps: answer, of: answers, at: at, better: higher }
            minutes: { sum: minutes, of: answers, at: at, better: lower }
          targets:
            - { metric: csat, at_least: 80%, each: agent }
            - { metric: n, at_least: 5, each: agent }
            - { metric: score, increase_by: 5% of baseline, baseline: previous, each: agent }
            - { metric: nps, at_least: 20 }
        judge: { groups: [{ by: agent, adjusted_for: [region] }] }
        alerts:
          - { metric: n, crisis: region }
          - { metric: csat, beyond: usual }
          - { metric: nps, missed: 2 }
        scorecards:
          agents:
            by: agent
            parts:
              - { metric: csat, weight: 50, floor: 40%, target: 80%, stretch: 95% }
              - { metric: score, weight: 30, floor: 1, target: 4, stretch: 5 }
              - { metric: n, weight: 20, floor: 0, target: 30, stretch: 60 }
        raters:
          quality: { metric: score, rater: evaluator, subject: agent }
        effects:
          training: { metric: score, by: agent, group: trained, treated: yes, control: no }
        lists:
          praise: { of: agents, by: agent, id: agent_id, name: name, when_metric: csat.low >= 50%, order: csat.low, descending: yes }
          coaching: { of: agents, by: agent, id: agent_id, name: name, when_metric: csat.high < 85%, order: csat.high }
          few: { of: agents, by: agent, id: agent_id, when_metric: n.value < 20, order: n.value }

        """
}
