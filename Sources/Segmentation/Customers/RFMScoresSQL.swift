// The scores of customers by recency, frequency and money, in SQL.

import Expressions
import Tabular

/// What ``RFMScores`` does, in SQL: queries over the `sums` of ``CustomerSalesSQL`` that give each `customer` who bought a score from
/// 1 to 5 for `recency`, `frequency` and `money`, and the labels that these make.
struct RFMScoresSQL {
    let dialect: SQLDialect

    /// Scores by fifths of the customers.
    var quintiles: String {
        func fifth(_ value: String) -> String {
            "\(dialect.wholeQuotient("(5 * (rank() OVER (ORDER BY \(value)) - 1))", by: "count(*) OVER ()")) + 1"
        }
        // Where one frequency is that of more than two fifths, fifths mean little.
        return """
            SELECT customer, recency, money,
              CASE WHEN 5 * max(sharing) OVER () > 2 * count(*) OVER () THEN least(days, 5) ELSE frequency END AS frequency
            FROM (SELECT customer, days, \(fifth("last_day")) AS recency, \(fifth("days")) AS frequency,
              \(fifth("net")) AS money, count(*) OVER (PARTITION BY days) AS sharing FROM sums WHERE days > 0)
            """
    }

    /// 5 above the mean, else 1.
    var aboveMean: String {
        above(in: numbers) { "\($0) * count(*) OVER () > sum(\($0)) OVER ()" }
    }

    /// 5 above the median, else 1.
    var aboveMedian: String {
        let places = Self.values.map { "row_number() OVER (ORDER BY \($0)) AS \($0)_place" }
        let half = dialect.wholeQuotient("buyers", by: "2")
        let middles = Self.values.map { value in
            """
            max(CASE WHEN \(value)_place = buyers - \(half) THEN \(value) END) OVER () AS \(value)_low,
              max(CASE WHEN \(value)_place = \(half) + 1 THEN \(value) END) OVER () AS \(value)_high
            """
        }
        let ranked = """
            SELECT *, \(middles.joined(separator: ",\n  "))
            FROM (SELECT *, \(places.joined(separator: ", ")), count(*) OVER () AS buyers
            FROM (\(numbers)))
            """
        // Twice the value against the sum of the two in the middle, so that nothing is rounded.
        return above(in: ranked) { "2 * \($0) > \($0)_low + \($0)_high" }
    }

    private static let values = ["last", "days", "net"]

    /// The ``values`` as numbers: the last day counted from 1970-01-01.
    private var numbers: String {
        let last = dialect.days(from: dialect.literal(ofDay: 0), to: "last_day")
        return "SELECT customer, \(last) AS last, days, net FROM sums WHERE days > 0"
    }

    private func above(in source: String, _ isAbove: (String) -> String) -> String {
        let scores = zip(Self.values, ["recency", "frequency", "money"]).map { value, score in
            "CASE WHEN \(isAbove(value)) THEN 5 ELSE 1 END AS \(score)"
        }
        return "SELECT customer, \(scores.joined(separator: ", "))\nFROM (\(source))"
    }

    // MARK: Labels

    /// The three scores: `543`.
    var code: String { "CAST(100 * recency + 10 * frequency + money AS \(dialect.type(.text)))" }

    /// The kind of customer, of eight.
    var kind: String {
        func isHigh(_ score: String, _ high: Bool) -> String { "\(score) \(high ? ">=" : "<") 4" }
        let flags = [true, false]
        let cases = flags.flatMap { recent in
            flags.flatMap { frequent in
                flags.map { valuable in
                    let cell = RFMCell(isRecent: recent, isFrequent: frequent, isValuable: valuable)
                    return """
                        WHEN \(isHigh("recency", recent)) AND \(isHigh("frequency", frequent)) \
                        AND \(isHigh("money", valuable)) THEN \(dialect.text(cell.names.key))
                        """
                }
            }
        }
        return "CASE \(cases.joined(separator: " ")) END"
    }
}
