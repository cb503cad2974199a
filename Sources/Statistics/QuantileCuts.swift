// Quantile cuts divide a sample into equally large classes, such as quintiles, and give a value its score.

/// The limits between classes of equal size.
package struct QuantileCuts: Hashable, Sendable {
    /// The limits in ascending order, one fewer than classes; a value equal to a limit belongs to the class below it.
    package let limits: [Double]

    /// Cuts at the quantiles `1/classes, 2/classes, …` of the sample.
    ///
    /// - Shape: `sorted` is ascending and holds no nan.
    /// - Missing: nil for an empty sample or fewer than two classes.
    package init?(classes: Int, ofSorted sorted: Span<Double>) {
        guard classes >= 2, classes <= 10_000, sorted.count > 0 else { return nil }
        var limits: [Double] = []
        for cut in 1..<classes {
            guard let limit = SampleQuantile.linear(Double(cut) / Double(classes), ofSorted: sorted) else { return nil }
            limits.append(limit)
        }
        self.limits = limits
    }

    /// The same for an array.
    package init?(classes: Int, ofSorted sorted: [Double]) {
        self.init(classes: classes, ofSorted: sorted.span)
    }

    /// The classes a value can fall into, from 1 to this number.
    package var classes: Int { limits.count + 1 }

    /// Whether two limits coincide: values are so alike that a class stays empty, and fixed limits serve better.
    package var areCollapsed: Bool { zip(limits, limits.dropFirst()).contains { $0 == $1 } }

    /// The class of a value: 1 is the lowest; equal values always share the lower score.
    ///
    /// - Bounds: 1-based, up to `classes`.
    /// - Missing: nil for nan.
    package func score(of value: Double) -> Int? {
        guard !value.isNaN else { return nil }
        var low = 0
        var high = limits.count
        while low < high {
            let middle = (low + high) / 2
            if value <= limits[middle] { high = middle } else { low = middle + 1 }
        }
        return low + 1
    }
}
