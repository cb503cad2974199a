// What every cleaning rule must do, whatever else it does.

import Cleaning
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

/// A rule as it is written for a ``DirtyTable``, and its twin.
struct RuleSample: Sendable, CustomTestStringConvertible {
    var text: String
    var twin: @Sendable (TwinTable) -> TwinTable

    var testDescription: String { text }

    /// Whether it makes a table beside the one it is for, which stays as it is.
    var makesTable: Bool { text.contains("into:") }

    init(_ text: String, _ twin: @escaping @Sendable (TwinTable) -> TwinTable) {
        self.text = text
        self.twin = twin
    }

    static let all: [RuleSample] = [
        RuleSample("- trim: [name, queue]") { $0.trimmed(["name", "queue"]) },
        RuleSample("- trim: all") { $0.trimmed(["id", "name", "queue"]) },
        RuleSample("- normalise: { column: name, width: true, case: lower, blanks: true }") {
            $0.normalised(["name"], width: true, letterCase: "lower", blanks: true)
        },
        RuleSample("- normalise: { columns: [name, id], case: upper }") {
            $0.normalised(["name", "id"], width: false, letterCase: "upper", blanks: false)
        },
        RuleSample("- missing: { columns: [name, queue], values: [n/a, 无, '-', '0'] }") {
            $0.clearing(["name", "queue"], ["n/a", "无", "-", "0"].map { .text($0) })
        },
        RuleSample("- missing: { columns: [count, amount], values: [-1, 3.00] }") {
            $0.clearing(["count"], [.integer(-1), .integer(3)])
                .clearing(["amount"], ["-1", "3"].compactMap(SampleColumn.decimal).map { .decimal($0) })
        },
        RuleSample("- missing: { column: score, values: [-0.5, 0] }") {
            $0.clearing(["score"], [.real(-0.5), .real(0)])
        },
        RuleSample("- missing: { column: day, values: [2026-08-30] }") { $0.clearing(["day"], [.date(20_695)]) },
        RuleSample("- map: { column: queue, values: { 客服一组: support, 客服二组: support, n/a: } }") {
            $0.mapped("queue", [("客服一组", "support"), ("客服二组", "support"), ("n/a", nil)]) { $0 }
        },
        RuleSample("- map: { column: name, values: { support: 客服, 真: 真 }, otherwise: missing }") {
            $0.mapped("name", [("support", "客服"), ("真", "真")]) { _ in nil }
        },
        RuleSample("- map: { column: name, values: { support: 客服 }, otherwise: 'keep' }") {
            $0.mapped("name", [("support", "客服")]) { _ in "keep" }
        },
        RuleSample("- phone: { column: name }") { $0.phones(["name"], keepingOthers: false) },
        RuleSample("- phone: { columns: [name, id], otherwise: keep }") {
            $0.phones(["name", "id"], keepingOthers: true)
        },
        RuleSample("- fill: { column: name, with: 'none' }") { $0.filled("name") { _ in .text("none") } },
        RuleSample("- fill: { column: queue, with: name }") { $0.filled("queue") { $0["name"] } },
        RuleSample("- fill: { column: amount, with: count }") {
            $0.filled("amount") { row in
                guard case .integer(let count) = row["count"] else { return .missing }
                return .decimal(ExactDecimal(Int(count)))
            }
        },
        RuleSample("- fill: { column: wait, with: 2 s }") { $0.filled("wait") { _ in .duration(2000) } },
        RuleSample("- fill: { column: amount, with: 0.125 }") {
            $0.filled("amount") { _ in .decimal(ExactDecimal(units: 125, scale: 3)) }
        },
        RuleSample("- fill: { column: resolved, with: false }") { $0.filled("resolved") { _ in .flag(false) } },
        RuleSample("- fill: { column: at, with: previous }") { $0.filledFromPrevious("at", within: []) },
        RuleSample("- fill: { column: name, with: previous, within: queue }") {
            $0.filledFromPrevious("name", within: ["queue"])
        },
        RuleSample("- fill: { column: amount, with: previous, within: [queue, resolved] }") {
            $0.filledFromPrevious("amount", within: ["queue", "resolved"])
        },
        RuleSample("- fill: { column: score, with: previous, within: [day] }") {
            $0.filledFromPrevious("score", within: ["day"])
        },
        RuleSample("- fill: { column: resolved, with: previous }") { $0.filledFromPrevious("resolved", within: []) },
        RuleSample("- fill: { column: day, with: previous }") { $0.filledFromPrevious("day", within: []) },
        RuleSample("- derive: { long: wait > 5 s, twice: count * 2, who: 'coalesce(name, queue)' }") { twin in
            twin.deriving("long", .flag) { row in
                if case .duration(let wait) = row["wait"] { .flag(wait > 5000) } else { .missing }
            }
            .deriving("twice", .integer) { row in
                if case .integer(let count) = row["count"] { .integer(count * 2) } else { .missing }
            }
            .deriving("who", .text) { $0["name"] == .missing ? $0["queue"] : $0["name"] }
        },
        RuleSample("- derive: { column: wait, as: 'if(wait < 5 s, missing, wait)', replace: true }") { twin in
            twin.deriving("wait", .duration) { row in
                if case .duration(let wait) = row["wait"], wait >= 5000 { row["wait"] } else { .missing }
            }
        },
        RuleSample("- derive: { column: name, as: count is missing, replace: true }") { twin in
            twin.deriving("name", .flag) { .flag($0["count"] == .missing) }
        },
        RuleSample("- reject: { when: wait < 10 s, because: too short }") { twin in
            twin.rejecting { if case .duration(let wait) = $0["wait"] { wait < 10_000 } else { nil } }
        },
        RuleSample("- reject: { when: count is missing or count < 0 }") { twin in
            twin.rejecting { if case .integer(let count) = $0["count"] { count < 0 } else { true } }
        },
        RuleSample("- keep: { when: queue = 'sales' }") { twin in
            twin.keeping { $0["queue"] == .missing ? nil : $0["queue"] == .text("sales") }
        },
        RuleSample("- keep: { when: not resolved, because: open ones }") { twin in
            twin.keeping { if case .flag(let flag) = $0["resolved"] { !flag } else { nil } }
        },
        RuleSample("- rename: { queue: name, name: queue, at: started }") {
            $0.renamed(["queue": "name", "name": "queue", "at": "started"])
        },
        RuleSample("- drop_duplicates: { key: id, differ_limit: 100% }") { $0.withoutDuplicates(key: ["id"]) },
        RuleSample("- drop_duplicates: { key: [queue, count], keep: last, differ_limit: 100% }") {
            $0.withoutDuplicates(key: ["queue", "count"], keepingLast: true)
        },
        RuleSample("- drop_duplicates: { key: [amount], keep: latest, by: score }") {
            $0.withoutDuplicates(key: ["amount"], latest: "score")
        },
        RuleSample("- drop_duplicates: { key: [resolved, day], keep: latest, by: at }") {
            $0.withoutDuplicates(key: ["resolved", "day"], latest: "at")
        },
        RuleSample("- drop_duplicates: { key: [score, wait], keep: latest, by: amount }") {
            $0.withoutDuplicates(key: ["score", "wait"], latest: "amount")
        },
        RuleSample("- drop_duplicates") { $0.withoutDuplicates(key: nil) },
        RuleSample(
            "- roll_up: { by: queue, first: { id: id, day: day }, last: [name, resolved], count: { n: rows, low: count < 2 }, "
                + "sum: [count, amount, score, wait], any: { done: resolved } }"
        ) { twin in
            twin.rolledUp(
                ["queue"],
                [
                    ("id", .text, { $0.first { $0["id"] } }), ("day", .date, { $0.first { $0["day"] } }),
                    ("name", .text, { $0.last { $0["name"] } }),
                    ("resolved", .flag, { $0.last { $0["resolved"] } }), ("n", .integer, { .integer($0.count()) }),
                    (
                        "low", .integer,
                        { .integer($0.count { if case .integer(let n) = $0["count"] { n < 2 } else { false } }) }
                    ), ("count", .integer, { $0.sum("count") }), ("amount", .decimal, { $0.sum("amount") }),
                    ("score", .real, { $0.sum("score") }), ("wait", .duration, { $0.sum("wait") }),
                    ("done", .flag, { .flag($0.count { $0["resolved"] == .flag(true) } > 0) }),
                ])
        },
        RuleSample(
            "- roll_up: { by: [id, resolved], order: at, first: { day: day, shown: \"if(count > 2, upper(name))\" }, "
                + "last: { amount: amount, score: score }, join: [name, queue], distinct: { days: day, amounts: amount } }"
        ) { twin in
            twin.rolledUp(
                ["id", "resolved"], order: "at",
                [
                    ("day", .date, { $0.first { $0["day"] } }),
                    (
                        "shown", .text,
                        {
                            $0.first { row in
                                guard case .integer(3...) = row["count"], case .text(let name) = row["name"] else {
                                    return .missing
                                }
                                return .text(name.uppercased())
                            }
                        }
                    ), ("amount", .decimal, { $0.last { $0["amount"] } }),
                    ("score", .real, { $0.last { $0["score"] } }), ("name", .text, { $0.joined("name") }),
                    ("queue", .text, { $0.joined("queue") }),
                    ("days", .integer, { .integer(Int64($0.different("day").count)) }),
                    ("amounts", .integer, { .integer(Int64($0.different("amount").count)) }),
                ])
        },
        RuleSample(
            "- roll_up: { by: day, order: score, min: [at, amount, score, wait], max: { most: count, late: at, dear: amount }, "
                + "last: name, distinct: { scores: score, names: \"concat(name, queue)\" } }"
        ) { twin in
            twin.rolledUp(
                ["day"], order: "score",
                ["at", "amount", "score", "wait"].map { name in
                    (
                        name, twin.columns.first { $0.name == name }?.type ?? .text,
                        { $0.extreme(name, isLargest: false) }
                    )
                } + [
                    ("most", .integer, { $0.extreme("count", isLargest: true) }),
                    ("late", .instant, { $0.extreme("at", isLargest: true) }),
                    ("dear", .decimal, { $0.extreme("amount", isLargest: true) }),
                    ("name", .text, { $0.last { $0["name"] } }),
                    ("scores", .integer, { .integer(Int64($0.different("score").count)) }),
                    (
                        "names", .integer,
                        { rows in
                            let texts = rows.fromFirst.compactMap { row -> Cell? in
                                guard case .text(let name) = row["name"], case .text(let queue) = row["queue"] else {
                                    return nil
                                }
                                return .text(name + queue)
                            }
                            return .integer(Int64(Set(texts).count))
                        }
                    ),
                ])
        },
        RuleSample("- roll_up: { by: [amount, count], order: amount, last: wait }") { twin in
            twin.rolledUp(
                ["amount", "count"], order: "amount", [("wait", .duration, { $0.last { $0["wait"] } })])
        },
        RuleSample("- roll_up: { by: id, into: cases, order: amount, last: wait }") { $0 },
    ]
}

