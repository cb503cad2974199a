// Agreement of any number of raters, with ratings missing, on a scale of any kind: Krippendorff's α.

/// How far ratings of the same unit differ beside ratings of any units.
package enum KrippendorffAlpha {
    /// What the ratings are, and so how far two of them are apart.
    package enum Scale: Sendable, CaseIterable {
        case nominal, ordinal, interval, ratio
    }

    /// α: 1 where ratings of a unit never differ, 0 where they differ as those of any units do, less where more.
    ///
    /// - Parameter units: the ratings of each unit; a unit with one rating says nothing.
    /// - Missing: nil where no unit has two ratings, or all ratings are alike.
    /// - Complexity: O(units · ratings²), and O(values²).
    /// - Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
    package static func alpha(_ units: [[Double]], _ scale: Scale) -> Double? {
        let paired = units.filter { $0.count > 1 }
        let values = Set(paired.joined()).sorted()
        guard values.count > 1 else { return nil }
        let counts = values.map { value in
            Double(paired.reduce(0) { $0 + $1.count { $0 == value } })
        }
        let whole = counts.reduce(0, +)
        let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0.element, $0.offset) })
        // Below each value, half of its own ratings with it.
        var (below, sum) = ([Double](), 0.0)
        for count in counts {
            below.append(sum + count / 2)
            sum += count
        }
        func distance(_ one: Int, _ other: Int) -> Double {
            let apart: Double
            switch scale {
            case .nominal: return one == other ? 0 : 1
            case .ordinal: apart = below[one] - below[other]
            case .interval: apart = values[one] - values[other]
            case .ratio:
                let both = values[one] + values[other]
                apart = both == 0 ? 0 : (values[one] - values[other]) / both
            }
            return apart * apart
        }
        let observed = paired.reduce(0.0) { sum, unit in
            let ratings = unit.compactMap { places[$0] }
            let gaps = ratings.reduce(0.0) { sum, one in sum + ratings.reduce(0.0) { $0 + distance(one, $1) } }
            return sum + gaps / Double(unit.count - 1)
        }
        var expected = 0.0
        for one in values.indices {
            for other in values.indices { expected += counts[one] * counts[other] * distance(one, other) }
        }
        guard expected > 0 else { return nil }
        return 1 - observed / whole / (expected / (whole * (whole - 1)))
    }
}
