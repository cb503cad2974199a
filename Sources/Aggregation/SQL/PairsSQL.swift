// Items that are found together, in SQL.

import Expressions
import Stages

extension RowMetricSQL {
    /// The pairs of items of a period of the total: both items, how many units there are, how many have each and both, support, confidence
    /// and lift. Nil for a kind that finds none, and for rows that count in other periods than that of their time.
    ///
    /// - Parameters:
    ///   - period: its position among those of the total.
    ///   - periods: where the periods are kept.
    func pairs(period: Int, periods: String) -> String? {
        guard row.attribution.isInside, let least = row.kind.sql(scope)?.pairsInAtLeast else { return nil }
        // Of as many units the item stands first whose text does.
        let isInOrder = "a.units < b.units OR a.units = b.units AND a.item < b.item"
        return """
            WITH looked_at AS (
            \(rows(labels: [], breakdowns: "0"))
            ),
            placed AS (
              SELECT DISTINCT r.value_2 AS unit, r.value_1 AS item
              FROM looked_at r JOIN \(periods) p ON p.breakdown = 0 AND p.period = \(period)
                AND (p.first_day IS NULL OR r.day >= p.first_day AND r.day < p.end_day)
              WHERE r.counts
            ),
            item_counts AS (SELECT item, count(*) AS units FROM placed GROUP BY item HAVING count(*) >= \(least)),
            paired AS (
              SELECT a.item AS one, b.item AS other, count(*) AS together FROM placed a JOIN placed b ON a.unit = b.unit AND a.item < b.item
              GROUP BY a.item, b.item HAVING count(*) >= \(least)
            ),
            counted AS (SELECT count(DISTINCT unit) AS units FROM placed)
            SELECT CASE WHEN \(isInOrder) THEN a.item ELSE b.item END AS first_item,
              CASE WHEN \(isInOrder) THEN b.item ELSE a.item END AS second_item,
              counted.units, least(a.units, b.units) AS first_units, greatest(a.units, b.units) AS second_units, together,
              CAST(together AS DOUBLE) / counted.units AS support,
              CAST(together AS DOUBLE) / least(a.units, b.units) AS confidence,
              CAST(together AS DOUBLE) / greatest(a.units, b.units) AS reverse_confidence,
              CAST(together AS DOUBLE) * counted.units / a.units / b.units AS lift
            FROM paired JOIN item_counts a ON a.item = one JOIN item_counts b ON b.item = other CROSS JOIN counted
            """
    }
}
