// Which of many diagnostics of a kind are shown, so that they do not flood a screen: those of the newest files.

/// Cuts kinds short of which there are many; errors are all shown.
///
/// Of files whose names differ in digits alone, such as those of every day, the last is the newest: what it has comes first, and
/// within a file one of every sort before the second of any. What is shown keeps its order.
package struct FloodLimit: Sendable {
    /// So many of a kind are shown.
    package var most: Int

    package init(most: Int) { self.most = most }

    /// What is left of a kind.
    package struct Rest: Sendable, Equatable {
        package var kind: String
        package var left: Int
        /// Shown and left.
        package var all: Int

        package init(kind: String, left: Int, all: Int) {
            self.kind = kind
            self.left = left
            self.all = all
        }
    }

    /// What is shown, in its order, and by kind how much of it is not.
    package func cut(_ diagnostics: [Diagnostic]) -> (shown: [Diagnostic], rests: [Rest]) {
        var positions: [String: [Int]] = [:]
        for (position, diagnostic) in diagnostics.enumerated() where diagnostic.severity != .error {
            positions[diagnostic.kind.name, default: []].append(position)
        }
        var isHeldBack = [Bool](repeating: false, count: diagnostics.count)
        var rests: [Rest] = []
        for (kind, positions) in positions.sorted(by: { $0.key < $1.key }) {
            let single = positions.filter { diagnostics[$0].standsFor == 0 }
            let all = positions.reduce(0) { $0 + max(1, diagnostics[$1].standsFor) }
            guard all > most else { continue }
            let shown = Set(newestFirst(single, of: diagnostics).prefix(most))
            for position in positions where !shown.contains(position) { isHeldBack[position] = true }
            rests.append(Rest(kind: kind, left: all - shown.count, all: all))
        }
        return (diagnostics.indices.filter { !isHeldBack[$0] }.map { diagnostics[$0] }, rests)
    }

    private func newestFirst(_ positions: [Int], of diagnostics: [Diagnostic]) -> [Int] {
        func file(_ position: Int) -> String { diagnostics[position].location?.file ?? "" }
        var namesakes: [String: [String]] = [:]
        for name in Set(positions.map(file)) { namesakes[name.filter { !$0.isNumber }, default: []].append(name) }
        var ages: [String: Int] = [:]
        for names in namesakes.values {
            for (age, name) in names.sorted(by: >).enumerated() { ages[name] = age }
        }
        var seen: [String: Int] = [:]
        let ranks = positions.map { position in
            let text = diagnostics[position].message.english.prefix { $0 != "\"" }.filter { !$0.isNumber }
            let sort = "\(file(position))\n\(text)"
            seen[sort, default: 0] += 1
            return (age: ages[file(position)] ?? 0, time: seen[sort] ?? 0)
        }
        return positions.indices.sorted { left, right in
            (ranks[left].age, ranks[left].time, left) < (ranks[right].age, ranks[right].time, right)
        }.map { positions[$0] }
    }
}
