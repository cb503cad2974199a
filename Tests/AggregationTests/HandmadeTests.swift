// Five-row tables whose results anybody can work out on paper.

import Aggregation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct HandmadeTests {
    private let calls = Table.sample(
        "calls",
        [
            "start": .instants([
                "2026-09-01T08:00:00Z", "2026-09-01T09:00:00Z", "2026-09-02T10:00:00Z", "2026-09-03T11:00:00Z", nil,
            ]),
            "outcome": .texts(["answered", "abandoned", "answered", nil, "answered"]),
            "customer": .texts(["c1", "c2", "c1", nil, "c3"]),
            "wait": .seconds([10, 40, nil, 5, 20]),
            "paid": .decimals(["10.00", "5.50", nil, "-0.25", "1.00"]),
            "score": .integers([10, 3, 9, 7, 11]),
        ], chunkRows: 2)

    private func cell(_ definition: String) throws -> MetricCell {
        let bench = AggregationBench(tables: [calls])
        let results = try bench.results("define:\n  m: { of: calls, \(definition) }")
        return try #require(results.cell("m"))
    }

    @Test func `rows are counted`() throws {
        #expect(try cell("count: rows").value == .exact(ExactDecimal(5)))
        // The last call has no time: what counts by a time does not count it.
        #expect(try cell("at: start, count: rows").value == .exact(ExactDecimal(4)))
        #expect(try cell("at: start, sum: paid").value == .exact(ExactDecimal(units: 1525, scale: 2)))
        #expect(try cell("count: rows, where: outcome = 'answered'").value == .exact(ExactDecimal(3)))
        let none = try cell("count: rows, where: outcome = 'x'")
        #expect(none.value == .exact(ExactDecimal(0)))
        #expect(none.status == .plain)
    }

    @Test func `money is added exactly and a missing amount is not zero`() throws {
        let sum = try cell("sum: paid")
        #expect(sum.value == .exact(ExactDecimal(units: 1625, scale: 2)))
        #expect(sum.n == 4)
    }

    @Test func `a mean leaves missing cells out and shows sum and count`() throws {
        let mean = try cell("mean: wait")
        #expect(mean.value == .real(18.75))
        #expect(mean.numerator == .exact(ExactDecimal(75)))
        #expect(mean.denominator == .exact(ExactDecimal(4)))
        #expect(mean.n == 4)
        // 10, 40, 5, 20: s = 15.478…, t(3) = 3.182446…
        #expect(abs((mean.low ?? 0) - (18.75 - 24.629)) < 0.001)
        #expect(abs((mean.high ?? 0) - (18.75 + 24.629)) < 0.001)
    }

    @Test func `a deviation is that of a sample, and one value has none`() throws {
        let deviation = try cell("stddev: wait")
        // 10, 40, 5, 20 around 18.75.
        #expect(abs((deviation.value?.doubleValue ?? 0) - 15.47847968417256) < 1e-12)
        #expect(deviation.n == 4)
        #expect(deviation.low == nil)
        let one = try cell("stddev: wait, where: wait > 20 s")
        #expect(one.value == nil && one.n == 1)
        #expect(try cell("stddev: wait, where: wait > 60 s").n == 0)
        #expect(try cell("stddev: wait * 0 + 7 s").value == .real(0))
    }

    @Test func `a total has the interval of a compound Poisson sum where it is asked for`() throws {
        #expect(try cell("sum: paid").low == nil)
        let sum = try cell("sum: paid, interval: compound_poisson")
        // √(10² + 5.5² + 0.25² + 1²) = 11.459…
        let reach = 1.959963984540054 * (131.3125).squareRoot()
        #expect(abs((sum.low ?? 0) - (16.25 - reach)) < 1e-12)
        #expect(abs((sum.high ?? 0) - (16.25 + reach)) < 1e-12)
        // Of what is not negative the total is not either: by its logarithm, of which 1.96 · 40 ÷ 40 is the reach.
        let waits = try cell("sum: wait, interval: compound_poisson, where: wait > 20 s, unit: min")
        #expect(abs((waits.low ?? 0) - 40 / 60 / 7.099_071_384_217) < 1e-10)
        #expect(abs((waits.high ?? 0) - 40 / 60 * 7.099_071_384_217) < 1e-10)
        #expect(try cell("count: rows, interval: poisson").high != nil)
    }

    @Test func `a single value has a mean but no interval`() throws {
        let mean = try cell("mean: wait, where: wait > 20 s")
        #expect(mean.value == .real(40))
        #expect(mean.low == nil)
        #expect(mean.high == nil)
    }

    @Test func `a share is among those rows for which the condition can be decided`() throws {
        let share = try cell("share: outcome = 'answered'")
        #expect(share.numerator == .exact(ExactDecimal(3)))
        #expect(share.denominator == .exact(ExactDecimal(4)))
        #expect(share.value == .real(0.75))
    }

    @Test func `a row inside among whose condition is missing does not fulfil it`() throws {
        let share = try cell("share: wait <= 20 s, among: outcome = 'answered'")
        #expect(share.numerator == .exact(ExactDecimal(2)))
        #expect(share.denominator == .exact(ExactDecimal(3)))
    }

    @Test func `an empty denominator gives no value and says so`() throws {
        let share = try cell("share: wait <= 20 s, among: outcome = 'x'")
        #expect(share.value == nil)
        #expect(share.low == nil)
        #expect(share.status == .undefined)
        #expect(share.denominator == .exact(ExactDecimal(0)))
        let mean = try cell("mean: paid, where: outcome = 'x'")
        #expect(mean.value == nil)
        #expect(mean.status == .undefined)
    }

    @Test func `a sum of no rows is 0, and n tells that there were none`() throws {
        let sum = try cell("sum: paid, where: outcome = 'x'")
        #expect(sum.value?.doubleValue == 0)
        #expect(sum.n == 0)
    }

    @Test func `extremes and quantiles are in the unit of the metric`() throws {
        #expect(try cell("minimum: wait").value == .exact(ExactDecimal(5)))
        #expect(try cell("maximum: wait, unit: min").value == .real(40.0 / 60))
        #expect(try cell("median: wait").value == .real(15))
        #expect(try cell("quantile: wait, at_share: 90%").value == .real(34))
        #expect(try cell("minimum: paid").value == .exact(ExactDecimal(units: -25, scale: 2)))
    }

    @Test func `different values are counted once`() throws {
        let distinct = try cell("distinct: customer")
        #expect(distinct.value == .exact(ExactDecimal(3)))
        #expect(distinct.n == 3)
        #expect(try cell("distinct: paid > 1").value == .exact(ExactDecimal(2)))
    }

    @Test func `scores outside 0 to 10 do not count in NPS`() throws {
        let nps = try cell("nps: score")
        #expect(nps.value == .real(25))
        #expect(nps.n == 4)
        #expect(nps.numerator == .exact(ExactDecimal(1)))
    }

    @Test func `customers with several days are repeaters`() throws {
        let share = try cell("repeat_share: customer, on: date(start)")
        #expect(share.numerator == .exact(ExactDecimal(1)))
        #expect(share.denominator == .exact(ExactDecimal(2)))
    }

    @Test func `a call is unrepeated when its customer does not call again in time`() throws {
        // c1 calls again after 26 hours; c2 does not; the last moment of the data is 3 September, 11 o'clock.
        let twoDays = try cell("at: start, unrepeated: customer, within: 2 d")
        #expect(twoDays.denominator == .exact(ExactDecimal(2)))
        #expect(twoDays.value == .real(0.5))
        #expect(twoDays.low != nil)
        let oneDay = try cell("at: start, unrepeated: customer, within: 25 h")
        #expect(oneDay.numerator == .exact(ExactDecimal(3)))
        #expect(oneDay.denominator == .exact(ExactDecimal(3)))
        // A gap of exactly that length is a repetition.
        #expect(try cell("at: start, unrepeated: customer, within: 26 h").numerator == .exact(ExactDecimal(1)))
        let answered = try cell("at: start, unrepeated: customer, within: 2 d, where: outcome = 'abandoned'")
        #expect(answered.value == .real(1))
        #expect(answered.n == 1)
    }

    @Test func `a customer is new only in the period of the first row of all`() throws {
        let bench = AggregationBench(
            tables: [calls],
            periods: ReportPeriods(
                period: Period(.day, containing: 20_698), compared: [.previous: Period(.day, containing: 20_697)],
                today: 30_000))
        #expect(CivilDate(dayNumber: 20_698).isoText == "2026-09-02")
        let results = try bench.results("define:\n  new: { first_time: customer, of: calls, at: start }")
        #expect(results.cell("new")?.value == .exact(ExactDecimal(0)))
        #expect(results.cell("new", period: Period(.day, containing: 20_697))?.value == .exact(ExactDecimal(2)))
    }

    @Test func `a calculation divides cell by cell and shows its parts`() throws {
        let bench = AggregationBench(tables: [calls])
        let results = try bench.results(
            """
            define:
              paid_sum: { sum: paid, of: calls }
              buyers: { distinct: customer, of: calls }
              per_buyer: { calculate: paid_sum / buyers, unit: money:CNY }
              rest: { calculate: paid_sum - 16.2 }
              nothing: { calculate: paid_sum / (buyers - 3) }
            """)
        let ratio = try #require(results.cell("per_buyer"))
        #expect(ratio.value == .real(16.25 / 3))
        #expect(ratio.numerator == .exact(ExactDecimal(units: 1625, scale: 2)))
        #expect(ratio.denominator == .exact(ExactDecimal(3)))
        #expect(ratio.n == 3)
        // Money minus money stays exact: 16.25 − 16.2 is 0.05 and not 0.05000000000000071.
        #expect(results.cell("rest")?.value?.text == "0.05")
        #expect(results.cell("nothing")?.value == nil)
        #expect(results.cell("nothing")?.status == .undefined)
        // Operands that are not listed do not stand in the report.
        #expect(results.metrics.map(\.key) == ["per_buyer", "rest", "nothing"])
    }
}
