// What fails on the report's own day alone, among many good days, makes no report: the last good one stays.

import Foundation
import Testing

struct OwnDayTests {
    /// Fourteen days of forty calls each, five of which leave the building; the day before yesterday may be another's.
    private func folder(
        clean: String = "", metrics: String = "[offered, abandon_rate, service_level, transfer_rate]",
        link: String = "",
        day: String = "2026-09-14", changed: (_ number: Int, _ cells: inout [String]) -> Void
    ) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            title: Calls
            languages: [en]
            period: { every: day, compare: [previous] }
            ingest:
              calls:
                files: calls.csv
                columns:
                  start: { type: instant }
                  wait: { type: duration, unit: s }
                  transferred: { type: flag }
                  agent: { type: text }
              agents: { files: agents.csv, columns: { agent_id: { type: text }, team: { type: text } } }
            \(clean.isEmpty ? "" : "clean: { calls: [\(clean)] }")
            link: { calls.agent: agents.agent_id }
            segment: { team: { column: agents.team } }
            aggregate:
              metrics: \(metrics)
              by: [[team]]
            render:
              - { report: summary, formats: [markdown] }
            """, to: "calls.yml")
        try folder.write("agent_id,team\na1,one\na2,two\n", to: "agents.csv")
        try write(folder, day: day, changed)
        return folder
    }

    private func write(
        _ folder: TemporaryFolder, day: String, _ changed: (_ number: Int, _ cells: inout [String]) -> Void
    ) throws {
        var text = "id,start,direction,disposition,wait,transferred,agent\n"
        for date in 1...14 {
            let name = "2026-09-" + (date < 10 ? "0\(date)" : "\(date)")
            for number in 0..<40 {
                let isOut = number % 8 == 7
                let disposition = number % 5 == 4 ? "abandoned" : "answered"
                var cells = [
                    "c\(date)-\(number)", "\(name) \(9 + number % 9):15:00", isOut ? "out" : "in", disposition,
                    "\(number)", number % 4 == 0 ? "yes" : "no", disposition == "answered" ? "a\(number % 2 + 1)" : "",
                ]
                if name == day { changed(number, &cells) }
                text += cells.joined(separator: ",") + "\n"
            }
        }
        try folder.write(text, to: "calls.csv")
    }

    private func run(_ folder: TemporaryFolder) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(["run", "calls.yml", "--as-of", "2026-09-15", "--out", "r"], in: folder.path)
    }

    @Test func `a good day has a report, and a slip or two are no failure`() throws {
        let folder = try folder { _, _ in }
        let good = try run(folder)
        #expect(good.status == 0 && good.errors == "", "\(good.errors)")
        try write(folder, day: "2026-09-14") { number, cells in
            if number == 0 { cells[2] = "" }
            if number == 1 { cells[3] = "" }
        }
        let slips = try run(folder)
        #expect(slips.status == 0 && slips.errors == "", "\(slips.errors)")
    }

    /// What fails in which column, and what is said.
    static let faults: [(column: Int, value: String, of: String, said: String)] = [
        (
            2, "", "in",
            "column 'direction' of table 'calls' does not tell what metrics 'offered', 'abandon_rate', 'service_level' "
                + "and 1 more ask in 35 of 40 rows of 2026-09-14: missing (35)"
        ),
        (
            2, "呼入", "in",
            "ask in 35 of 40 rows of 2026-09-14: \"呼入\" (35)\n  help: the words are in, out, internal; add to 'clean' of "
                + "table 'calls': map: { column: direction, values: { \"呼入\": in } }"
        ),
        (3, "用户挂机", "abandoned", "ask in 7 of 35 rows of 2026-09-14: \"用户挂机\" (7)\n  help: the words are answered, "),
        (3, "", "answered", "column 'disposition' of table 'calls' does not tell what metrics"),
        (3, "已接听", "answered", "map: { column: disposition, values: { \"已接听\": answered } }"),
        (
            4, "", "",
            "column 'wait' of table 'calls' does not tell what metric 'service_level' asks in 28 of 28 rows of 2026-09-14: "
                + "missing (28)"
        ),
        (
            5, "", "",
            "column 'transferred' of table 'calls' does not tell what metric 'transfer_rate' asks in 28 of 28 rows"
        ),
    ]

    @Test(arguments: faults.indices)
    func `one word or column that fails on the day ends the run, and the good report stays`(fault: Int) throws {
        let (column, value, of, said) = Self.faults[fault]
        let folder = try folder { _, _ in }
        #expect(try run(folder).status == 0)
        let report = folder.bytes("r/run.json")
        try write(folder, day: "2026-09-14") { _, cells in
            if of.isEmpty || cells[column] == of { cells[column] = value }
        }
        let outcome = try run(folder)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains(said), "\(outcome.errors)")
        #expect(report != nil && report == folder.bytes("r/run.json"))
    }

    /// Whether no cell of a column is there at all: then even "only yes is ever written" is not known.
    @Test(arguments: [("", 65), ("yes", 0)] as [(String, Int32)])
    func `a column of flags that never says anything answers nothing`(value: String, status: Int32) throws {
        let folder = try folder { _, _ in }
        var text = try String(contentsOfFile: folder.path + "/calls.csv", encoding: .utf8)
        text = text.replacing(",yes,", with: ",\(value),").replacing(",no,", with: ",,")
        try folder.write(text, to: "calls.csv")
        let outcome = try run(folder)
        #expect(outcome.status == status, "\(outcome.errors)")
        if status == 65 { #expect(outcome.errors.contains("column 'transferred' of table 'calls' does not tell")) }
    }

    /// How many calls of every ten have lost their moment, and what becomes of the run.
    @Test(arguments: [(0, 0, ""), (1, 0, "warning: "), (6, 65, "error: ")] as [(Int, Int32, String)])
    func `calls without a moment are told, for they count in no period`(lost: Int, status: Int32, said: String) throws {
        let folder = try folder { _, _ in }
        let lines = try String(contentsOfFile: folder.path + "/calls.csv", encoding: .utf8).split(separator: "\n")
        let text = lines.enumerated().map { number, line in
            var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if number > 0, number % 10 < lost { cells[1] = "" }
            return cells.joined(separator: ",")
        }
        try folder.write(text.joined(separator: "\n") + "\n", to: "calls.csv")
        let outcome = try run(folder)
        #expect(outcome.status == status, "\(outcome.errors)")
        let sentence =
            "\(said)column 'start' of table 'calls' is missing in \(lost * 56) of 560 rows, which count in no period"
        #expect(outcome.errors.contains(sentence) == (lost > 0), "\(outcome.errors)")
    }

    @Test func `the day compared with is no reason to refuse a report, but a warning`() throws {
        let folder = try folder(day: "2026-09-13") { _, cells in
            if cells[3] == "abandoned" { cells[3] = "" }
        }
        let outcome = try run(folder)
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains(
                "warning: column 'disposition' of table 'calls' does not tell what metrics 'offered', 'abandon_rate', "
                    + "'service_level' and 1 more ask in 7 of 35 rows of 2026-09-13: missing (7); the comparison with it means little"
            ),
            "\(outcome.errors)")
        let long = try self.folder(day: "2026-09-03") { _, cells in cells[2] = "" }
        #expect(try run(long).errors == "")
    }

    @Test func `a row without a direction is no answer to whether it is internal`() throws {
        for (condition, status) in [
            ("direction <> 'internal'", 65), ("direction = 'in'", 65), ("direction not in ('out', 'internal')", 65),
            ("direction is missing or direction <> 'internal'", 65),
            ("direction is not missing and direction <> 'internal'", 0),
        ] as [(String, Int32)] {
            let folder = try folder(clean: "keep: { when: \"\(condition)\" }") { _, cells in
                if cells[2] == "in" { cells[2] = "" }
            }
            let outcome = try run(folder)
            #expect(outcome.status == status, "\(condition): \(outcome.errors)")
            if condition.hasPrefix("direction <>") {
                #expect(
                    outcome.errors.contains(
                        "rule 'keep' of table 'calls' leaves out 35 of 40 rows of 2026-09-14 for which its condition is neither "
                            + "true nor false: 'direction' is missing"), "\(outcome.errors)")
                #expect(outcome.errors.contains("'direction is missing or (direction <> 'internal')' keeps these rows"))
            }
        }
        // A column that no built-in metric needs, and a few rows among many, are no reason to end.
        let folder = try folder(clean: "keep: { when: agent <> 'a9' }") { number, cells in
            cells[6] = number < 20 ? "" : cells[6]
        }
        let outcome = try run(folder)
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("warning: rule 'keep' of table 'calls' leaves out"), "\(outcome.errors)")
    }

    @Test func `a link whose key is missing on the day, or that finds no partner on it, is told`() throws {
        let blank = try folder { _, cells in cells[6] = "" }
        let outcome = try run(blank)
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains(
                "warning: 'calls.agent' is missing in 40 of 40 rows of 2026-09-14, but in only 104 of 520 others; they have no partner"
            ),
            "\(outcome.errors)")
        let new = try folder { _, cells in cells[6] = "b7" }
        let told = try run(new).errors
        #expect(
            told.contains(
                "warning: only 0 of 40 rows of 2026-09-14 with a value in 'calls.agent' find a partner in 'agents.agent_id'"
            ),
            "\(told)")
    }
}
