// What is said of a formula that cannot be read, and where reading goes on after a mistake.

import Diagnostics

extension Parser {
    /// Tells that something else was expected here.
    mutating func unexpected(_ expected: ExpressionsDiagnostics.Expected) {
        // A sign the lexer has complained about needs no second complaint, nor does the end after a mistake.
        if case .invalid = token.content { return }
        if atEnd, mistakes > 0 { return }
        report(
            ExpressionsDiagnostics.unexpected(
                found: token.content, expected: expected, name: nameWithBlanks, at: place(token.range.lowerBound)))
    }

    /// The names before and after this place, when several stand one after the other.
    private var nameWithBlanks: String? {
        func name(_ position: Int) -> String? {
            guard tokens.indices.contains(position) else { return nil }
            guard case .name(let name) = tokens[position].content else { return nil }
            return name
        }
        guard name(index) != nil, index > 0, name(index - 1) != nil else { return nil }
        var (first, last) = (index - 1, index)
        while name(first - 1) != nil { first -= 1 }
        while name(last + 1) != nil { last += 1 }
        return (first...last).compactMap(name).joined(separator: " ")
    }

    /// Skips to the next place where a part can end.
    mutating func skipToRestart() {
        var depth = 0
        while true {
            switch token.content {
            case .end: return
            case .sign(.opening): depth += 1
            case .sign(.closing):
                if depth == 0 { return }
                depth -= 1
            case .sign(.comma), .keyword(.and), .keyword(.or):
                if depth == 0 { return }
            default: break
            }
            index += 1
        }
    }

    mutating func tooDeep(at start: Int) {
        report(ExpressionsDiagnostics.tooDeep(limit: Self.heightLimit, at: place(start)))
        index = tokens.count - 1
    }

    mutating func report(_ diagnostic: Diagnostic) {
        mistakes += 1
        if mistakes <= Lexer.mistakeLimit { collector.add(diagnostic) }
    }

    func invalid(_ start: Int) -> SyntaxNode { SyntaxNode(.invalid, start: start) }

    func isInvalid(_ node: SyntaxNode) -> Bool { node.content == .invalid }
}
