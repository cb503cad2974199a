// The arithmetic of targets, each by hand.

import Stages
import Statistics
import Testing

@testable import Judgement

struct AttainmentTests {
    private static func target(_ aim: TargetGoal.Aim, _ baseline: Double? = nil) throws -> ReachableTarget {
        try #require(ReachableTarget(aim, baseline: baseline))
    }

    private static func isClose(_ left: Double?, _ right: Double) -> Bool {
        left.map { ($0 - right).magnitude <= 1e-12 * max(1, right.magnitude) } ?? false
    }

    /// 每月新增10个客户: 8, 10, 12, 0 and 15 of 10.
    @Test(arguments: [(8.0, 0.8), (10, 1), (12, 1.2), (0, 0), (15, 1.5)])
    func `of at least ten, the value by ten is attained, without a cap`(value: Double, attained: Double) throws {
        #expect(Self.isClose(try Self.target(.atLeast(10)).attainment(of: value)?.share, attained))
    }

    @Test(arguments: [(2.0, 1.0), (4, 0.5), (1, 2), (2.5, 0.8), (20, 0.1)])
    func `of at most two, two by the value is attained`(value: Double, attained: Double) throws {
        let attainment = try Self.target(.atMost(2)).attainment(of: value)
        #expect(Self.isClose(attainment?.share, attained))
        #expect(attainment?.isAtLeast == false)
    }

    @Test
    func
        `nothing of what should be little is all of it or more, and a goal of nothing is either reached or not at all`()
        throws
    {
        let nothing = try Self.target(.atMost(2)).attainment(of: 0)
        #expect(nothing?.share == 1)
        #expect(nothing?.isAtLeast == true)
        #expect(try Self.target(.atMost(0)).attainment(of: 3)?.share == 0)
        #expect(try Self.target(.atLeast(0)).attainment(of: 3) == nil)
    }

    /// 每季度提高客户满意度评分5%, as 5 % of a baseline of 80: 84 is all, 82 a half, 88 twice, 80 none, 76 as far the other way.
    @Test(arguments: [(84.0, 1.0), (82, 0.5), (88, 2), (80, 0), (76, -1)])
    func `of a rise by a share of the baseline the way that is done is attained`(value: Double, attained: Double) throws
    {
        let target = try Self.target(.increase(.ofBaseline(0.05)), 80)
        #expect(Self.isClose(target.attainment(of: value)?.share, attained))
        #expect(Self.isClose(target.level, 84))
        #expect(target.isReached(by: value) == (attained >= 1))
    }

    /// The same sentence read as five points.
    @Test(arguments: [(85.0, 1.0), (82, 0.4), (90, 2), (80, 0), (79, -0.2)])
    func `of a rise by points the way that is done is attained`(value: Double, attained: Double) throws {
        let target = try Self.target(.increase(.points(5)), 80)
        #expect(Self.isClose(target.attainment(of: value)?.share, attained))
        #expect(target.level == 85)
    }

    /// 半年内减少客户流失率2%, as two percentage points of 12 %: to 10 %.
    @Test(arguments: [(0.10, 1.0), (0.11, 0.5), (0.12, 0), (0.13, -0.5), (0.08, 2)])
    func `of a fall by points a rise is less than nothing`(value: Double, attained: Double) throws {
        let target = try Self.target(.decrease(.points(0.02)), 0.12)
        #expect(Self.isClose(target.attainment(of: value)?.share, attained))
        #expect(Self.isClose(target.level, 0.10))
    }

    /// The same sentence read as 2 % of 12 %: to 11.76 %.
    @Test(arguments: [(0.1176, 1.0), (0.12, 0), (0.1188, 0.5), (0.1224, -1), (0.1152, 2)])
    func `of a fall by a share of the baseline too`(value: Double, attained: Double) throws {
        let target = try Self.target(.decrease(.ofBaseline(0.02)), 0.12)
        #expect(Self.isClose(target.attainment(of: value)?.share.rounded(toPlaces: 9), attained))
        #expect(Self.isClose(target.level, 0.1176))
    }

    @Test(arguments: [(0.8, 1.0), (0.85, 1), (0.9, 1), (0.4, 0.5), (1.0, 0.9)])
    func `a band is reached inside, and by its nearer end outside`(value: Double, attained: Double) throws {
        let target = try Self.target(.between(0.8, 0.9))
        #expect(Self.isClose(target.attainment(of: value)?.share, attained))
        #expect(target.isReached(by: value) == (attained == 1))
    }

    @Test func `without a baseline, or with a share of nothing, there is no goal`() {
        #expect(ReachableTarget(.increase(.points(5)), baseline: nil) == nil)
        #expect(ReachableTarget(.increase(.ofBaseline(0.05)), baseline: 0) == nil)
        #expect(ReachableTarget(.decrease(.ofBaseline(0.05)), baseline: -3) == nil)
        #expect(ReachableTarget(.increase(.points(5)), baseline: 0)?.level == 5)
    }

    /// 80 · 1.05 is 84.00000000000001 in binary.
    @Test func `what rounding alone takes away is not missing`() throws {
        #expect(try Self.target(.increase(.ofBaseline(0.05)), 80).isReached(by: 84))
        #expect(try Self.target(.increase(.ofBaseline(0.1)), 3).isReached(by: 3.3))
        #expect(try !Self.target(.increase(.ofBaseline(0.05)), 80).isReached(by: 83.999))
    }
}

extension Double {
    fileprivate func rounded(toPlaces places: Int) -> Double {
        let factor = (0..<places).reduce(1.0) { power, _ in power * 10 }
        return (self * factor).rounded() / factor
    }
}
