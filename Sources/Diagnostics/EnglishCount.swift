// A count and what it counts, in English: one row, two rows.

/// The two forms of English words.
package enum English {
    /// `1 row`, `2 rows`; `plural` where it is not the noun with an s.
    package static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(number) \(form(number, noun, plural ?? noun + "s"))"
    }

    /// The form that goes with a number: `form(1, "is", "are")`.
    package static func form(_ number: Int, _ one: String, _ many: String) -> String { number == 1 ? one : many }
}
