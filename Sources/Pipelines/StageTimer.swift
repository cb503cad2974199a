// Measures what each stage of a run costs.

import Foundation
import Stages

/// A stopwatch with one lap per stage.
struct StageTimer {
    private let now: @Sendable () -> Double
    private var lapStart: Double
    private(set) var secondsByStage: [(stage: StageName, seconds: Double)] = []

    init(now: @escaping @Sendable () -> Double) {
        self.now = now
        lapStart = now()
    }

    mutating func finish(_ stage: StageName) {
        let end = now()
        secondsByStage.append((stage, end - lapStart))
        lapStart = end
    }

    /// The largest resident memory of this process so far, in bytes.
    static var peakMemory: Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }
}
