// A formula as a tree, before anything is known of columns; and the tree as text again.

/// The operators that compute a value from two.
enum ArithmeticOperator: String, Sendable, Hashable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
}

/// The operators that compare two values.
enum ComparisonOperator: String, Sendable, Hashable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

/// A part of a formula.
struct SyntaxNode: Sendable, Hashable {
    indirect enum Content: Sendable, Hashable {
        case constant(Constant)
        /// A moment on the local clock, in milliseconds since 1970-01-01T00:00 there.
        case localInstant(Int64)
        case missing
        /// A column of the formula's table, or of a table that is linked to it, `customers.created`, whose name there ends before the
        /// first point.
        case column(String, isLinked: Bool = false)
        case parameter(String)
        case negation(SyntaxNode)
        case arithmetic(ArithmeticOperator, SyntaxNode, SyntaxNode)
        case comparison(ComparisonOperator, SyntaxNode, SyntaxNode)
        /// Two or more conditions joined by `and`.
        case all([SyntaxNode])
        /// Two or more conditions joined by `or`.
        case any([SyntaxNode])
        case not(SyntaxNode)
        case isMissing(SyntaxNode)
        case between(SyntaxNode, low: SyntaxNode, high: SyntaxNode)
        case membership(SyntaxNode, among: [SyntaxNode])
        case like(SyntaxNode, pattern: SyntaxNode)
        case call(String, [SyntaxNode])
        /// A part that could not be read; the mistake has been reported.
        case invalid
    }

    var content: Content
    /// Where the part begins, in Unicode scalars of the formula.
    var start: Int
    /// Where a message about the part points: its operator, or its beginning.
    var place: Int
    /// How many levels of parts it has; leaves have one.
    var height: Int

    init(_ content: Content, start: Int, place: Int? = nil) {
        self.content = content
        self.start = start
        self.place = place ?? start
        height = 1
        height += children.reduce(0) { max($0, $1.height) }
    }

    /// The parts directly inside this one, in the order written.
    var children: [SyntaxNode] {
        switch content {
        case .constant, .localInstant, .missing, .column, .parameter, .invalid: []
        case .negation(let operand), .not(let operand), .isMissing(let operand): [operand]
        case .arithmetic(_, let left, let right), .comparison(_, let left, let right): [left, right]
        case .all(let parts), .any(let parts): parts
        case .between(let operand, let low, let high): [operand, low, high]
        case .membership(let operand, let choices): [operand] + choices
        case .like(let operand, let pattern): [operand, pattern]
        case .call(_, let arguments): arguments
        }
    }

    /// Whether the part is a text in quotes.
    var isText: Bool { if case .constant(.text) = content { true } else { false } }

    /// Calls `body` with this part and every part inside it, in the order written.
    func forEach(_ body: (SyntaxNode) -> Void) {
        body(self)
        for child in children { child.forEach(body) }
    }

    /// The part with every parameter that `values` knows replaced by its value.
    func replacingParameters(_ values: [String: Constant]) -> SyntaxNode {
        replacingLeaves { leaf in
            guard case .parameter(let name) = leaf else { return nil }
            return values[name].map(Content.constant)
        }
    }

    /// The part with every leaf replaced for which `replacement` gives something else.
    func replacingLeaves(_ replacement: (Content) -> Content?) -> SyntaxNode {
        func replaced(_ node: SyntaxNode) -> SyntaxNode { node.replacingLeaves(replacement) }
        let new: Content =
            switch content {
            case .constant, .localInstant, .missing, .invalid, .column, .parameter: replacement(content) ?? content
            case .negation(let operand): .negation(replaced(operand))
            case .arithmetic(let sign, let left, let right): .arithmetic(sign, replaced(left), replaced(right))
            case .comparison(let sign, let left, let right): .comparison(sign, replaced(left), replaced(right))
            case .all(let parts): .all(parts.map(replaced))
            case .any(let parts): .any(parts.map(replaced))
            case .not(let operand): .not(replaced(operand))
            case .isMissing(let operand): .isMissing(replaced(operand))
            case .between(let operand, let low, let high):
                .between(replaced(operand), low: replaced(low), high: replaced(high))
            case .membership(let operand, let choices): .membership(replaced(operand), among: choices.map(replaced))
            case .like(let operand, let pattern): .like(replaced(operand), pattern: replaced(pattern))
            case .call(let name, let arguments): .call(name, arguments.map(replaced))
            }
        return SyntaxNode(new, start: start, place: place)
    }
}

