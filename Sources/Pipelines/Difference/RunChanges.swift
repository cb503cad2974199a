// What differs between two runs before any number is looked at: inputs, rules, definitions, segments, clock, version.

import Diagnostics

/// What differs between two runs.
struct RunChanges: Sendable {
    /// Files that were read in both and differ, or in one alone, by table.
    struct Inputs: Sendable {
        var table: String
        var changed: [(path: String, before: Int, after: Int)] = []
        var added: [String] = []
        var gone: [String] = []
    }

    let before: FinishedRun
    let after: FinishedRun
    let inputs: [Inputs]

    init(_ before: FinishedRun, _ after: FinishedRun) {
        (self.before, self.after) = (before, after)
        inputs = Self.inputs(before.record.inputs, after.record.inputs)
    }

    /// Files of the same content are the same, wherever they stand.
    private static func inputs(_ before: [RecordedRun.Input], _ after: [RecordedRun.Input]) -> [Inputs] {
        var tables: [String] = []
        for table in (before + after).map(\.table) where !tables.contains(table) { tables.append(table) }
        return tables.compactMap { table in
            var old = before.filter { $0.table == table }
            var new = after.filter { $0.table == table }
            for file in old {
                guard let same = new.firstIndex(where: { $0.fingerprint == file.fingerprint }),
                    let place = old.firstIndex(where: { $0.path == file.path })
                else { continue }
                new.remove(at: same)
                old.remove(at: place)
            }
            var found = Inputs(table: table)
            for file in old {
                if let other = new.firstIndex(where: { $0.path == file.path }) {
                    found.changed.append((file.path, file.rows, new[other].rows))
                    new.remove(at: other)
                } else {
                    found.gone.append(file.path)
                }
            }
            found.added = new.map(\.path)
            return found.changed.isEmpty && found.gone.isEmpty && found.added.isEmpty ? nil : found
        }
    }

    /// The parts of both plans; nil where one of the runs was made by a version that did not record them.
    var plans: (before: PlanParts, after: PlanParts)? {
        guard let old = before.record.plan, let new = after.record.plan else { return nil }
        return (old, new)
    }

    var hasOtherVersion: Bool { before.record.tool.version != after.record.tool.version }

    var hasOtherClock: Bool { before.record.asOf != after.record.asOf }

    var hasOtherPeriod: Bool {
        before.record.period != after.record.period || before.record.compared != after.record.compared
            || before.record.fiscal != after.record.fiscal
            || plans.map { $0.before.period != $0.after.period } ?? false
    }

    /// Zone, currency, calendar and whatever else holds for all.
    var hasOtherSettings: Bool {
        before.record.timezone != after.record.timezone || before.record.calendar != after.record.calendar
            || plans.map { $0.before.settings != $0.after.settings } ?? false
    }

    var hasOtherExports: Bool {
        (before.record.pipeline.exports ?? []).map(\.fingerprint)
            != (after.record.pipeline.exports ?? []).map(\.fingerprint)
    }

    /// The tables whose files are read in another way.
    var readTables: Set<String> { plans.map { Self.differing($0.before.ingestion, $0.after.ingestion) } ?? [] }

    /// The tables whose rules are others.
    var cleanedTables: Set<String> { plans.map { Self.differing($0.before.cleaning, $0.after.cleaning) } ?? [] }

    var hasOtherLinks: Bool { plans.map { $0.before.links != $0.after.links } ?? false }

    /// The segments that divide in another way.
    var segments: Set<String> {
        plans.map {
            Self.differing($0.before.segments.mapValues(\.fingerprint), $0.after.segments.mapValues(\.fingerprint))
        } ?? []
    }

    /// The metrics of another definition, those of one run alone included.
    var metrics: Set<String> {
        let said = Self.differing(before.definitions, after.definitions)
        guard let plans else { return said }
        return said.union(
            Self.differing(
                plans.before.metrics.mapValues(\.fingerprint), plans.after.metrics.mapValues(\.fingerprint)))
    }

    /// The tables of which other rows were read or kept.
    var ledgers: [(table: String, before: RecordedRun.Ledger, after: RecordedRun.Ledger)] {
        before.record.ledger.compactMap { old in
            guard let new = after.record.ledger.first(where: { $0.table == old.table }), !old.counts(as: new) else {
                return nil
            }
            return (old.table, old, new)
        }
    }

    private static func differing<Value: Equatable>(_ before: [String: Value], _ after: [String: Value]) -> Set<String>
    {
        Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    }
}

extension FinishedRun {
    /// By metric what results say of its definition.
    var definitions: [String: String] {
        Dictionary(results.metrics.map { ($0.key, "\($0.definition)\n\($0.formula.en)") }) { first, _ in first }
    }

    func definition(of metric: String) -> String? { results.metrics.first { $0.key == metric }?.definition }
}

extension RecordedRun.Ledger {
    /// Whether both count the same rows at every step.
    func counts(as other: RecordedRun.Ledger) -> Bool {
        read == other.read && kept == other.kept && steps == other.steps
    }
}
