// Funnel limits against published counts and numbers worked out in R and in Python.
import Statistics
import Testing

struct FunnelTests {
    /// Hospital, observed, expected: the example of the R package FunnelPlotR.
    private static let hospitals: [(name: String, observed: Double, expected: Double)] = [
        ("0001", 406, 523.70), ("0002", 642, 612.98), ("0003", 46, 53.79), ("0006", 764, 763.72),
        ("0007", 82, 120.94), ("0008", 201, 250.19), ("0009", 193, 155.49), ("0010", 569, 484.71),
        ("0011", 404, 362.22), ("0012", 134, 188.93), ("0013", 614, 554.38), ("0014", 491, 616.74),
        ("0016", 501, 360.15), ("0017", 131, 245.61), ("0018", 274, 263.56), ("0019", 124, 154.66),
        ("0022", 456, 475.02), ("0023", 48, 38.93), ("0024", 429, 445.10), ("0025", 14, 28.80),
        ("0030", 369, 347.54), ("0033", 8, 7.56), ("0035", 37, 73.21), ("0036", 128, 118.11), ("0037", 145, 273.34),
        ("0038", 493, 449.79), ("0043", 104, 172.38), ("0044", 6, 19.20), ("0055", 308, 321.86), ("0059", 34, 36.56),
        ("0060", 7, 19.96), ("0061", 935, 851.72), ("0062", 134, 198.94), ("0064", 339, 302.39),
        ("0065", 458, 410.16), ("0067", 22, 45.87), ("0068", 2, 9.67), ("0069", 160, 212.34), ("0073", 87, 38.92),
        ("0078", 55, 31.74), ("0080", 252, 285.64), ("0083", 174, 186.66), ("0084", 43, 33.98),
        ("0085", 228, 255.65), ("0086", 210, 242.03), ("0087", 321, 279.48), ("0088", 631, 619.26),
        ("0089", 543, 626.13), ("0092", 105, 145.67), ("0093", 389, 413.86), ("0094", 92, 111.26),
        ("2000", 1012, 685.59), ("2002", 283, 181.11), ("2003", 95, 24.81),
    ]
    private static let points = hospitals.map { Funnel.Point(value: $0.observed / $0.expected, size: $0.expected) }

    private static func outside(_ funnel: Funnel, _ level: ConfidenceLevel) -> [String] {
        zip(hospitals, points).compactMap { hospital, point in
            funnel.limits(ofSize: point.size, at: level)?.excludes(point.value) == true ? hospital.name : nil
        }
    }

    private static func limits(_ funnel: Funnel, _ name: String) -> Interval? {
        hospitals.first { $0.name == name }.flatMap { funnel.limits(ofSize: $0.expected, at: .permille998) }
    }

    @Test func `chance alone flags twenty-five of fifty-four hospitals`() throws {
        let funnel = Funnel(.ratio, points: Self.points, dispersion: .none)
        #expect(Self.outside(funnel, .permille998).count == 25)
        #expect(Self.outside(funnel, .percent95).count == 35)
        let large = try #require(Self.limits(funnel, "2000"))
        #expect(agree(large.low, 0.8861228, relative: 1e-6) && agree(large.high, 1.123734, relative: 1e-6))
        let small = try #require(Self.limits(funnel, "0068"))
        #expect(agree(small.low, 0.2885378, relative: 1e-6) && agree(small.high, 2.445625, relative: 1e-6))
    }

