// When two numbers that were computed in two ways are the same.

package enum Closeness {
    /// Whether both are missing, or differ by no more than their last digits.
    package static func holds(_ value: Double?, _ other: Double?) -> Bool {
        switch (value, other) {
        case (nil, nil): true
        case (let left?, let right?): abs(left - right) <= 1e-12 * max(1, abs(right))
        default: false
        }
    }
}
