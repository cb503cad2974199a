// The forms of moments that are plain numbers.

/// How moments of a column are written when they are plain numbers.
package enum InstantFormat: String, CaseIterable, Sendable, Equatable {
    case epochSeconds = "epoch_s"
    case epochMilliseconds = "epoch_ms"
}
