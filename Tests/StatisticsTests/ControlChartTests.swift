// Limits and signals of series, against the worked examples of R packages and numbers computed in Python.
import Statistics
import Testing

struct ControlChartTests {
    private static let spike: [Double] = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    private static let breaches: [Double] = [
        1199, 929, 970, 1178, 1110, 1388, 2061, 1985, 2675, 3141, 1942, 2030, 1309, 1960, 1169, 1117, 1085, 1492, 1280,
        1197, 1569, 1406, 1328, 1564,
    ]
    private static let admissions: [Double] = [
        1195, 1843, 1397, 1333, 1771, 1751, 2013, 1759, 2179, 2585, 1654, 1543, 1632, 1558, 1190, 1357, 1279, 1683,
        2190, 1804, 986, 2181, 2048, 2154,
    ]

    /// Positions from 1 by signal.
    private static func signals(_ values: [Double], _ rules: SignalRules) -> [SeriesSignal: [Int]] {
        guard let limits = NaturalLimits(values, isScreened: rules.isScreened) else { return [:] }
        let signals = rules.signals(
            values: values, distances: values.map { $0 - limits.centre },
            reaches: values.map { _ in limits.reach })
        var places: [SeriesSignal: [Int]] = [:]
        for (index, signal) in signals.enumerated() {
            if let signal { places[signal, default: []].append(index + 1) }
        }
        return places
    }

    @Test func `limits are the mean and 2.66 mean moving ranges`() throws {
        let limits = try #require(NaturalLimits([52, 47, 53, 49, 56, 50, 51, 55, 48, 54] as [Double]))
        #expect(limits.centre == 51.5)
        #expect(agree(limits.meanRange, 5.111111, decimals: 6))
        #expect(agree(limits.low, 37.9044, decimals: 4))
        #expect(agree(limits.high, 65.0956, decimals: 4))
        #expect(agree(limits.rangeLimit, 16.7031, decimals: 4))
    }

    @Test func `screening leaves out the ranges of a single spike`() throws {
        let plain = try #require(NaturalLimits(Self.spike))
        #expect(agree(plain.centre, 1.944444, decimals: 6))
        #expect(agree(plain.low, -3.062614, decimals: 6))
        #expect(agree(plain.high, 6.951503, decimals: 6))
        let screened = try #require(NaturalLimits(Self.spike, isScreened: true))
        #expect(agree(screened.low, -0.7155556, decimals: 7))
        #expect(agree(screened.high, 4.604444, decimals: 6))
    }

    @Test func `the breaches of an emergency department have the signals of the README of NHSRplotthedots`() throws {
        let screened = try #require(NaturalLimits(Self.breaches, isScreened: true))
        #expect(agree(screened.centre, 1545.167, decimals: 3))
        #expect(agree(screened.low, 740.3958, decimals: 4))
        #expect(agree(screened.high, 2349.938, decimals: 3))
        #expect(Self.signals(Self.breaches, .nhs) == [.nearLimit: [2, 3], .outside: [9, 10]])
        #expect(Assurance(target: 1200, isFloor: false, low: screened.low, high: screened.high) == .hitAndMiss)
        let plain = try #require(NaturalLimits(Self.breaches))
        #expect(agree(plain.low, 636.7188, decimals: 4))
        #expect(agree(plain.high, 2453.614, decimals: 3))
        #expect(Self.signals(Self.breaches, .xmr) == [.outside: [9, 10], .nearLimit: [7, 12]])
    }

    @Test func `the breaches of another one have a run below and a point above`() throws {
        let screened = try #require(NaturalLimits(Self.admissions, isScreened: true))
        #expect(agree(screened.centre, 1711.875, decimals: 3))
        #expect(agree(screened.low, 849.7932, decimals: 4))
        #expect(agree(screened.high, 2573.957, decimals: 3))
        #expect(Self.signals(Self.admissions, .nhs) == [.outside: [10], .run: Array(11...18)])
        let plain = try #require(NaturalLimits(Self.admissions))
        #expect(agree(plain.low, 749.0707, decimals: 4))
        #expect(agree(plain.high, 2674.679, decimals: 3))
        #expect(Self.signals(Self.admissions, .xmr) == [.run: Array(11...18)])
    }

    @Test func `a point on the centre breaks a run, and one fewer than the rule asks for is none`() {
        func found(_ distances: [Double], _ rules: SignalRules) -> Int {
            rules.signals(values: distances, distances: distances, reaches: distances.map { _ in 100 })
                .count { $0 == .run }
        }
        #expect(found([1, 2, 1, 2, 1, 2, 1, 2], .xmr) == 8)
        #expect(found([1, 2, 1, 2, 1, 2, 1], .xmr) == 0)
        #expect(found([1, 2, 1, 0, 2, 1, 2, 1, 2], .xmr) == 0)
        #expect(found([-1, 2, 1, 2, 1, 2, 1, 2, 1, -1], .xmr) == 8)
        #expect(found([1, 2, 1, 2, 1, 2, 1], .nhs) == 7)
        #expect(found([1, 2, 1, 2, 1, 2], .nhs) == 0)
    }

