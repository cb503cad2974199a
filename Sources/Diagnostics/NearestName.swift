// Finds the name the user probably meant, and words the suggestion.

/// Finds known names that resemble a mistyped one.
package enum NearestName {
    /// The known name closest to `name`, when it is close enough to be a likely slip.
    ///
    /// Close means at most one slip in names of up to four characters, two up to eight, three beyond
    /// (insertions, deletions, replacements and swaps of neighbours), without regard to case.
    /// - Complexity: O(names × length²).
    package static func nearest(to name: String, in names: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased())
        let limit = wanted.count <= 4 ? 1 : wanted.count <= 8 ? 2 : 3
        var best: (name: String, distance: Int)?
        for candidate in names.sorted() {
            let distance = distance(wanted, Array(candidate.lowercased()))
            if distance <= min(limit, max(1, wanted.count - 1)), distance < best?.distance ?? Int.max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// A help sentence: the nearest name when one is close, the choices when they are few, nothing otherwise.
    package static func suggestion(for name: String, among names: some Collection<String>) -> Wording? {
        if let nearest = nearest(to: name, in: names) {
            return Wording(en: "did you mean '\(nearest)'?", zh: "您是否想写 '\(nearest)'？")
        }
        guard !names.isEmpty else { return nil }
        let sorted = names.sorted()
        let shown = sorted.prefix(12).map { "'\($0)'" }
        let more = sorted.count - shown.count
        return Wording(
            en: "choose from \(shown.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : ""),
            zh: "可选：\(shown.joined(separator: "、"))" + (more > 0 ? "，另有 \(more) 个" : ""))
    }

    /// The optimal string alignment distance.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        if abs(left.count - right.count) > 3 { return Int.max }
        var beforePrevious = [Int](repeating: 0, count: right.count + 1)
        var previous = Array(0...right.count)
        for i in 1...left.count {
            var current = [i] + [Int](repeating: 0, count: right.count)
            for j in 1...right.count {
                let cost = left[i - 1] == right[j - 1] ? 0 : 1
                current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    current[j] = min(current[j], beforePrevious[j - 2] + 1)
                }
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
