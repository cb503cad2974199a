// `pairs.csv`: items that are found together, a row for each pair.

import Documents
import Stages
import Tabular

/// Writes the pairs of items.
///
/// - Shape: one row per pair, metrics in the order of the report, the pairs of each in its own order.
/// - Units: numbers of units; shares are fractions of 1.
///
///     affinity,2026-09-01,2026-10-01,tea,milk,5200,378,567,131,0.0252,0.3466,0.3004,0.3959,0.231,0.1982,0.2675,1.45,1e-07,0.006
struct PairsTable {
    static let name = "pairs.csv"
    static let header = [
        "metric", "period_start", "period_end", "first", "second", "units", "first_units", "second_units", "together",
        "support", "confidence", "confidence_low", "confidence_high", "reverse_confidence", "reverse_low",
        "reverse_high", "lift", "p", "adjusted_p",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for (key, pairs) in results.itemPairs {
            for pair in pairs.pairs {
                table.append(data: key)
                table.append(results.period.startText)
                table.append(results.period.endText)
                table.append(data: pair.first)
                table.append(data: pair.second)
                for count in [pairs.units, pair.firstUnits, pair.secondUnits, pair.together] { table.append(count) }
                for number in Self.numbers(of: pair) { table.append(MetricValue.real(number).text) }
                table.endRow()
            }
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }

    /// Those behind the counts.
    static func numbers(of pair: ItemPairs.Pair) -> [Double] {
        [
            pair.support, pair.forward.share, pair.forward.low, pair.forward.high, pair.backward.share,
            pair.backward.low, pair.backward.high, pair.lift, pair.p, pair.adjustedP,
        ]
    }
}

extension MetricResults {
    /// The pairs of items, each with the key of its metric.
    var itemPairs: [(key: String, pairs: ItemPairs)] {
        tables.compactMap { table in
            if case .itemPairs(let pairs) = table.content { (table.key, pairs) } else { nil }
        }
    }

    /// The pairs of items as `results.json` has them.
    var itemPairsJSON: JSONValue {
        .list(
            itemPairs.map { key, pairs in
                .object([
                    ("metric", .text(key)), ("units", .integer(pairs.units)), ("items", .integer(pairs.items)),
                    ("items_left_out", .integer(pairs.itemsLeftOut)), ("tested", .integer(pairs.tested)),
                    ("min_together", .integer(pairs.least)), ("found", .integer(pairs.found)),
                    ("ranked_by", .text(pairs.order.rawValue)), ("hidden", .integer(pairs.hidden)),
                    (
                        "pairs",
                        .list(
                            pairs.pairs.map { pair in
                                let counts = [pair.firstUnits, pair.secondUnits, pair.together].map(JSONValue.integer)
                                let numbers = PairsTable.numbers(of: pair).map { JSONValue.real($0) }
                                let names = [JSONValue.text(pair.first), .text(pair.second)]
                                let keys = PairsTable.header.dropFirst(3).filter { $0 != "units" }
                                return .object(zip(keys, names + counts + numbers).map { ($0, $1) })
                            })
                    ),
                ])
            })
    }
}
