// `rapport why`: what is told of a number is what its run recorded and what its rows still say; of a hidden one nothing is told.

import Foundation
import Testing

/// Visits of three teams, a file for each: the third has few rows.
private struct TeamPipeline {
    let folder: TemporaryFolder

    static let pipeline = """
        period: { every: month }
        languages: [en]
        set: { least: 20 }
        ingest:
          visits:
            files: exports/visits-*.csv
            columns: { at: { type: date }, score: { type: integer } }
        clean:
          visits:
            - drop_duplicates: { key: id, keep: last }
        segment:
          team: { column: visits.team }
        aggregate:
          metrics: [points, visits_in]
          by: [[team]]
          define:
            points: { mean: score, of: visits, at: at, where: "score >= ${least}", unit: points }
            visits_in: { count: rows, of: visits, at: at }
        render:
          report: summary
          formats: [markdown]
        """

    init(small: Int = 5) throws {
        folder = try TemporaryFolder()
        try folder.write(Self.pipeline, to: "p.yml")
        for (team, rows) in [("A", 40), ("B", 30), ("C", small)] { try write(team, rows: rows) }
        #expect(try run().status == 0)
    }

    func write(_ team: String, rows: Int) throws {
        let lines = (0..<rows).map { row in
            "\(team == "B" ? "1390000" : "V\(team)")\(1000 + row),2026-0\(row % 8 == 0 ? 8 : 9)-1\(row % 9),\(team),\(row * 7 % 60 + 5)\n"
        }
        try folder.write("id,at,team,score\n" + lines.joined(), to: "exports/visits-\(team).csv")
    }

    func run(_ options: [String] = []) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(
            ["run", "p.yml", "--as-of", "2026-10-02", "--out", "report"] + options, in: folder.path)
    }

    func why(_ arguments: String...) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(["why", "report"] + arguments, in: folder.path)
    }
}

struct WhyCommandTests {
    @Test func `a number is told with its definition, its rows by file and step, some of them by key, and SQL`() throws
    {
        let pipeline = try TeamPipeline(small: 20)
        let outcome = try pipeline.why("points", "2026-09")
        #expect(outcome.status == 0, "\(outcome.errors)")
        for said in [
            "points, 2026-09\n", "formula: mean: score", "rows counted once more by 'p.yml'", "table visits: 90 read",
            "exports/visits-B.csv: 30 read, 30 kept", "of other periods: 12", "not fulfilling score >= 20: 24",
            "counted: 54\n", "exports/visits-A.csv: 25\n", "such as exports/visits-A.csv:5 VA1003\n",
            "AS what, value, numerator",
        ] { #expect(outcome.output.contains(said), "\(said) in:\n\(outcome.output)") }
        let chinese = try pipeline.why("points", "team=B", "--language", "zh").output
        #expect(chinese.contains("已按 'p.yml' 重新计数") && chinese.contains("属于其他标签"), "\(chinese)")
        // Its keys look like telephone numbers.
        #expect(chinese.contains("例如 exports/visits-B.csv") && !chinese.contains("13900001"), "\(chinese)")
    }

    @Test func `a hidden cell says that it is hidden and why, and nothing else`() throws {
        let pipeline = try TeamPipeline()
        let outcome = try pipeline.why("points", "2026-09", "team=C")
        #expect(outcome.status == 0)
        #expect(
            outcome.output
                == "points, 2026-09, team=C\n  hidden: it rests on fewer than 5 rows, or would tell a cell that does\n")
        #expect(try pipeline.why("points", "team=C", "--language", "zh").output.contains("已隐藏：所依据的行少于 5 行"))
    }

    @Test func `while cells are hidden, no step and no file tells what they hold`() throws {
        let pipeline = try TeamPipeline()
        let total = try pipeline.why("points").output
        #expect(total.contains("counted: 45\n"), "\(total)")
        #expect(total.contains("by file: not told, since it would tell small or hidden cells"), "\(total)")
        // Of two teams one is hidden with the small one.
        let teams = try ["A", "B"].map { try pipeline.why("points", "team=\($0)").output }.filter {
            !$0.contains("hidden:")
        }
        let team = try #require(teams.first)
        #expect(teams.count == 1)
        #expect(team.contains("of other labels, or not fulfilling score >= 20: "), "\(team)")
        #expect(!team.contains("of other labels: "))
    }

    @Test func `a step of few rows is told together with its neighbour`() throws {
        let pipeline = try TeamPipeline(small: 20)
        try pipeline.folder.write(
            TeamPipeline.pipeline.replacingOccurrences(of: "least: 20", with: "least: 8"), to: "p.yml")
        #expect(try pipeline.run().status == 0)
        let outcome = try pipeline.why("points")
        #expect(outcome.output.contains("of other periods, or not fulfilling score >= 8: "), "\(outcome.output)")
    }

    @Test func `where inputs, pipeline or settings are others than in the run, that is said and no row is told`() throws
    {
        let pipeline = try TeamPipeline(small: 20)
        try pipeline.write("A", rows: 41)
        func isRefused(_ outcome: BuiltProgram.Outcome, _ reason: String) {
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains(reason), "\(outcome.output)")
            #expect(outcome.output.contains("table visits: 90 read"))
            #expect(!outcome.output.contains("such as") && !outcome.output.contains("on the way"))
        }
        isRefused(try pipeline.why("points"), "inputs have changed since the run: 'exports/visits-A.csv'")
        try pipeline.write("A", rows: 40)
        #expect(try pipeline.why("points").output.contains("such as"))
        isRefused(try pipeline.why("points", "--set", "least=21"), "give the same --set values")
        try FileManager.default.removeItem(atPath: pipeline.folder.path + "/exports/visits-A.csv")
        isRefused(try pipeline.why("points"), "inputs have changed since the run")
        try pipeline.write("A", rows: 40)
        try pipeline.folder.write(TeamPipeline.pipeline + "\n# a word more", to: "p.yml")
        isRefused(try pipeline.why("points"), "no 'p.yml' as the run read it stands here")
        isRefused(try pipeline.why("points", "--pipeline", "p.yml"), "'p.yml' is not the pipeline file of the run")
    }

    @Test func `what the run does not have is told with the nearest names`() throws {
        let pipeline = try TeamPipeline()
        for (arguments, reason, help) in [
            (["point"], "the run has no metric 'point'", "did you mean 'points'?"),
            (["points", "2026-19"], "no cell of 'points' for period \"2026-19\"", "'2026-09'"),
            (["points", "team=D"], "no cell of 'points' for \"team=D\"", "did you mean 'team="),
            (["points", "2026-09", "team"], "expected labels as results.csv writes them", ""),
        ] {
            let outcome = try BuiltProgram.run(["why", "report"] + arguments, in: pipeline.folder.path)
            #expect(outcome.status == 64)
            #expect(
                outcome.errors.contains(reason) && (help.isEmpty || outcome.errors.contains(help)), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
        let strange = try BuiltProgram.run(["why", "exports", "points"], in: pipeline.folder.path)
        #expect(strange.status == 66)
        #expect(strange.errors.contains("expected a folder that a run has published, found none in 'exports'"))
    }
}
