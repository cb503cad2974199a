// Exports of the user's own, in whole runs of the built program: recognised, read, cleaned by their rules, and in the record.

import Foundation
import TestSupport
import Testing

struct OwnExportTests {
    private static let trial = BuiltProgram.root + "/Tests/Exports/trial"

    @Test func `the example of the manual runs and counts every case once`() throws {
        let folder = try TemporaryFolder()
        let outcome = try BuiltProgram.run(
            ["run", "docs/own-export/tickets.yml", "--as-of", "2026-10-01", "--out", folder.path + "/out", "--quiet"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let results = PlainCSV.rows(String(decoding: folder.bytes("out/results.csv") ?? Data(), as: UTF8.self))
        #expect(september(results, "closed")?["value"] == "3")
        #expect(september(results, "reopened")?["numerator"] == "1")
        let record = try #require(folder.bytes("out/run.json")).json
        let pipeline = try #require(record["pipeline"] as? [String: Any])
        let exports = try #require(pipeline["exports"] as? [[String: String]])
        #expect(exports.map { $0["path"] } == ["acme-desk.yml"])
        #expect(exports.first?["fingerprint"]?.count == 32)
        let ledger = try #require((record["ledger"] as? [[String: Any]])?.first)
        let steps = try #require(ledger["steps"] as? [[String: Any]])
        #expect(steps.compactMap { $0["rule"] as? String }.suffix(2) == ["drop_duplicates", "derive"])
        #expect(ledger["duplicates"] as? Int == 1)
    }

    @Test func `a table takes what its rows are from its export`() throws {
        let folder = try TemporaryFolder()
        var text = String(
            decoding: FileManager.default.contents(atPath: BuiltProgram.root + "/docs/own-export/tickets.yml")
                ?? Data(),
            as: UTF8.self)
        text = text.replacing("tickets: {", with: "desk: {").replacing("of: tickets", with: "of: desk")
            .replacing("[closed, reopened]", with: "[closed, reopened, tickets, ttr]")
            .replacing("[acme-desk.yml]", with: "['${own}/acme-desk.yml']").replacing(
                "cases.csv", with: "'${own}/cases.csv'"
            )
            .replacing("ingest:", with: "set: { own: . }\ningest:")
        try folder.write(text, to: "desk.yml")
        let outcome = try BuiltProgram.run([
            "run", folder.path + "/desk.yml", "--as-of", "2026-10-01", "--out", folder.path + "/out", "--quiet",
            "--set",
            "own=" + BuiltProgram.root + "/docs/own-export",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let results = PlainCSV.rows(String(decoding: folder.bytes("out/results.csv") ?? Data(), as: UTF8.self))
        #expect(september(results, "tickets")?["value"] == "3")
    }

    /// The trial formats, each a table of its own, and how many rows of its sample are left.
    private static let tables = [
        ("calls", "asterisk-cdr.csv", "kind: calls", 6), ("answers", "qualtrics.csv", "kind: surveys", 2),
        ("bill", "alipay-bill.csv", "kind: sales", 2), ("legs", "three-cx.csv", "kind: calls", 5),
        ("events", "queue-events.log", "kind: process_events", 9),
    ]

    private static func pipeline(_ head: String = "", rules: String = "yes") -> String {
        let times = ["calls": "start", "answers": "time", "bill": "pay_time", "legs": "start", "events": "at"]
        var text = "title: Trial\nlanguages: [en]\ntimezone: UTC\nperiod: month\n" + head
        let formats = ["asterisk-cdr", "qualtrics", "alipay-bill", "three-cx", "queue-events"]
        text += "exports: [\(formats.map { "'${trial}/\($0).yml'" }.joined(separator: ", "))]\n"
        text += "set: { trial: . }\ningest:\n"
        for (table, file, kind, _) in tables {
            text += "  \(table): { files: \"${trial}/\(file)\", export: auto, export_rules: \(rules), \(kind) }\n"
        }
        text += "aggregate:\n  metrics: [\(tables.map { "n_" + $0.0 }.joined(separator: ", "))]\n  define:\n"
        for (table, _, _, _) in tables {
            text += "    n_\(table): { count: rows, of: \(table), at: \(times[table] ?? "") }\n"
        }
        return text + "render:\n  - { report: summary, formats: [markdown] }\n"
    }

    @Test func `trial formats of five layouts make one report`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.pipeline(), to: "trial.yml")
        let arguments = [folder.path + "/trial.yml", "--as-of", "2026-10-01", "--set", "trial=" + Self.trial]
        let plan = try BuiltProgram.run(["plan"] + arguments)
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(
            plan.output.contains(
                "the export 'three-cx' brings rules, applied before those under 'clean': drop_duplicates, derive"))
        #expect(plan.output.contains("  legs 1 drop_duplicates: "))
        #expect(plan.output.contains("  bill 1 keep: "))
        let run = try BuiltProgram.run(["run"] + arguments + ["--out", folder.path + "/out", "--quiet"])
        #expect(run.status == 0, "\(run.errors)")
        let results = PlainCSV.rows(String(decoding: folder.bytes("out/results.csv") ?? Data(), as: UTF8.self))
        for (table, _, _, count) in Self.tables {
            #expect(september(results, "n_\(table)")?["value"] == "\(count)", "\(table)")
        }
        let inputs = try #require(folder.bytes("out/run.json")).json["inputs"] as? [[String: Any]]
        #expect(
            inputs?.compactMap { $0["export"] as? String } == [
                "asterisk-cdr", "qualtrics", "alipay-bill", "three-cx", "queue-events",
            ])
    }

    @Test func `rules of an export can be turned off, all or by name`() throws {
        let folder = try TemporaryFolder()
        for (rules, legs, bill) in [("no", "6", "3"), ("[derive]", "6", nil)] as [(String, String, String?)] {
            try folder.write(Self.pipeline(rules: rules), to: "trial.yml")
            let outcome = try BuiltProgram.run([
                "run", folder.path + "/trial.yml", "--as-of", "2026-10-01", "--set", "trial=" + Self.trial, "--out",
                folder.path + "/out", "--quiet",
            ])
            guard let bill else {
                // Of the others none brings a 'derive' alone.
                #expect(outcome.status == 78)
                #expect(
                    outcome.errors.contains(": error: 'export_rules' has no choice 'derive'\n"), "\(outcome.errors)")
                #expect(
                    outcome.errors.contains("'export_rules' names 'derive', but export 'queue-events' brings no rules"))
                continue
            }
            #expect(outcome.status == 0, "\(outcome.errors)")
            let results = PlainCSV.rows(String(decoding: folder.bytes("out/results.csv") ?? Data(), as: UTF8.self))
            #expect(september(results, "n_legs")?["value"] == legs)
            #expect(september(results, "n_bill")?["value"] == bill)
        }
    }

    @Test func `a profile knows exports of one's own and reads a file as they are laid out`() throws {
        let outcome = try BuiltProgram.run([
            "profile", "Tests/Exports/trial/asterisk-cdr.csv", "--exports", "Tests/Exports/trial/asterisk-cdr.yml",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("  looks like the export 'asterisk-cdr'\n"))
        #expect(outcome.output.contains("  disposition: text, 6 present"), "\(outcome.output)")
        let other = try BuiltProgram.run(["profile", "Tests/Exports/wjx.csv", "--exports", "nowhere.yml"])
        #expect(other.status == 66)
        #expect(other.errors.contains("cannot read the export format 'nowhere.yml': there is no such file"))
    }

    @Test func `a hint names an export of one's own`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            String(
                decoding: FileManager.default.contents(atPath: BuiltProgram.root + "/docs/own-export/tickets.yml")
                    ?? Data(), as: UTF8.self
            )
            .replacing(", export: auto", with: ", dates: day-first").replacing(
                "[acme-desk.yml]", with: "[desk/acme-desk.yml]"
            )
            .replacing("cases.csv", with: "desk/cases.csv").replacing("resolved", with: "Closed")
            .replacing("was_reopened", with: "State = 'Done'"),
            to: "tickets.yml")
        for name in ["acme-desk.yml", "cases.csv"] {
            let bytes = FileManager.default.contents(atPath: BuiltProgram.root + "/docs/own-export/" + name) ?? Data()
            try folder.write(String(decoding: bytes, as: UTF8.self), to: "desk/" + name)
        }
        let outcome = try BuiltProgram.run([
            "check", folder.path + "/tickets.yml", "--as-of", "2026-10-01", "--verbose",
        ])
        #expect(outcome.errors.contains("this looks like an export of 'acme-desk'"), "\(outcome.errors)")
    }
}

/// The cell of a metric for the month that the samples are of.
private func september(_ results: [[String: String]], _ metric: String) -> [String: String]? {
    results.first { $0["metric"] == metric && $0["period_start"] == "2026-09-01" && $0["segment"] == "" }
}

extension Data {
    /// A record as an object.
    fileprivate var json: [String: Any] { (try? JSONSerialization.jsonObject(with: self)) as? [String: Any] ?? [:] }
}
