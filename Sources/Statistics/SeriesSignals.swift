// Which points of a series its own limits call a signal, by either of two sets of rules.

/// Why a point of a series is a signal.
package enum SeriesSignal: String, Hashable, Sendable, CaseIterable {
    /// Beyond a limit.
    case outside
    /// One of seven that only rise or only fall.
    case trend
    /// One of those near the same limit within a few points.
    case nearLimit = "near_limit"
    /// One of a run on the same side of the centre.
    case run
}

/// A set of rules; the first that a point fulfils is said of it.
package enum SignalRules: String, Hashable, Sendable, CaseIterable {
    /// Beyond a limit; 8 in a row on one side; 3 of 4 nearer to the same limit than to the centre.
    ///
    /// - Source: Wheeler, D. J. (1993), Understanding Variation.
    case xmr
    /// Beyond a limit; 7 that only rise or fall; 2 of 3 beyond ⅔ of the way to a limit, all 3 on that side and those beyond the limit not
    /// counted; 7 in a row on one side. Limits are made from screened ranges.
    ///
    /// - Source: NHS England, Making Data Count; as in the R package NHSRplotthedots.
    case nhs

    package var isScreened: Bool { self == .nhs }
    private var runLength: Int { self == .nhs ? 7 : 8 }
    private static let trendLength = 7

    /// The signal of each point, nil where there is none. A point on its centre breaks a run.
    ///
    /// - Parameters:
    ///   - distances: how far each point is above its centre.
    ///   - reaches: how far its limits are from its centre.
    ///   - values: the points themselves, by which a trend is seen.
    /// - Complexity: O(points).
    package func signals(values: [Double], distances: [Double], reaches: [Double]) -> [SeriesSignal?] {
        var signals = [SeriesSignal?](repeating: nil, count: distances.count)
        // The last rule first: those before it write over it.
        markRuns(distances, &signals)
        markNearLimits(distances, reaches, &signals)
        if self == .nhs { markTrends(values, &signals) }
        for index in distances.indices where distances[index].magnitude > reaches[index] { signals[index] = .outside }
        return signals
    }

    private static func side(_ distance: Double) -> Int { distance > 0 ? 1 : distance < 0 ? -1 : 0 }

    private func markRuns(_ distances: [Double], _ signals: inout [SeriesSignal?]) {
        var start = 0
        for index in distances.indices {
            let side = Self.side(distances[index])
            if side == 0 {
                start = index + 1
            } else if index > start, Self.side(distances[index - 1]) != side {
                start = index
            }
            guard side != 0, index - start + 1 >= runLength else { continue }
            // The whole run, the first time it is long enough.
            for point in (index - start + 1 == runLength ? start : index)...index { signals[point] = .run }
        }
    }

    private func markTrends(_ values: [Double], _ signals: inout [SeriesSignal?]) {
        var (start, way) = (0, 0)
        for index in values.indices.dropFirst() {
            let step = Self.side(values[index] - values[index - 1])
            if step == 0 {
                start = index
            } else if step != way {
                start = index - 1
            }
            way = step
            guard way != 0, index - start + 1 >= Self.trendLength else { continue }
            for point in start...index { signals[point] = .trend }
        }
    }

    private func markNearLimits(_ distances: [Double], _ reaches: [Double], _ signals: inout [SeriesSignal?]) {
        let (width, needed, share) = self == .nhs ? (3, 2, 2.0 / 3) : (4, 3, 0.5)
        func isNear(_ index: Int, _ side: Int) -> Bool {
            let distance = distances[index] * Double(side)
            return distance > share * reaches[index] && (self == .xmr || distance <= reaches[index])
        }
        guard distances.count >= width else { return }
        for end in (width - 1)..<distances.count {
            let window = (end - width + 1)...end
            for side in [1, -1] {
                guard window.count(where: { isNear($0, side) }) >= needed else { continue }
                if self == .nhs, !window.allSatisfy({ Self.side(distances[$0]) == side }) { continue }
                for point in window where isNear(point, side) { signals[point] = .nearLimit }
            }
        }
    }
}