    @Test func `seven that only rise are a trend of the NHS rules, and two alike end it`() {
        func trends(_ values: [Double], _ rules: SignalRules = .nhs) -> [Int] {
            let found = rules.signals(values: values, distances: values, reaches: values.map { _ in 100 })
            return found.indices.filter { found[$0] == .trend }
        }
        #expect(trends([9, 1, 2, 3, 4, 5, 6, 7, 6]) == Array(1...7))
        #expect(trends([9, 8, 7, 6, 5, 4, 3]) == Array(0...6))
        #expect(trends([1, 2, 3, 4, 5, 6]) == [])
        #expect(trends([1, 2, 3, 3, 4, 5, 6, 7]) == [])
        #expect(trends([1, 2, 3, 4, 5, 6, 7], .xmr) == [])
    }

    @Test func `without variation there are no limits`() {
        #expect(NaturalLimits([5, 5, 5, 5, 5, 5, 5, 5] as [Double]) == nil)
        #expect(NaturalLimits([5] as [Double]) == nil)
        #expect(LaneyLimits(.share, counts: [0, 0, 0], bases: [10, 20, 30]) == nil)
        #expect(LaneyLimits(.share, counts: [1, 2], bases: [0, 20]) == nil)
    }

    @Test func `assurance puts the target against both limits`() {
        #expect(Assurance(target: 0.8, isFloor: true, low: 0.8, high: 0.9) == .consistentlyMet)
        #expect(Assurance(target: 0.8, isFloor: true, low: 0.7, high: 0.8) == .hitAndMiss)
        #expect(Assurance(target: 0.8, isFloor: true, low: 0.7, high: 0.79) == .consistentlyMissed)
        #expect(Assurance(target: 0.1, isFloor: false, low: 0.05, high: 0.1) == .consistentlyMet)
        #expect(Assurance(target: 0.1, isFloor: false, low: 0.11, high: 0.2) == .consistentlyMissed)
    }

    // MARK: Laney

    @Test func `shares of large bases vary more than binomially, and p′ says so`() throws {
        let counts: [Double] = [
            266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923, 271478, 255353,
            256820, 261835, 259144, 255910, 260863, 264465, 260989,
        ]
        let bases: [Double] = [
            280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618, 283932, 266629,
            268091, 276803, 271578, 266005, 273520, 278574, 273772,
        ]
        let limits = try #require(LaneyLimits(.share, counts: counts, bases: bases))
        #expect(agree(limits.centre, 0.9528997, decimals: 7))
        #expect(agree(limits.spread, 10.64042, decimals: 5))
        #expect(agree(limits.centre - limits.reach(over: bases[0]), 0.9401296, decimals: 7))
        #expect(agree(limits.centre + limits.reach(over: bases[0]), 0.9656698, decimals: 7))
        #expect(agree(limits.centre - limits.reach(over: bases[19]), 0.939975, decimals: 6))
        #expect(agree(limits.centre + limits.reach(over: bases[19]), 0.9658244, decimals: 7))
        let gaps = zip(counts, bases).map { ($0 / $1 - limits.centre).magnitude }
        #expect(zip(gaps, bases).count { $0 > 3 * limits.chance(over: $1) } == 16)
        #expect(zip(gaps, bases).count { $0 > limits.reach(over: $1) } == 0)
    }

    @Test func `rates per exposure have limits of their own in each period`() throws {
        let counts: [Double] = [31, 45, 28, 52, 39, 61, 35, 44, 58, 40]
        let bases = [1.2, 1.5, 1.1, 1.6, 1.4, 1.5, 1.3, 1.2, 1.9, 1.6]
        let limits = try #require(LaneyLimits(.rate, counts: counts, bases: bases))
        #expect(agree(limits.centre, 30.27972, decimals: 5))
        #expect(agree(limits.spread, 1.421776, decimals: 6))
        #expect(agree(limits.centre - limits.reach(over: 1.2), 8.853887, decimals: 6))
        #expect(agree(limits.centre + limits.reach(over: 1.2), 51.70555, decimals: 5))
        #expect(agree(limits.centre - limits.reach(over: 1.6), 11.7244, decimals: 4))
        #expect(agree(limits.centre + limits.reach(over: 1.6), 48.83504, decimals: 5))
    }

    // MARK: Alerts and weekdays

    @Test(
        arguments: [
            (0.2, 4, 7), (0.5, 5, 9), (1, 6, 10), (2, 9, 13), (3.5, 12, 17), (5, 14, 20), (10, 22, 29), (25, 43, 52),
        ] as [(Double, Int, Int)])
    func `an alert begins where chance comes less often than once in a thousand`(mean: Double, poisson: Int, wide: Int)
    {
        #expect(AlertLimit.events(mean: mean) == poisson)
        #expect(AlertLimit.events(mean: mean, dispersion: 2) == wide)
    }

    @Test func `there is no alert limit where nothing is usual`() {
        #expect(AlertLimit.events(mean: 0) == nil)
        #expect(AlertLimit.events(mean: .nan) == nil)
        #expect(AlertLimit.reached(0, mean: 3) == 1)
    }

    /// By hand: means 2 and 5, 2 degrees of freedom, F = (4 · 1.5² ÷ 1) ÷ (1 ÷ 2) = 18; p of t = √18 with 2 degrees is 0.0513167.
    @Test func `two groups are tested as Student's t does`() throws {
        let test = try #require(GroupMeansTest([1.5, 2.5, 4.5, 5.5], groups: [0, 0, 2, 2], of: 3))
        #expect(test.effects == [-1.5, 0, 1.5])
        #expect(test.freedom == 2)
        #expect(agree(test.p, 0.0513167, decimals: 7))
        #expect(GroupMeansTest([1, 1, 2, 2], groups: [0, 0, 1, 1], of: 2) == nil)
    }
}
