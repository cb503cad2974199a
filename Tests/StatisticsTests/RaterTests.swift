// Agreement of raters, against published examples.
import Statistics
import Testing

struct RaterTests {
    /// Shrout & Fleiss (1979).
    private static let ratings = [
        [9.0, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ]

    @Test(
        arguments: [
            (IntraclassCorrelation.Model.oneWay, 0.1657418, -0.1329323, 0.7225601, 0.4427971),
            (.twoWayRandom, 0.2897638, 0.01878651, 0.7610844, 0.6200505),
            (.twoWayFixed, 0.7148407, 0.3424648, 0.9458583, 0.9093155),
        ])
    func `correlations within classes are those of the paper`(
        model: IntraclassCorrelation.Model, estimate: Double, low: Double, high: Double, mean: Double
    ) throws {
        let found = try #require(IntraclassCorrelation(Self.ratings, model))
        #expect(agree(found.estimate, estimate, decimals: 7))
        #expect(agree(found.ofMean, mean, decimals: 7))
        let interval = try #require(found.interval)
        #expect(agree(interval.low, low, decimals: 7), "\(interval)")
        #expect(agree(interval.high, high, decimals: 7), "\(interval)")
    }

    @Test func `ratings that do not vary, or are not a rectangle, have no correlation`() {
        #expect(IntraclassCorrelation([[1, 1], [1, 1]], .oneWay) == nil)
        #expect(IntraclassCorrelation([[1, 2], [1]], .oneWay) == nil)
        #expect(IntraclassCorrelation([[1, 2]], .twoWayFixed) == nil)
        let perfect = IntraclassCorrelation([[1, 1], [2, 2], [4, 4]], .twoWayRandom)
        #expect(perfect?.estimate == 1 && perfect?.interval == nil)
    }

    @Test func `agreement within a group is compared with spread over the whole scale`() {
        let ratings = [[4.0, 4, 5], [5, 4, 5], [4, 4, 4], [3, 4, 4]]
        #expect(agree(WithinGroupAgreement.rWG(ratings.map { $0 }, steps: 5), 0.9375, decimals: 4))
        #expect(WithinGroupAgreement.rWG([[1, 1], [5, 5]], steps: 5) == 0)
        #expect(WithinGroupAgreement.rWG([[3], [3]], steps: 5) == 1)
        #expect(WithinGroupAgreement.rWG([[3]], steps: 5) == nil)
        #expect(WithinGroupAgreement.rWG([[3, 2], [3]], steps: 5) == nil)
    }

    @Test func `many raters who name categories have Fleiss's kappa`() throws {
        let counts = [
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
        ]
        let found = try #require(FleissKappa(counts))
        #expect(agree(found.kappa, 0.2099307, decimals: 7))
        #expect(agree(found.z, 12.37429, decimals: 5))
        #expect(agree(found.standardError, 0.100557, decimals: 6))
        #expect(FleissKappa([[2, 0], [1, 0]]) == nil && FleissKappa([[2, 0], [2, 0]]) == nil)
    }

    @Test func `ratings that are missing are minded by Krippendorff's alpha`() throws {
        let rows = [
            "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
        ].map { $0.split(separator: " ") }
        let units = (0..<12).map { unit in rows.compactMap { Double($0[unit]) } }
        let known: [(KrippendorffAlpha.Scale, Double)] = [
            (.nominal, 0.7434211), (.ordinal, 0.8153875), (.interval, 0.8491071), (.ratio, 0.7974028),
        ]
        for (scale, alpha) in known {
            #expect(agree(KrippendorffAlpha.alpha(units, scale), alpha, decimals: 7), "\(scale)")
        }
        #expect(KrippendorffAlpha.alpha([[1, 1], [1]], .nominal) == nil)
        #expect(KrippendorffAlpha.alpha([[1], [2]], .nominal) == nil)
    }

    @Test func `two raters have Cohen's kappa, plain and by squares`() throws {
        let counts = [[20, 5, 1], [4, 15, 6], [1, 3, 25]]
        let found = try #require(CohenKappa(counts))
        #expect(agree(found.kappa, 0.6232635, decimals: 7))
        let interval = try #require(found.interval)
        #expect(agree(interval.low, 0.4816436, decimals: 7) && agree(interval.high, 0.7648834, decimals: 7))
        #expect(agree(CohenKappa(counts, isWeighted: true)?.kappa, 0.7667638, decimals: 7))
        #expect(CohenKappa([[4, 0], [0, 0]]) == nil && CohenKappa([[1, 2]]) == nil)
    }

    @Test func `two orders have Kendall's tau with both intervals`() throws {
        let found = try #require(
            KendallTau([1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10], [2, 1, 3, 3, 5, 4, 4, 7, 6, 9, 8, 8]))
        #expect(agree(found.tau, 0.8031745, decimals: 7))
        let fieller = try #require(found.interval)
        #expect(agree(fieller.low, 0.5712731, decimals: 6) && agree(fieller.high, 0.9163192, decimals: 7))
        let large = try #require(found.largeSampleInterval)
        #expect(agree(large.low, 0.7120039, decimals: 7) && agree(large.high, 0.8943451, decimals: 7), "\(large)")
        #expect(KendallTau([1, 1], [1, 2]) == nil && KendallTau([1], [1]) == nil)
        let perfect = KendallTau([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])
        #expect(perfect?.tau == 1 && perfect?.interval == nil)
    }
}
