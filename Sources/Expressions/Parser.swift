// Reads the tokens of a formula into a tree, by recursive descent.

import Diagnostics

/// Reads a formula:
///
///     or          = and { "or" and }
///     and         = not { "and" not }
///     not         = "not" not | comparison
///     comparison  = sum [ sign sum | "is" ["not"] "missing" | ["not"] words ]
///     words       = "in" list | "between" sum "and" sum | "like" sum
///     sum         = product { ("+" | "-") product }
///     product     = signed { ("*" | "/") signed }
///     signed      = ("-" | "+") signed | whole
///     whole       = literal | name | name "." name | name list | "$" name | "(" or ")"
///     list        = "(" [ or { "," or } ] ")"
///
/// - Errors: after a mistake reading goes on behind the next `and`, `or`, comma or closing parenthesis, so that
/// independent mistakes are all told.
struct Parser {
    /// How many levels of parts a formula may have; keeps every walk over the tree within the stack.
    static let heightLimit = 200

    let source: SourceText
    let collector: DiagnosticCollector
    let tokens: [Token]
    var index = 0
    private var depth = 0
    /// Those of the lexer included.
    var mistakes: Int

    /// The tree of a formula, or nil when it has a mistake; then it is reported.
    static func tree(of source: SourceText, collector: DiagnosticCollector) -> SyntaxNode? {
        var lexer = Lexer(source, collector: collector)
        let tokens = lexer.readTokens()
        if lexer.mistakes >= Lexer.mistakeLimit || source.text.unicodeScalars.count > Lexer.lengthLimit { return nil }
        var parser = Parser(source, tokens: tokens, mistakes: lexer.mistakes, collector: collector)
        return parser.readFormula()
    }

    private init(_ source: SourceText, tokens: [Token], mistakes: Int, collector: DiagnosticCollector) {
        self.source = source
        self.tokens = tokens
        self.mistakes = mistakes
        self.collector = collector
    }

    private mutating func readFormula() -> SyntaxNode? {
        if case .end = token.content {
            if mistakes == 0 { report(ExpressionsDiagnostics.emptyFormula(at: source.start)) }
            return nil
        }
        let tree = readOr()
        while !atEnd, mistakes < Lexer.mistakeLimit {
            unexpected(.operatorOrEnd)
            index += 1
            skipToRestart()
            // What follows a stray comma or parenthesis is read for its own mistakes only.
            if !atEnd { index += 1 }
            if !atEnd { _ = readOr() }
        }
        if mistakes == 0, tree.height > Self.heightLimit {
            report(ExpressionsDiagnostics.tooDeep(limit: Self.heightLimit, at: place(tree.start)))
        }
        return mistakes == 0 ? tree : nil
    }

    // MARK: Conditions

    private mutating func readOr() -> SyntaxNode {
        let start = token.range.lowerBound
        var parts = [readAnd()]
        let place = token.range.lowerBound
        while take(.or) { parts.append(readAnd()) }
        return parts.count == 1 ? parts[0] : SyntaxNode(.any(parts), start: start, place: place)
    }

    private mutating func readAnd() -> SyntaxNode {
        let start = token.range.lowerBound
        var parts = [readNot()]
        let place = token.range.lowerBound
        while take(.and) { parts.append(readNot()) }
        return parts.count == 1 ? parts[0] : SyntaxNode(.all(parts), start: start, place: place)
    }

    private mutating func readNot() -> SyntaxNode {
        let start = token.range.lowerBound
        guard take(.not) else { return readComparison() }
        return nested(at: start) { parser in SyntaxNode(.not(parser.readNot()), start: start) }
    }

    private mutating func readComparison() -> SyntaxNode {
        let left = readSum()
        let place = token.range.lowerBound
        guard let comparison = readComparison(after: left, place: place) else { return left }
        if case .sign(let sign) = token.content, Self.comparison(sign) != nil, !isInvalid(comparison) {
            report(ExpressionsDiagnostics.chainedComparison(sign.rawValue, at: self.place(token.range.lowerBound)))
            index += 1
            _ = readSum()
        }
        return comparison
    }

