// Every row that was read is accounted for, whatever the rules.

import Cleaning
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

struct `The row ledger` {
    @Test func `balances for random tables and random rule lists, file by file`() throws {
        let rowRules = RuleSample.all.filter { sample in
            ["- drop_duplicates", "- reject", "- keep"].contains { sample.text.hasPrefix($0) }
        }
        let others = RuleSample.all.filter { sample in
            !sample.text.contains("replace") && !sample.text.contains("rename") && !sample.text.contains("derive")
                && !sample.text.contains("roll_up")
        }
        for seed in 0..<60 {
            var random = SplitMix64(seed: UInt64(seed))
            let table = DirtyTable.random(maximumRows: 120, using: &random)
            let rules = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in
                random.pick(from: random.chance(0.6) ? rowRules : others)
            }
            let cleaned = try clean(table, by: rules.map(\.text).joined(separator: "\n"))
            let ledger = cleaned.ledger

            var twin = TwinTable(table)
            #expect(ledger.steps.count == rules.count + 1)
            for (rule, step) in zip(rules, ledger.steps.dropFirst()) {
                let after = rule.twin(twin)
                #expect(step.before == twin.rows.count && step.after == after.rows.count, "\(rule.text)")
                #expect(step.leaving == step.before - step.after)
                twin = after
            }
            #expect(cleaned.twin.differences(from: twin) == [])
            #expect(ledger.imbalances() == [])
            for (file, read) in ledger.readByFile {
                let left = Departure.allCases.reduce(0) { $0 + ledger.count(of: $1, inFile: file) }
                #expect(read == ledger.keptByFile[file, default: 0] + left)
            }
            #expect(ledger.kept == cleaned.table.rowCount)
            #expect(cleaned.result.rejects.count == ledger.count(of: .rejected))
            for file in ledger.readByFile.keys {
                let rejects = cleaned.result.rejects.count { $0.file == file }
                #expect(rejects == ledger.count(of: .rejected, inFile: file))
            }
        }
    }

    @Test func `that was tampered with is noticed`() throws {
        let table = Table.sample(
            "calls", ["queue": .texts(["a", "a", nil, "b", "a", nil, "b", "b"])], chunkRows: 3, rowsPerFile: [2, 6])
        let rules = "- drop_duplicates: { key: queue }\n- reject: { when: queue is missing }"
        let sound = try clean(table, by: rules).ledger
        #expect(sound.imbalances() == [] && sound.steps.count == 3 && sound.steps.map(\.leaving) == [0, 4, 2])

        var oneRowLost = sound
        oneRowLost.keptByFile[0, default: 0] -= 1
        var oneRowTwice = sound
        oneRowTwice.readByFile[0, default: 0] -= 1
        var oneDepartureForgotten = sound
        oneDepartureForgotten.steps[1].leavingByFile = [:]
        var otherFile = sound
        if let (file, count) = sound.steps[1].leavingByFile.min(by: { $0.key < $1.key }) {
            otherFile.steps[1].leavingByFile[file] = count - 1
            otherFile.steps[1].leavingByFile[file + 7, default: 0] += 1
        }
        var stepSkipped = sound
        stepSkipped.steps.remove(at: 1)
        var countedWrongly = sound
        countedWrongly.steps[2].before += 1
        for (name, broken) in [
            ("a lost row", oneRowLost), ("a row kept twice", oneRowTwice),
            ("a forgotten departure", oneDepartureForgotten),
            ("a departure of another file", otherFile), ("a skipped step", stepSkipped),
            ("a wrong count", countedWrongly),
        ] {
            #expect(broken.imbalances() != [], "\(name)")
        }
    }

    @Test func `begins with what ingestion already set aside`() throws {
        let table = Table.sample("calls", ["id": .texts(["a", "a", "b"])])
        var tables = TableSet.sample([table])
        tables.ledgers[0].readByFile = [0: 5, 1: 0]
        tables.ledgers[0].steps = [
            LedgerStep(
                stage: .ingest, rule: "read", ordinal: 0, departure: .rejected, before: 5, after: 3,
                leavingByFile: [0: 2])
        ]
        let collector = DiagnosticCollector()
        let options = CleaningOptions(pipelineNode("calls", "- drop_duplicates: { key: id }"), collector: collector)
        let plan = Cleaning.plan(options, schemas: [.sample(table)], collector: collector).plan
        let cleaned = try Cleaning.run(plan, on: tables, raw: SampleRawRows(), context: .sample(collector))
        #expect(cleaned.ledgers[0].imbalances() == [])
        #expect(cleaned.ledgers[0].keptByFile == [0: 2, 1: 0])
        #expect(cleaned.ledgers[0].steps[1].leavingByFile == [0: 1])
    }

    @Test func `that does not balance ends the run as our own bug`() throws {
        let table = Table.sample("calls", ["id": .texts(["a", "b"])])
        var tables = TableSet.sample([table])
        tables.ledgers[0].readByFile = [0: 3]
        #expect {
            try Cleaning.run(CleaningPlan(), on: tables, raw: SampleRawRows(), context: .sample())
        } throws: { error in
            let messages = (error as? DiagnosedFailure)?.diagnostics.map(\.message.english) ?? []
            return !messages.isEmpty && messages.allSatisfy { $0.hasPrefix("internal error: the row ledger") }
        }
    }

    @Test func `keeps a table without rules as it is`() throws {
        let (calls, sales) = (
            Table.sample("calls", ["id": .texts(["a", "a"])]), Table.sample("sales", ["id": .texts(["x", nil, "x"])])
        )
        let collector = DiagnosticCollector()
        let options = CleaningOptions(pipelineNode("calls", "- drop_duplicates: { key: id }"), collector: collector)
        let plan = Cleaning.plan(options, schemas: [.sample(calls), .sample(sales)], collector: collector).plan
        let cleaned = try Cleaning.run(
            plan, on: .sample([calls, sales]), raw: SampleRawRows(), context: .sample(collector))
        #expect(cleaned.tables.map(\.rowCount) == [1, 3])
        #expect(cleaned.ledgers.map(\.table) == ["calls", "sales"])
        #expect(cleaned.ledgers.map(\.kept) == [1, 3])
        #expect(cleaned.ledgers.flatMap { $0.imbalances() } == [])
    }
}
