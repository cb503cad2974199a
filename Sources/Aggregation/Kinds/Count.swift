// Counts rows.

import Diagnostics
import Stages

/// `count: rows` – how many rows there are.
///
/// - Units: `count`.
/// - Missing: rows that do not fulfil `where` are not counted; a group whose rows all fail it counts 0.
/// - Example: the rows `answered`, `abandoned`, `answered` with `where: disposition = 'answered'` → 2.
struct Count: MetricKind {
    static let declaration = OptionKey(
        "count", .choice(["rows"]), help: Wording(en: "how many rows there are", zh: "行数"))

    static let traits = KindTraits(
        takes: .rows, unit: .always(.count), intervals: [.none, .poisson], exactness: .always, isAdditive: true,
        isCount: true, tally: .rows)

    static func computation(_ value: KindValue) -> MetricComputation? {
        if let mapping = value.mapping {
            value.tell(AggregationDiagnostics.countOfMapping(at: mapping.location))
            return nil
        }
        guard let text = value.text else { return nil }
        if text.text == "rows" { return .rows(Self.self, nil) }
        value.tell(AggregationDiagnostics.countOfSomethingElse(text))
        return nil
    }

    init(_ preparation: KindPreparation) {}

    func emptyState(of values: StateValues) -> any Accumulator { CountState(hasInterval: values.hasInterval) }

    func sql(_ scope: KindSQLScope) -> KindSQL? { KindSQL(value: scope.count(), n: scope.count()) }
}