struct `Every cleaning rule` {
    @Test func `stands in the catalogue and has a sample here`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Cleaning/Rules")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).map { $0.dropLast(".swift".count) }
        #expect(files.sorted() == RuleCatalogue.rules.map { Substring("\($0)") }.sorted())
        for type in RuleCatalogue.rules {
            let snake = "\(type)".reduce(into: "") { $0 += $1.isUppercase && !$0.isEmpty ? "_\($1)" : "\($1)" }
            #expect(type.name == snake.lowercased())
            #expect(
                RuleSample.all.contains { $0.text.hasPrefix("- \(type.name)") },
                "write samples of '\(type.name)', with its slow twin, into RuleSample.all")
        }
        #expect(Set(RuleCatalogue.names).count == RuleCatalogue.names.count)
    }

    @Test func `reads what it declares, and nothing else`() {
        for type in RuleCatalogue.rules {
            for text in ["{}", "", "{ column: name }", "{ key: name, with: previous, as: count, when: true }"] {
                let collector = DiagnosticCollector()
                let node = OptionNode.text(text)
                let identity = RuleIdentity(name: type.name, table: "calls", ordinal: 1, location: node.location)
                let reader = OptionReader(
                    node, of: identity.wording, form: type.declaration.value, collector: collector)
                _ = type.init(reader, of: identity)
                reader.finish()
                #expect(collector.diagnostics.allSatisfy { $0.kind.fault != .program }, "\(collector.texts())")
            }
        }
    }

    @Test(arguments: RuleSample.all) func `agrees with its slow twin on random tables`(_ sample: RuleSample) throws {
        for seed in 0..<20 {
            var random = SplitMix64(seed: UInt64(seed))
            let table = DirtyTable.random(using: &random)
            let expected = sample.twin(TwinTable(table))
            let cleaned = try clean(table, by: sample.text)
            #expect(cleaned.twin.differences(from: expected) == [], "seed \(seed)")
            #expect(cleaned.table.brokenPromises == [])
            #expect(cleaned.schemas[0].columns == cleaned.table.columns)
            // A rule may set rows aside first, on a line of its own.
            let steps = cleaned.ledger.steps.dropFirst().filter { $0.departure != nil }
            if !steps.isEmpty, !sample.makesTable {
                let before = TwinTable(table).rowsByFile
                let leaving = steps.reduce(into: [:]) { $0.merge($1.leavingByFile, uniquingKeysWith: +) }
                #expect(leaving == before.merging(expected.rowsByFile) { $0 - $1 }.filter { $1 > 0 })
                let rejected = steps.filter { $0.departure == .rejected }.reduce(0) { $0 + $1.leaving }
                #expect(cleaned.result.rejects.count == rejected)
            } else {
                #expect(expected.rows.count == table.rowCount)
            }
        }
    }

    @Test(arguments: RuleSample.all) func `does not depend on how rows are cut into chunks, nor on threads`(
        _ sample: RuleSample
    ) throws {
        var random = SplitMix64(seed: 7)
        let table = DirtyTable.random(maximumRows: 200, chunkRows: 1000, using: &random)
        let whole = try clean(table, by: sample.text, jobs: 1)
        for (rows, jobs) in [(1, 1), (2, 4), (13, 2), (200, 3)] {
            let parts = try clean(table.rechunked(rows), by: sample.text, jobs: jobs)
            #expect(parts.twin.differences(from: whole.twin) == [])
            #expect(parts.ledger == whole.ledger)
            #expect(parts.result.rejects == whole.result.rejects)
            #expect(parts.collector.texts() == whole.collector.texts())
        }
    }

    @Test(arguments: RuleSample.all) func `does the same thing twice`(_ sample: RuleSample) throws {
        var random = SplitMix64(seed: 11)
        let table = DirtyTable.random(using: &random)
        let (first, second) = (try clean(table, by: sample.text), try clean(table, by: sample.text))
        #expect(first.twin == second.twin)
        #expect(first.ledger == second.ledger)
        #expect(first.collector.texts(.chinese) == second.collector.texts(.chinese))
    }

    @Test(arguments: RuleSample.all) func `takes a table without rows, without cells, or of one row`(
        _ sample: RuleSample
    ) throws {
        var random = SplitMix64(seed: 3)
        let table = DirtyTable.random(maximumRows: 40, using: &random)
        var empty = table
        empty.chunks = []
        var emptied = table
        emptied.chunks = table.chunks.map { $0.gathered([]) }
        var blank = table
        for chunk in blank.chunks.indices {
            for column in blank.columns.indices {
                blank.chunks[chunk].columns[column] = .missing(
                    blank.columns[column].type, count: blank.chunks[chunk].rowCount)
            }
        }
        var single = table
        single.chunks = Array(table.rechunked(1).chunks.prefix(1))
        for table in [empty, emptied, blank, single] {
            let cleaned = try clean(table, by: sample.text)
            #expect(cleaned.twin.differences(from: sample.twin(TwinTable(table))) == [])
            #expect(cleaned.table.brokenPromises == [])
            #expect(cleaned.ledger.imbalances() == [])
        }
    }

    @Test(arguments: RuleSample.all) func `says in both languages what it will do`(_ sample: RuleSample) {
        var random = SplitMix64(seed: 3)
        let collector = DiagnosticCollector()
        let options = CleaningOptions(pipelineNode("calls", sample.text), collector: collector)
        let schema = TableSchema.sample(DirtyTable.random(using: &random))
        let plan = Cleaning.plan(options, schemas: [schema], collector: collector).plan
        #expect(plan.lines.count == 1)
        for line in plan.lines {
            #expect(line.english.hasPrefix("calls 1 "))
            #expect(line.english.contains(":") && line.chinese.contains("："))
        }
    }
}
