// Names in SQL that nobody can take for one another: engines do not tell big letters from small ones.

/// Hands out names, each once.
package struct SQLNames: Sendable {
    private var used: Set<String> = []

    /// - Parameter taken: names that must not be handed out.
    package init(taken: [String] = []) { used = Set(taken.map { $0.lowercased() }) }

    package func isTaken(_ name: String) -> Bool { used.contains(name.lowercased()) }

    /// The name itself, or with the next free number behind it where it is taken.
    package mutating func unique(_ wanted: String) -> String {
        var name = wanted
        var number = 2
        while !used.insert(name.lowercased()).inserted {
            name = "\(wanted) \(number)"
            number += 1
        }
        return name
    }

    /// Takes a name back, which may then be handed out again.
    package mutating func release(_ name: String) { used.remove(name.lowercased()) }
}
