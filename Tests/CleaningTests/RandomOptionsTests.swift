// Whatever is written under `clean:`, it is either cleaned by or complained about.

import Cleaning
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

struct `Random options` {
    private static let keys = [
        "column", "columns", "key", "keep", "by", "values", "otherwise", "with", "within", "when", "because", "as",
        "replace",
        "width", "case", "blanks", "country", "id", "name", "count", "zh", "en", "",
    ]
    private static let values = [
        "id", "name", "queue", "count", "wait", "at", "nobody", "all", "true", "lower", "first", "last", "latest",
        "keep",
        "missing", "previous", "0 s", "1", "-1.50", "wait > 5 s", "count / 0", "count * 9223372036854775807",
        "name = 'x'",
        "if(", "'", "`", "客服", "", "not", "2026-01-31", "🙂", "\u{0}", "coalesce(name, queue)", "9999999999999999999999",
    ]

    @Test func `never end in anything but a clean table or a complaint`() throws {
        var random = SplitMix64(seed: 2026)
        let table = DirtyTable.random(maximumRows: 30, chunkRows: 7, using: &random)
        var applied = 0
        for _ in 0..<3000 {
            let rules = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                random.chance(0.7) ? changedSample(&random) : rule(&random)
            }
            let collector = DiagnosticCollector()
            let list = OptionNode(.list(rules), at: rules[0].location)
            let entry = OptionNode.Entry(key: "calls", keyLocation: rules[0].location, value: list)
            let options = CleaningOptions(
                OptionNode(.mapping([entry]), at: rules[0].location), collector: collector)
            let (plan, _) = Cleaning.plan(options, schemas: [.sample(table)], collector: collector)
            let planned = plan.tables.reduce(0) { $0 + $1.rules.count }
            #expect(planned == rules.count || collector.hasErrors, "a rule left out is a rule complained about")
            for diagnostic in collector.diagnostics {
                #expect(diagnostic.location?.line != nil && !diagnostic.message.english.contains("internal"))
            }
            if collector.hasErrors { continue }
            let cleaned: TableSet
            do throws(DiagnosedFailure) {
                cleaned = try Cleaning.run(
                    plan, on: .sample([table]), raw: SampleRawRows(), context: .sample(collector))
            } catch {
                // A key that is none is the one thing that only the rows can tell.
                #expect(error.diagnostics.map(\.kind) == [.data("duplicates-differ")])
                continue
            }
            #expect(cleaned.tables[0].brokenPromises == [])
            applied += planned
        }
        #expect(applied > 200)
    }

    /// A rule of the contract suite with one of its words exchanged, or none.
    private func changedSample(_ random: inout SplitMix64) -> OptionNode {
        let text = random.pick(from: RuleSample.all)?.text ?? ""
        var words = text.dropFirst(2).split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let word = Int.random(in: 0..<words.count, using: &random)
        if random.chance(0.8) {
            words[word] = (random.pick(from: Self.keys + Self.values) ?? "") + random.pick("", ",", ":", " }", "]")
        }
        return .text(words.joined(separator: " "))
    }

    private func rule(_ random: inout SplitMix64) -> OptionNode {
        .sample(.mapping([(random.pick(from: RuleCatalogue.names + ["x"]) ?? "", literal(3, &random))]))
    }

    private func literal(_ depth: Int, _ random: inout SplitMix64) -> OptionLiteral {
        switch Int.random(in: 0...(depth > 0 ? 9 : 4), using: &random) {
        case 0: return .empty
        case 1...4: return .scalar(random.pick(from: Self.values) ?? "")
        case 5, 6: return .list((0..<Int.random(in: 0...3, using: &random)).map { _ in literal(depth - 1, &random) })
        default:
            var keys: [String] = []
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                if let key = random.pick(from: Self.keys), !keys.contains(key) { keys.append(key) }
            }
            return .mapping(keys.map { ($0, literal(depth - 1, &random)) })
        }
    }
}