    private mutating func readComparison(after left: SyntaxNode, place: Int) -> SyntaxNode? {
        switch token.content {
        case .sign(let sign):
            guard let comparison = Self.comparison(sign) else { return nil }
            index += 1
            return SyntaxNode(.comparison(comparison, left, readSum()), start: left.start, place: place)
        case .keyword(.is):
            index += 1
            let isNegated = take(.not)
            guard take(.missing) else {
                if case .name(let name) = token.content, name.lowercased() == "null" {
                    report(
                        ExpressionsDiagnostics.foreignOperator(
                            "is null", write: isNegated ? "is not missing" : "is missing", at: self.place(place)))
                    index += 1
                } else {
                    unexpected(.missingAfterIs)
                    skipToRestart()
                }
                return invalid(left.start)
            }
            return negated(isNegated, SyntaxNode(.isMissing(left), start: left.start, place: place))
        case .keyword(.not):
            index += 1
            if let comparison = readWordComparison(after: left, place: place) { return negated(true, comparison) }
            unexpected(.inBetweenLike)
            skipToRestart()
            return invalid(left.start)
        default:
            return readWordComparison(after: left, place: place)
        }
    }

    private mutating func readWordComparison(after left: SyntaxNode, place: Int) -> SyntaxNode? {
        if take(.in) {
            guard case .sign(.opening) = token.content else {
                unexpected(.listAfterIn)
                skipToRestart()
                return invalid(left.start)
            }
            let opening = token.range.lowerBound
            let choices = readList(place: opening)
            if choices.isEmpty { report(ExpressionsDiagnostics.emptyList(at: self.place(opening))) }
            return SyntaxNode(.membership(left, among: choices), start: left.start, place: place)
        }
        if take(.between) {
            let low = readSum()
            guard take(.and) else {
                unexpected(.andOfBetween)
                skipToRestart()
                return invalid(left.start)
            }
            return SyntaxNode(.between(left, low: low, high: readSum()), start: left.start, place: place)
        }
        if take(.like) {
            return SyntaxNode(.like(left, pattern: readSum()), start: left.start, place: place)
        }
        return nil
    }

    private func negated(_ isNegated: Bool, _ node: SyntaxNode) -> SyntaxNode {
        isNegated ? SyntaxNode(.not(node), start: node.start, place: node.place) : node
    }

    private static func comparison(_ sign: Sign) -> ComparisonOperator? { ComparisonOperator(rawValue: sign.rawValue) }

    // MARK: Values

    private mutating func readSum() -> SyntaxNode {
        var left = readProduct()
        while true {
            let place = token.range.lowerBound
            switch token.content {
            case .sign(.plus): left = readRight(of: .add, left, place: place) { $0.readProduct() }
            case .sign(.minus): left = readRight(of: .subtract, left, place: place) { $0.readProduct() }
            default: return left
            }
        }
    }

    private mutating func readProduct() -> SyntaxNode {
        var left = readSigned()
        while true {
            let place = token.range.lowerBound
            switch token.content {
            case .sign(.times): left = readRight(of: .multiply, left, place: place) { $0.readSigned() }
            case .sign(.slash): left = readRight(of: .divide, left, place: place) { $0.readSigned() }
            default: return left
            }
        }
    }

    private mutating func readRight(
        of sign: ArithmeticOperator, _ left: SyntaxNode, place: Int, _ read: (inout Parser) -> SyntaxNode
    ) -> SyntaxNode {
        index += 1
        let right = read(&self)
        // A chain of thousands of terms would be a tree too tall to destroy; it is refused by then.
        if left.height > Self.heightLimit {
            tooDeep(at: left.start)
            return invalid(left.start)
        }
        return SyntaxNode(.arithmetic(sign, left, right), start: left.start, place: place)
    }

    private mutating func readSigned() -> SyntaxNode {
        let start = token.range.lowerBound
        switch token.content {
        case .sign(.plus):
            index += 1
            return nested(at: start) { $0.readSigned() }
        case .sign(.minus):
            index += 1
            let operand = nested(at: start) { $0.readSigned() }
            if case .constant(let constant) = operand.content, let negated = constant.negated {
                return SyntaxNode(.constant(negated), start: start)
            }
            return SyntaxNode(.negation(operand), start: start)
        default:
            return readWhole()
        }
    }