    @Test func `with a variance between hospitals nine are left`() throws {
        let funnel = Funnel(.ratio, points: Self.points, dispersion: .additive)
        #expect(agree(funnel.ratio, 8.532851, relative: 1e-6))
        #expect(agree(funnel.between, 0.02841023, relative: 1e-6))
        #expect(
            Self.outside(funnel, .permille998) == [
                "0017", "0035", "0037", "0044", "0060", "0067", "0068", "0073", "2003",
            ])
        #expect(Self.outside(funnel, .percent95).count == 16)
        let large = try #require(Self.limits(funnel, "2000"))
        #expect(agree(large.low, 0.5862128, relative: 1e-6) && agree(large.high, 1.705865, relative: 1e-6))
        let small = try #require(Self.limits(funnel, "0068"))
        #expect(agree(small.low, 0.3256333, relative: 1e-6) && agree(small.high, 3.070939, relative: 1e-6))
    }

    @Test func `with the variance of chance multiplied two are left`() {
        let funnel = Funnel(.ratio, points: Self.points, dispersion: .multiplicative)
        #expect(agree(funnel.ratio, 8.375059, relative: 1e-6))
        #expect(Self.outside(funnel, .permille998) == ["2000", "2003"])
    }

    @Test(
        arguments: [
            (15.0, 0.5596924, 1.649348, 0.3862650, 2.082907), (20, 0.6108260, 1.544419, 0.4479107, 1.902094),
            (30, 0.6746958, 1.427562, 0.5289724, 1.702771),
        ])
    func `Poisson limits are exact`(
        expected: Double, low: Double, high: Double, outerLow: Double, outerHigh: Double
    ) throws {
        let funnel = Funnel(.ratio, points: [], dispersion: .none)
        let inner = try #require(funnel.limits(ofSize: expected, at: .percent95))
        let outer = try #require(funnel.limits(ofSize: expected, at: .permille998))
        #expect(agree(inner.low, low, relative: 1e-6) && agree(inner.high, high, relative: 1e-6))
        #expect(agree(outer.low, outerLow, relative: 1e-6) && agree(outer.high, outerHigh, relative: 1e-6))
    }

    private static let shares: [(Double, Double)] = [
        (45, 60), (156, 200), (92, 120), (33, 50), (128, 160), (61, 90), (80, 95), (28, 40), (205, 260), (75, 110),
    ]

    @Test func `shares spread on the scale of arcsines`() throws {
        let share = Self.shares.map(\.0).reduce(0, +) / Self.shares.map(\.1).reduce(0, +)
        #expect(agree(share, 0.7620253, relative: 1e-6))
        let points = Self.shares.map { Funnel.Point(value: $0.0 / $0.1, size: $0.1) }
        let funnel = Funnel(.share(share), points: points, dispersion: .additive)
        #expect(agree(funnel.ratio, 1.410644, relative: 1e-6))
        #expect(agree(funnel.between, 0.001240292, relative: 1e-6))
        for (size, low, high) in [
            (40.0, 0.508351, 0.9425008), (50, 0.5316643, 0.9311588), (60, 0.5484927, 0.9223654),
        ] {
            let limits = try #require(funnel.limits(ofSize: size, at: .permille998))
            #expect(agree(limits.low, low, relative: 1e-6) && agree(limits.high, high, relative: 1e-6))
        }
        let multiplied = Funnel(.share(share), points: points, dispersion: .multiplicative)
        #expect(multiplied.between == 0 && agree(multiplied.ratio, 1.410644, relative: 1e-6))
    }

    @Test func `limits of a share near one do not turn back`() throws {
        let limits = try #require(
            Funnel(.share(0.98), points: [], dispersion: .none).limits(ofSize: 10, at: .permille998))
        #expect(limits.high == 1)
        #expect(limits.low < 0.8)
    }

    /// By hand: values 1 … 5 of 4 each with a deviation of 2 around 3: distances −2 … 2, winsorised at ±1.6; (2·1.6² + 2·1)/5 = 1.424.
    @Test func `means spread by hand`() throws {
        let points = (1...5).map { Funnel.Point(value: Double($0), size: 4) }
        let funnel = Funnel(.mean(3, deviation: 2), points: points, dispersion: .additive)
        #expect(agree(funnel.ratio, 1.424, relative: 1e-12))
        // (5 · 1.424 − 4) ÷ (5 − 1)
        #expect(agree(funnel.between, 0.78, relative: 1e-12))
        let limits = try #require(funnel.limits(ofSize: 4, at: .percent95))
        #expect(agree(limits.high, 3 + 1.959963985 * 1.78.squareRoot(), relative: 1e-9))
        let multiplied = Funnel(.mean(3, deviation: 2), points: points, dispersion: .multiplicative)
        #expect(
            agree(
                multiplied.limits(ofSize: 4, at: .percent95)?.high, 3 + 1.959963985 * 1.424.squareRoot(), relative: 1e-9
            ))
    }

    /// (1 − 0.094)³⁰ is 5.2 %, e⁻³ 5.0 %: neither is rare, though arcsines and logarithms would have it so.
    @Test func `nobody of a few is not beyond the limits`() {
        let share = Funnel(.share(0.094), points: [], dispersion: .none)
        #expect(share.limits(ofSize: 30, at: .permille998)?.excludes(0) == true)
        #expect(!share.excludes(.init(value: 0, size: 30), at: .percent95))
        #expect(share.excludes(.init(value: 0, size: 300), at: .permille998))
        #expect(share.excludes(.init(value: 0.3, size: 100), at: .permille998))
        let all = Funnel(.share(0.906), points: [], dispersion: .none)
        #expect(!all.excludes(.init(value: 1, size: 30), at: .percent95))
        let ratio = Funnel(.ratio, points: [], dispersion: .none)
        #expect(!ratio.excludes(.init(value: 0, size: 3), at: .percent95))
        #expect(ratio.excludes(.init(value: 0, size: 30), at: .permille998))
        #expect(ratio.excludes(.init(value: 3, size: 30), at: .permille998))
    }

    @Test func `where nothing happened a ratio still has a place`() {
        let points = [(0.0, 5.0), (6, 5), (5, 5), (4, 5)].map { Funnel.Point(value: $0.0 / $0.1, size: $0.1) }
        #expect(Funnel(.ratio, points: points, dispersion: .additive).ratio.isFinite)
    }
}
