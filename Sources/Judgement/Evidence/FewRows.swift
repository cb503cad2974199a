// Who rests on too few rows to be called good or bad.

import Stages

extension MetricDescription {
    /// Whether a number of so many rows is not judged; what is counted or added up is true of few rows as of many.
    func isFew(_ n: Int) -> Bool { !isAdditive && unit != .count && n < minimumN }
}
