// The scales that surveys usually ask on, to propose one where scores are outside the one expected.

/// The ends of a scale of scores.
struct ScoreScale: Sendable, Equatable {
    var worst: Double
    var best: Double

    /// The usual ones, the shortest first.
    private static let usual = [
        ScoreScale(worst: 1, best: 5), ScoreScale(worst: 1, best: 7), ScoreScale(worst: 1, best: 10),
        ScoreScale(worst: 0, best: 10), ScoreScale(worst: 0, best: 100),
    ]

    /// The scale that some scores are probably of, which is not the one expected: the shortest usual one that holds them all, for few
    /// data hold both its ends; what they reach where none does.
    ///
    /// Scores that all lie within the expected scale are of a shorter one.
    static func likely(for scores: ScoreRange, otherThan expected: ScoreScale) -> ScoreScale {
        let reached = ScoreScale(worst: scores.least, best: scores.most)
        let isShorter = expected.holds(reached)
        return usual.first { scale in
            scale.holds(reached) && scale != expected && (!isShorter || scale.length < expected.length)
        } ?? reached
    }

    private var length: Double { best - worst }

    private func holds(_ other: ScoreScale) -> Bool { worst <= other.worst && other.best <= best }
}
