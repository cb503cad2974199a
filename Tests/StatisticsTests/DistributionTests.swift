// Distributions against SciPy 1.17, and mpmath 1.3 where SciPy loses digits (gamma of a million at one in a million).
import Statistics
import Testing

struct DistributionTests {
    @Test func `the normal quantile for 95 % is 1.959963985`() {
        #expect(agree(ConfidenceLevel.percent95.normalQuantile, 1.959963984540054, relative: 1e-15))
        #expect(NormalDistribution.quantile(0.5) == 0)
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(-0.1).isNaN)
        #expect(agree(NormalDistribution.quantile(1e-300), -37.0471, decimals: 4))
    }

    @Test(
        arguments: [
            (0.975, 1, 12.706204736174694), (0.975, 2, 4.302652729749462), (0.975, 3, 3.1824463052837078),
            (0.975, 4.5, 2.6589123472044034), (0.975, 9, 2.262157162798205), (0.975, 29, 2.045229642132703),
            (0.975, 120, 1.9799304050824402), (0.975, 4321, 1.9605131455148657), (0.995, 1, 63.656741162871526),
            (0.995, 2, 9.924843200918287), (0.995, 3, 5.840909309733355), (0.995, 4.5, 4.272823993011293),
            (0.995, 9, 3.249835541592126), (0.995, 29, 2.756385903670605), (0.995, 120, 2.6174211451068654),
            (0.995, 4321, 2.576967603215581), (0.05, 1, -6.313751514675044), (0.05, 2, -2.9199855803537256),
            (0.05, 3, -2.353363434801824), (0.05, 4.5, -2.065575888878525), (0.05, 9, -1.8331129326562376),
            (0.05, 29, -1.6991270265334977), (0.05, 120, -1.6576508993552357), (0.05, 4321, -1.6452063457375954),
            (1e-6, 1, -318309.8861827435), (1e-6, 2, -707.1057205259339), (1e-6, 3, -103.29946778041935),
            (1e-6, 4.5, -31.081356583149244), (1e-6, 9, -10.7201604099095), (1e-6, 29, -5.917105540459563),
            (1e-6, 120, -4.997443829589942), (1e-6, 4321, -4.759921131436074),
        ] as [(Double, Double, Double)])
    func `a Student quantile has ten digits and more`(share: Double, freedom: Double, expected: Double) {
        #expect(agree(StudentDistribution.quantile(share, degreesOfFreedom: freedom), expected, relative: 1e-12))
    }

    @Test(
        arguments: [
            (0.025, 0.1, 5.791710245521471e-17), (0.025, 0.5, 0.0004910345585876278), (0.025, 1, 0.025317807984289876),
            (0.025, 4, 1.0898653736263249), (0.025, 50, 37.110963737461866), (0.025, 1000, 938.9730184076952),
            (0.025, 1000000.0, 998040.9833402939), (0.975, 0.1, 0.9779047994188529), (0.975, 0.5, 2.511943093657444),
            (0.975, 1, 3.6888794541139354), (0.975, 4, 8.767273069742323), (0.975, 50, 64.7805985929183),
            (0.975, 1000, 1062.9211512248878), (0.975, 1000000.0, 1001960.9109654503),
            (1e-6, 0.1, 6.073048362408003e-61), (1e-6, 0.5, 7.853981633978593e-13),
            (1e-6, 1, 1.0000005000003338e-06), (1e-6, 4, 0.07099239135862108), (1e-6, 50, 23.25066535794657),
            (1e-6, 1000, 856.8146512793919), (1e-6, 1000000.0, 995253.7719775002),
        ] as [(Double, Double, Double)])
    func `a gamma quantile has ten digits and more`(share: Double, shape: Double, expected: Double) {
        #expect(agree(GammaDistribution.quantile(share, shape: shape), expected, relative: 1e-12))
    }

    @Test func `a quantile and its share are each other's inverse`() throws {
        for freedom in [0.7, 1, 2, 3, 8.25, 60, 4000] {
            for tail in [1e-9, 0.001, 0.025, 0.2, 0.5] {
                let t = try #require(StudentDistribution.quantile(1 - tail, degreesOfFreedom: freedom))
                let back = try #require(StudentDistribution.shareAbove(t, degreesOfFreedom: freedom))
                #expect(agree(back, 1 - (1 - tail), relative: 1e-10))
                let value = try #require(GammaDistribution.quantile(tail, shape: freedom))
                #expect(agree(GammaDistribution.shares(at: value, shape: freedom)?.below, tail, relative: 1e-10))
            }
        }
    }

    @Test func `impossible parameters have no quantile`() {
        #expect(StudentDistribution.quantile(0.5, degreesOfFreedom: 0) == nil)
        #expect(StudentDistribution.quantile(1, degreesOfFreedom: 4) == nil)
        #expect(StudentDistribution.quantile(.nan, degreesOfFreedom: 4) == nil)
        #expect(GammaDistribution.quantile(0.5, shape: -1) == nil)
        #expect(GammaDistribution.quantile(0.5, shape: .infinity) == nil)
        #expect(BinomialDistribution.cumulative(1, trials: 3, probability: 1.5) == nil)
    }
}
