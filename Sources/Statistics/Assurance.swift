// Whether a process as it runs will reach its target: the target against the natural limits.

/// What can be expected of a target when nothing changes.
package enum Assurance: String, Hashable, Sendable, CaseIterable {
    /// Both limits are on the good side.
    case consistentlyMet = "consistently_met"
    /// The target lies between the limits: sometimes it is met, sometimes not, by chance.
    case hitAndMiss = "hit_and_miss"
    /// Both limits are on the wrong side.
    case consistentlyMissed = "consistently_missed"

    /// - Parameter isFloor: whether values at or above the target are good; else those at or below.
    package init(target: Double, isFloor: Bool, low: Double, high: Double) {
        if isFloor ? low >= target : high <= target {
            self = .consistentlyMet
        } else if isFloor ? high < target : low > target {
            self = .consistentlyMissed
        } else {
            self = .hitAndMiss
        }
    }
}