    private mutating func readWhole() -> SyntaxNode {
        let start = token.range.lowerBound
        switch token.content {
        case .literal(let constant):
            index += 1
            return SyntaxNode(.constant(constant), start: start)
        case .text(let text):
            index += 1
            return SyntaxNode(.constant(.text(text)), start: start)
        case .keyword(.missing):
            index += 1
            return SyntaxNode(.missing, start: start)
        case .parameter(let name):
            index += 1
            return SyntaxNode(.parameter(name), start: start)
        case .name(let name):
            index += 1
            return readName(name, start: start)
        case .linkedName(let table, let column):
            index += 1
            return SyntaxNode(.column("\(table).\(column)", isLinked: true), start: start)
        case .sign(.opening):
            index += 1
            let inner = nested(at: start) { $0.readOr() }
            closeParenthesis(openedAt: start)
            return inner
        case .keyword, .sign, .invalid, .end:
            unexpected(.value)
            skipToRestart()
            return invalid(start)
        }
    }

    /// A column, a function with its arguments, or a moment such as `date '2026-01-31'`.
    private mutating func readName(_ name: String, start: Int) -> SyntaxNode {
        switch token.content {
        case .sign(.opening):
            let opening = token.range.lowerBound
            let arguments = nested(at: start) { parser in
                SyntaxNode(.call(name, parser.readList(place: opening)), start: start)
            }
            return arguments
        case .text(let text) where name == "date" || name == "instant":
            let textStart = token.range.lowerBound
            index += 1
            if let content = Self.moment(text, isDate: name == "date") { return SyntaxNode(content, start: start) }
            report(
                name == "date"
                    ? ExpressionsDiagnostics.noSuchDate(text, at: place(textStart))
                    : ExpressionsDiagnostics.noSuchInstant(text, at: place(textStart)))
            return invalid(start)
        default:
            return SyntaxNode(.column(name), start: start)
        }
    }

    private static func moment(_ text: String, isDate: Bool) -> SyntaxNode.Content? {
        if isDate { return Constant(isoDate: text).map(SyntaxNode.Content.constant) }
        return switch ISOText.moment(text) {
        case .local(let local): .localInstant(local)
        case .instant(let instant): .constant(.instant(instant))
        case nil: nil
        }
    }

    /// What stands between parentheses, separated by commas.
    private mutating func readList(place opening: Int) -> [SyntaxNode] {
        index += 1
        if case .sign(.closing) = token.content {
            index += 1
            return []
        }
        var items = [nested(at: opening) { $0.readOr() }]
        while case .sign(.comma) = token.content {
            index += 1
            items.append(nested(at: opening) { $0.readOr() })
        }
        closeParenthesis(openedAt: opening)
        return items
    }

    private mutating func closeParenthesis(openedAt opening: Int) {
        if case .sign(.closing) = token.content {
            index += 1
            return
        }
        if atEnd {
            if mistakes == 0 { report(ExpressionsDiagnostics.unclosed("(", at: place(opening))) }
            return
        }
        unexpected(.closingParenthesis)
        index += 1
        while !atEnd {
            if case .sign(.closing) = token.content {
                index += 1
                return
            }
            index += 1
        }
    }

    // MARK: Small change

    /// Reads one level deeper, unless the formula is too deep already.
    private mutating func nested(at start: Int, _ read: (inout Parser) -> SyntaxNode) -> SyntaxNode {
        guard depth < Self.heightLimit else {
            tooDeep(at: start)
            return invalid(start)
        }
        depth += 1
        defer { depth -= 1 }
        return read(&self)
    }

    var token: Token { tokens[min(index, tokens.count - 1)] }

    var atEnd: Bool { index >= tokens.count - 1 }

    private mutating func take(_ keyword: Keyword) -> Bool {
        guard case .keyword(keyword) = token.content else { return false }
        index += 1
        return true
    }

    func place(_ offset: Int) -> SourceLocation { source.location(at: offset) }
}
