// Limits of a share or a rate whose base changes from period to period, widened by how much more it varies than chance: Laney's p′ and u′.
import Glibc

/// The p′ chart of shares and the u′ chart of rates.
///
/// Each share is put on the scale of its own chance, z = (p − p̄) ÷ √(p̄(1 − p̄)/n), and the moving ranges of z tell how much more than
/// chance it varies: mean range ÷ 1.128. The limits of a period are p̄ ± 3 · √(p̄(1 − p̄)/n) · that. Rates have √(ū/exposure).
///
/// - Source: Laney, D. B. (2002), Quality Engineering 14, 531–537; d₂ is 1.128 as tables print it.
package struct LaneyLimits: Hashable, Sendable {
    /// What varies by chance as what.
    package enum Form: Hashable, Sendable {
        /// Counts of so many trials each: binomial.
        case share
        /// Counts over so much exposure each: Poisson.
        case rate
    }

    package let form: Form
    /// All counts by all bases.
    package let centre: Double
    /// How many times as much as chance alone the share varies; above zero.
    package let spread: Double

    /// The limits of a series, or of its baseline: counts, and what they are counted among.
    ///
    /// - Missing: nil with fewer than two periods, a base that is not above zero, or no variation at all.
    package init?(_ form: Form, counts: some Collection<Double>, bases: some Collection<Double>) {
        guard counts.count > 1, counts.count == bases.count else { return nil }
        var (events, base) = (0.0, 0.0)
        for (count, among) in zip(counts, bases) {
            guard among > 0 else { return nil }
            events += count
            base += among
        }
        self.form = form
        centre = events / base
        guard let unit = Self.unit(form, centre: centre) else { return nil }
        var ranges = 0.0
        var last: Double?
        for (count, among) in zip(counts, bases) {
            let z = (count / among - centre) / (unit / among.squareRoot())
            if let last { ranges += (z - last).magnitude }
            last = z
        }
        spread = ranges / Double(counts.count - 1) / NaturalLimits.rangePerDeviation
        guard spread > 0, spread.isFinite else { return nil }
    }

    /// What chance alone makes of a share, over so large a base.
    package func chance(over base: Double) -> Double { (Self.unit(form, centre: centre) ?? 0) / base.squareRoot() }

    /// How far the limits are from the centre in a period with so large a base.
    package func reach(over base: Double) -> Double { 3 * chance(over: base) * spread }

    /// The standard deviation over a base of one.
    private static func unit(_ form: Form, centre: Double) -> Double? {
        let variance = form == .share ? centre * (1 - centre) : centre
        return variance > 0 ? variance.squareRoot() : nil
    }
}