// MARK: - The tree as text

extension SyntaxNode: CustomStringConvertible {
    /// How tightly a part holds together; a looser part inside a tighter one needs parentheses.
    private enum Binding: Int {
        case or, and, not, comparison, sum, product, sign, whole
    }

    private var binding: Binding {
        switch content {
        case .any: .or
        case .all: .and
        case .not(let operand): operand.notWord == nil ? .not : .comparison
        case .comparison, .isMissing, .between, .membership, .like: .comparison
        case .arithmetic(let sign, _, _): sign == .add || sign == .subtract ? .sum : .product
        case .negation: .sign
        case .constant(let constant): constant.description.hasPrefix("-") ? .sign : .whole
        case .localInstant, .missing, .column, .parameter, .call, .invalid: .whole
        }
    }

    /// The canonical spelling: one blank around operators, no parentheses but those that are needed.
    var description: String {
        switch content {
        case .constant(let constant): return constant.description
        case .localInstant(let local): return "instant '\(ISOText.localTime(local))'"
        case .missing: return "missing"
        case .column(let name, let isLinked): return isLinked ? Self.spelled(linked: name) : Self.spelled(name)
        case .parameter(let name): return "$\(name)"
        case .negation(let operand): return "-" + operand.text(.whole)
        case .arithmetic(let sign, let left, let right):
            let isSum = sign == .add || sign == .subtract
            return "\(left.text(isSum ? .sum : .product)) \(sign.rawValue) \(right.text(isSum ? .product : .sign))"
        case .comparison(let sign, let left, let right):
            return "\(left.text(.sum)) \(sign.rawValue) \(right.text(.sum))"
        case .all(let parts): return parts.map { $0.text(.not) }.joined(separator: " and ")
        case .any(let parts): return parts.map { $0.text(.and) }.joined(separator: " or ")
        case .not(let operand): return operand.notWord ?? "not " + operand.text(.not)
        case .isMissing, .between, .membership, .like: return wordText(negated: false) ?? ""
        case .call(let name, let arguments):
            return "\(name)(\(arguments.map(\.description).joined(separator: ", ")))"
        case .invalid: return "?"
        }
    }

    private func text(_ least: Binding) -> String {
        binding.rawValue >= least.rawValue ? description : "(\(description))"
    }

    private var notWord: String? { wordText(negated: true) }

    /// The text of a comparison that is written with words, or nil for other parts.
    private func wordText(negated: Bool) -> String? {
        let not = negated ? "not " : ""
        switch content {
        case .isMissing(let operand): return "\(operand.text(.sum)) is \(not)missing"
        case .between(let operand, let low, let high):
            return "\(operand.text(.sum)) \(not)between \(low.text(.sum)) and \(high.text(.sum))"
        case .membership(let operand, let choices):
            return "\(operand.text(.sum)) \(not)in (\(choices.map(\.description).joined(separator: ", ")))"
        case .like(let operand, let pattern): return "\(operand.text(.sum)) \(not)like \(pattern.text(.sum))"
        default: return nil
        }
    }

    /// The name of a linked table's column, each part in back quotes when it could not be read without.
    static func spelled(linked name: String) -> String {
        guard let point = name.firstIndex(of: ".") else { return spelled(name) }
        return spelled(String(name[..<point])) + "." + spelled(String(name[name.index(after: point)...]))
    }

    /// A column's name, in back quotes when it could not be read without.
    static func spelled(_ name: String) -> String {
        let scalars = name.unicodeScalars
        let isPlain =
            scalars.first.map(NameSigns.canStart) == true && scalars.allSatisfy(NameSigns.canContinue)
            && Keyword(word: name) == nil
        return isPlain ? name : Constant.quoted(name, by: "`")
    }
}
