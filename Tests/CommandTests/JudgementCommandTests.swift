// Scorecards, raters and effects from rows to files: four agents whom two evaluators score in two months, counted by hand.

import Foundation
import Testing

struct JudgementCommandTests {
    /// In August 70, 60, 80 and 75 points; in September 10, 14, 2 and 4 more. The second evaluator gives 1, 2, 3 and 2 more than the first.
    private static let scores: String = {
        let agents = [("A1", 70, 10, 1), ("A2", 60, 14, 2), ("A3", 80, 2, 3), ("A4", 75, 4, 2)]
        var rows = ["id,at,agent,trained,evaluator,score"]
        for month in [8, 9] {
            for (agent, base, gain, gap) in agents {
                for (evaluator, side) in [("Q1", -0.5), ("Q2", 0.5)] {
                    for (offset, day) in [(-2, "01"), (-1, "08"), (0, "15"), (1, "23"), (2, "30")] {
                        let score = Double(base + offset + (month == 9 ? gain : 0)) + side * Double(gap)
                        let trained = ["A1", "A2"].contains(agent) ? "yes" : "no"
                        rows.append("R\(rows.count),2026-0\(month)-\(day),\(agent),\(trained),\(evaluator),\(score)")
                    }
                }
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }()

    private static func folder(_ asked: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(scores, to: "scores.csv")
        try folder.write(
            """
            period: { every: month, compare: [previous] }
            languages: [en]
            ingest:
              scores:
                files: scores.csv
                open: { empty: zero }
                columns: { at: { type: date }, score: { type: decimal } }
            segment:
              agent: { column: scores.agent }
              trained: { column: scores.trained }
              evaluator: { column: scores.evaluator }
            aggregate:
              metrics: [quality]
              by: [[agent], [trained, agent], [agent, evaluator]]
              define: { quality: { mean: score, of: scores, at: at, unit: points, better: higher, minimum_n: 5 } }
            \(asked)
            """, to: "p.yml")
        return folder
    }

    private static let asked = """
        scorecards:
          agents: { by: agent, parts: [{ metric: quality, weight: 100, floor: 60, target: 80, stretch: 100 }] }
          centre: { parts: [{ metric: quality, weight: 100, floor: 60, target: 80, stretch: 100 }] }
        raters:
          evaluators: { metric: quality, rater: evaluator, subject: agent }
        effects:
          training: { metric: quality, by: agent, group: trained, treated: yes, control: no }
        """

    private static func lines(_ name: String, in folder: TemporaryFolder) throws -> [[String]] {
        try String(contentsOfFile: "\(folder.path)/out/\(name)", encoding: .utf8)
            .split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func `what is counted by hand stands in the files and on the page`() throws {
        let folder = try Self.folder(Self.asked)
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", "2026-10-15", "--out", "out", "--quiet"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")

        // 80 points are on the target; 74 are 56 points, 82 are 82, 79 are 76; all together 78.75, which are 75.
        let scores = try Self.lines("scorecards.csv", in: folder).filter { $0[4].isEmpty }
        #expect(
            scores.map { $0[0] + " " + $0[3] + " " + $0[12] } == [
                "agents agent=A1 80", "agents agent=A2 56", "agents agent=A3 82", "agents agent=A4 76", "centre  75",
            ])
        #expect(scores.map { $0[17] } == ["meets", "attention", "meets", "near", "near"])

        let raters = try Self.lines("raters.csv", in: folder).dropFirst()
        #expect(raters.map { $0[4...6].joined(separator: " ") } == ["evaluator=Q1 4 -2", "evaluator=Q2 4 2"])

        let effects = try Self.lines("effects.csv", in: folder).dropFirst()
        #expect(
            effects.map { $0[6...10].joined(separator: " ") } == [
                "treated yes 2 0 12", "control no 2 0 3", "difference    9",
            ])

        let page = try String(contentsOfFile: "\(folder.path)/out/report.md", encoding: .utf8)
        for heading in ["## Scorecards", "## Raters", "## Effects"] { #expect(page.contains(heading)) }
    }

    @Test func `a plan tells of them, and without them no file is made`() throws {
        let folder = try Self.folder(Self.asked)
        let plan = try BuiltProgram.run(
            ["plan", "p.yml", "--as-of", "2026-10-15", "--language", "en"], in: folder.path)
        #expect(plan.output.contains("scorecard 'agents' by agent: quality"))
        #expect(plan.output.contains("scorecards.csv, raters.csv, effects.csv"))
        let plain = try Self.folder("judge: false")
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", "2026-10-15", "--out", "out", "--quiet"], in: plain.path)
        #expect(outcome.status == 0)
        for name in ["scorecards.csv", "raters.csv", "effects.csv", "findings.csv"] {
            #expect(!FileManager.default.fileExists(atPath: "\(plain.path)/out/\(name)"), "\(name)")
        }
    }
}
