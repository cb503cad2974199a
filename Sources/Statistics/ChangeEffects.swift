// How much of the change of a whole lies in how large it is, in how it is made up, and in its parts themselves.

/// What the parts of a whole contribute to its change, by midpoints: no part is left that belongs to nobody.
///
/// A whole is made of parts, each with an amount and a weight; s is a part's share of all weights, r its amount per weight, R that of the
/// whole, N all weights, 0 the earlier and 1 the later period; a bar is the mean of both. Then
///
///     R₁ − R₀ = Σ (s₁ − s₀)(r̄ − R̄)  +  Σ s̄ (r₁ − r₀)              mix and rate
///     N₁R₁ − N₀R₀ = (N₁ − N₀) R̄  +  N̄ × mix  +  N̄ × rate           volume, mix and rate
///
/// A part that has no weight in one of both periods is taken to have had the rate of the other: that it has come or gone is mix. An amount
/// without weight in a period has no rate, and what it adds is counted as one.
///
/// - Source: Kitagawa (1955), JASA 50, 1168–1194, with the joint term shared in halves; centred on R̄ as by Marshall and Edgeworth.
package struct ChangeEffects: Sendable {
    /// What is explained.
    package enum Form: Sendable, Equatable {
        /// Amounts per weight, such as a share, times a factor.
        case ratio(times: Double)
        /// Amounts, each of so many rows as its weight is.
        case sum
        /// How many there are: amounts are weights, and every part contributes its own change.
        case count
    }

    /// A part in one period.
    package struct Part: Sendable, Equatable {
        package var amount: Double
        /// Not below zero; 0 where the part is not there.
        package var weight: Double

        package init(amount: Double, weight: Double) {
            self.amount = amount
            self.weight = weight
        }

        package static let none = Part(amount: 0, weight: 0)
    }

    /// Which way all parts went, while the whole went the other way.
    package enum Reversal: Sendable, Equatable { case partsRose, partsFell }

    /// What a part added to the change of the whole.
    package struct Effects: Sendable, Equatable {
        /// There is more or less of all.
        package var volume = 0.0
        /// The part has another share of the whole.
        package var mix = 0.0
        /// The part has changed itself.
        package var rate = 0.0

        package var sum: Double { volume + mix + rate }
    }

    /// Per part.
    package let effects: [Effects]
    /// Per part, its share of all weights, then and now.
    package let shares: [(then: Double, now: Double)]
    /// Nil where the parts did not all go one way, or the whole did as they did; see ``Form/ratio(times:)``.
    package let reversal: Reversal?

    /// - Returns: nil where there are no weights in one of both periods to divide by.
    package init?(of form: Form, parts: [(then: Part, now: Part)]) {
        let whole = (then: Self.sum(parts.map(\.then)), now: Self.sum(parts.map(\.now)))
        if form == .count {
            effects = parts.map { Effects(volume: $0.now.amount - $0.then.amount) }
            shares = parts.map { (Self.share($0.then, of: whole.then), Self.share($0.now, of: whole.now)) }
            reversal = nil
            return
        }
        guard whole.then.weight > 0, whole.now.weight > 0 else { return nil }
        let shares = parts.map { (then: Self.share($0.then, of: whole.then), now: Self.share($0.now, of: whole.now)) }
        let wholeRate = (then: whole.then.amount / whole.then.weight, now: whole.now.amount / whole.now.weight)
        let middle = (wholeRate.then + wholeRate.now) / 2
        let weight = (whole.then.weight + whole.now.weight) / 2
        let growth = whole.now.weight - whole.then.weight
        effects = zip(parts, shares).map { part, share in
            let then = Self.rate(part.then) ?? Self.rate(part.now) ?? middle
            let now = Self.rate(part.now) ?? Self.rate(part.then) ?? middle
            // What is there without a weight.
            let loose = (
                then: part.then.weight == 0 ? part.then.amount / whole.then.weight : 0,
                now: part.now.weight == 0 ? part.now.amount / whole.now.weight : 0
            )
            let mix = (share.now - share.then) * ((then + now) / 2 - middle)
            let rate = (share.then + share.now) / 2 * (now - then) + loose.now - loose.then
            switch form {
            case .ratio(let factor): return Effects(mix: factor * mix, rate: factor * rate)
            case .sum:
                let contribution = share.then * then + loose.then + share.now * now + loose.now
                return Effects(volume: growth * contribution / 2, mix: weight * mix, rate: weight * rate)
            case .count: return Effects(volume: part.now.amount - part.then.amount)
            }
        }
        self.shares = shares
        reversal = form == .sum ? nil : Self.reversal(of: parts, whole: wholeRate)
    }

    /// Those of all parts together.
    package var totals: Effects {
        Effects(
            volume: ExactSum(effects.map(\.volume)).total, mix: ExactSum(effects.map(\.mix)).total,
            rate: ExactSum(effects.map(\.rate)).total)
    }

    private static func sum(_ parts: [Part]) -> Part {
        Part(amount: ExactSum(parts.map(\.amount)).total, weight: ExactSum(parts.map(\.weight)).total)
    }

    private static func share(_ part: Part, of whole: Part) -> Double {
        whole.weight == 0 ? 0 : part.weight / whole.weight
    }

    private static func rate(_ part: Part) -> Double? { part.weight == 0 ? nil : part.amount / part.weight }

    /// Simpson's paradox. Parts that are there in one period only have gone no way; two must have gone one.
    private static func reversal(
        of parts: [(then: Part, now: Part)], whole: (then: Double, now: Double)
    ) -> Reversal? {
        let moves = parts.compactMap { part -> Double? in
            guard let then = rate(part.then), let now = rate(part.now) else { return nil }
            return now - then
        }
        guard moves.count > 1 else { return nil }
        if whole.now < whole.then, moves.allSatisfy({ $0 > 0 }) { return .partsRose }
        if whole.now > whole.then, moves.allSatisfy({ $0 < 0 }) { return .partsFell }
        return nil
    }
}
