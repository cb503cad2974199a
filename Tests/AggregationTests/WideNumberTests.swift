// Products beyond 64 bits count in full, and what cannot be kept ends the run.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct WideNumberTests {
    /// Amounts with two decimals times rates with sixteen: units of 10⁻¹⁸, of which 64 bits hold 9.2.
    private static let amounts = ["1234.56", "8.00", "0.01", "99999.99", "-1234.56", "2.50"]
    private static let rates = [
        "0.0812345678901234", "0.9999999999999999", "1.0000000000000001", "0.5", "0.0000000000000001", "3",
    ]

    private static func bench(chunkRows: Int) -> AggregationBench {
        AggregationBench(tables: [
            .sample(
                "sales",
                [
                    "day": .dates((0..<6).map { "2026-09-0\($0 + 1)" }), "amount": .decimals(amounts),
                    "rate": .decimals(rates), "whole": .integers([9_300_000_000_000_000, 1, 2, nil, -3, 9_000]),
                    "huge": .integers([.max, .max, 1, 1, 1, 1]), "span": .seconds([1, 2, 3, 4, 5, 6]),
                    "kept": .flags([true, true, false, true, true, true]),
                ], chunkRows: chunkRows)
        ])
    }

    private static func product(_ row: Int) -> ExactRatio {
        func ratio(_ text: String) -> ExactRatio {
            let parts = text.split(separator: ".")
            let fraction = parts.count == 2 ? String(parts[1]) : ""
            let units = Int128(String(parts[0]) + fraction) ?? 0
            return ExactRatio(ExactDecimal(units: units, scale: fraction.count)) ?? ExactRatio(0)
        }
        return ExactRatio.product(ratio(amounts[row]), ratio(rates[row])) ?? ExactRatio(0)
    }

    private static func sum(_ rows: [Int]) -> ExactRatio {
        rows.reduce(ExactRatio(0)) { ExactRatio.sum($0, product($1)) ?? $0 }
    }

    private static func cell(_ definition: String, chunkRows: Int = 2, allows: Bool = false) throws -> MetricCell {
        var bench = bench(chunkRows: chunkRows)
        bench.allowsOverflow = allows
        return try #require(
            try bench.results("define:\n  m: { of: sales, at: day, \(definition) }").cell("m"))
    }

    private static func kinds(_ definition: String) -> [String] {
        do {
            _ = try cell(definition)
            return []
        } catch let failure as DiagnosedFailure {
            return failure.diagnostics.map(\.kind.name)
        } catch {
            return ["\(error)"]
        }
    }

    @Test(arguments: [1, 2, 3, 6])
    func `the sum of products beyond 64 bits is exact, however the rows are cut`(chunkRows: Int) throws {
        let all = Array(0..<6)
        let cell = try Self.cell("sum: amount * rate", chunkRows: chunkRows)
        #expect(cell.value == Self.sum(all).decimal.map(MetricValue.exact))
        #expect(cell.n == 6)
        // A choice does not turn them into zeros.
        #expect(
            try Self.cell("sum: 'coalesce(amount * rate, 0)'", chunkRows: chunkRows).value == cell.value)
        #expect(
            try Self.cell("sum: 'if(amount * rate > 50, amount * rate, 0)'", chunkRows: chunkRows).value
                == Self.sum([0, 3]).decimal.map(MetricValue.exact))
        #expect(
            try Self.cell("sum: -(amount * rate) + amount * rate * 2", chunkRows: chunkRows).value == cell.value)
    }

    @Test func `means, extremes and quantiles of such products are right`() throws {
        let mean = try Self.cell("mean: amount * rate")
        let expected = ExactRatio.quotient(Self.sum(Array(0..<6)), ExactRatio(6))
        #expect(abs((mean.value?.doubleValue ?? 0) - (expected?.doubleValue ?? 1)) < 1e-9)
        #expect(mean.low != nil)
        #expect(try Self.cell("maximum: amount * rate").value == Self.product(3).decimal.map(MetricValue.exact))
        let median = try Self.cell("median: amount * rate")
        #expect(abs((median.value?.doubleValue ?? 0) - (7.5 + 7.9999999999999992) / 2) < 1e-9)
    }

    @Test func `whole numbers times a thousand count in full`() throws {
        #expect(
            try Self.cell("sum: whole * 1000").value
                == .exact(ExactDecimal(units: 9_300_000_000_000_000_000 + 9_000_000, scale: 0)))
    }

    @Test func `conditions, shares and roundings look at the whole product`() throws {
        #expect(try Self.cell("count: rows, where: amount * rate > 50").value == .exact(ExactDecimal(2)))
        #expect(try Self.cell("share: amount * rate between 7 and 101").value == .real(0.5))
        #expect(try Self.cell("count: rows, where: amount * rate is missing").value == .exact(ExactDecimal(0)))
        // 100.29 (100.2889…), 8, 0.01, 50000 (49999.995), 0, 7.5
        #expect(
            try Self.cell("sum: 'round(amount * rate, 2)'").value == .exact(ExactDecimal(units: 5_011_580, scale: 2)))
        #expect(try Self.cell("sum: 'round(amount * rate)'").value == .exact(ExactDecimal(50_116)))
    }

    @Test(arguments: [
        "sum: huge * huge * huge", "mean: huge * huge * 1000", "maximum: huge * huge * huge",
        "distinct: huge * huge * huge", "sum: span * 1000000000000000000", "count: rows, where: huge * huge * huge > 1",
        "sum: 'coalesce(huge * huge * huge, 0)'",
    ])
    func `what cannot be kept ends the run`(definition: String) {
        #expect(Self.kinds(definition) == ["too-large"])
    }

    @Test func `it is left out when that is allowed, and does not matter in rows that do not count`() throws {
        #expect(try Self.cell("sum: huge * huge * huge", allows: true).value == .exact(ExactDecimal(4)))
        #expect(try Self.cell("sum: huge * huge * huge", allows: true).n == 4)
        #expect(try Self.cell("sum: huge * huge * huge, where: huge = 1").value == .exact(ExactDecimal(4)))
    }

    @Test func `a division by zero is no overflow`() throws {
        #expect(try Self.cell("sum: whole / (whole - whole)").value == nil)
        #expect(try Self.cell("sum: whole / (huge - huge)").status == .undefined)
    }
}
