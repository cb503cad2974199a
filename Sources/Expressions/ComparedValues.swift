// What a formula compares columns with, so that others can look whether such values ever occur.

import Diagnostics
import Tabular

extension Expression {
    /// A condition on the texts of one column, so simple that it can be asked of each text by itself.
    package struct ComparedText: Sendable, Hashable {
        package var column: SourceText
        /// What the column is compared with.
        package var text: SourceText
        /// Whether the column itself is said to be the text, so that another one may be proposed.
        package var isWhole: Bool
        let condition: SyntaxNode

        /// The condition as it is written, such as `queue like 'A%'`.
        package var description: String { condition.description }

        /// Wherever it is written, it is the same condition.
        package static func == (left: Self, right: Self) -> Bool {
            left.description.utf8.elementsEqual(right.description.utf8)
        }

        package func hash(into hasher: inout Hasher) { for byte in description.utf8 { hasher.combine(byte) } }

        /// For which texts of a pool it holds, by code, and last whether it does for a missing cell; nil where it is no condition on
        /// texts.
        ///
        /// - Complexity: O(texts).
        package func truths(for pool: TextPool) -> [Bool]? {
            let expression = Expression(source: column, tree: condition)
            let scope = ExpressionScope(
                table: "", columns: [ColumnDescription(name: column.text, type: .text)])
            guard let typed = expression.checked(in: scope, expecting: .flag, collector: DiagnosticCollector()) else {
                return nil
            }
            let count = pool.count + 1
            let codes = PrimitiveColumn(
                (0..<UInt32(pool.count)) + [0], presence: Presence(count: count) { $0 < count - 1 })
            let chunk = Chunk(
                rowCount: count, columns: [.text(TextColumn(codes: codes, pool: pool))], origin: RowOrigin(file: 0))
            return typed.isTrue(chunk: chunk, context: EvaluationContext(zone: .utc))
        }
    }

    /// A column of flags that is asked whether it is true, or whether it is false.
    package struct ComparedFlag: Sendable, Hashable {
        package var column: SourceText
        package var wanted: Bool
    }

    /// Every comparison of one column with a text, by `=`, `!=`, `in`, `like`, `contains`, `starts_with` or `ends_with`, in the order
    /// written; a list counts once for each of its texts. Functions may stand around the column.
    package func comparedTexts(parameters: [String: Constant] = [:]) -> [ComparedText] {
        var compared: [ComparedText] = []
        func add(_ node: SyntaxNode, _ value: SyntaxNode, _ condition: (SyntaxNode, SyntaxNode) -> SyntaxNode.Content) {
            guard case .constant(.text(let text)) = value.content else { return }
            var columns: [SyntaxNode] = []
            node.forEach { part in if case .column = part.content { columns.append(part) } }
            guard let column = columns.first, case .column(let name, _) = column.content,
                columns.allSatisfy({ $0.content == column.content })
            else { return }
            var isWhole = node.content == column.content
            let content = condition(node, value)
            if case .comparison = content {} else { isWhole = false }
            compared.append(
                ComparedText(
                    column: SourceText(name, start: source.location(at: column.start)),
                    text: SourceText(text, start: source.location(at: value.start)), isWhole: isWhole,
                    condition: SyntaxNode(content, start: node.start)))
        }
        tree.replacingParameters(parameters).forEach { node in
            switch node.content {
            case .comparison(.equal, let left, let right), .comparison(.unequal, let left, let right):
                add(left, right) { .comparison(.equal, $0, $1) }
                add(right, left) { .comparison(.equal, $0, $1) }
            case .membership(let operand, let choices):
                for choice in choices { add(operand, choice) { .comparison(.equal, $0, $1) } }
            case .like(let operand, let pattern): add(operand, pattern) { .like($0, pattern: $1) }
            case .call(let name, let arguments)
            where [Function.contains, .startsWith, .endsWith].contains(Function(rawValue: name)) && arguments.count == 2:
                add(arguments[0], arguments[1]) { .call(name, [$0, $1]) }
            default: break
            }
        }
        return compared
    }

    /// Every column that stands where a condition is expected, or is compared with `true` or `false`.
    package var comparedFlags: [ComparedFlag] {
        var compared: [ComparedFlag] = []
        func add(_ node: SyntaxNode, _ wanted: Bool) {
            switch node.content {
            case .column(let name, _):
                let flag = ComparedFlag(
                    column: SourceText(name, start: source.location(at: node.start)), wanted: wanted)
                if !compared.contains(where: { $0.column.text == name && $0.wanted == wanted }) {
                    compared.append(flag)
                }
            case .not(let operand): add(operand, !wanted)
            default: break
            }
        }
        add(tree, true)
        tree.forEach { node in
            switch node.content {
            case .all(let parts), .any(let parts): for part in parts { add(part, true) }
            case .call(let name, let arguments) where Function(rawValue: name) == .if:
                if let condition = arguments.first { add(condition, true) }
            case .comparison(.equal, let left, let right), .comparison(.unequal, let left, let right):
                for (operand, value) in [(left, right), (right, left)] {
                    if case .constant(.flag(let wanted)) = value.content { add(operand, wanted) }
                }
            default: break
            }
        }
        return compared
    }

    /// Names that are compared with a text column and are no columns themselves: most likely texts without their quotes.
    package func bareWords(isColumn: (String) -> Bool, isText: (String) -> Bool) -> [SourceText] {
        var words: [SourceText] = []
        func isNoColumn(_ node: SyntaxNode) -> Bool {
            if case .column(let name, isLinked: false) = node.content { !isColumn(name) } else { false }
        }
        func add(_ node: SyntaxNode) {
            guard case .column(let name, isLinked: false) = node.content, !isColumn(name) else { return }
            words.append(SourceText(name, start: source.location(at: node.start)))
        }
        func add(_ node: SyntaxNode, comparedWith other: SyntaxNode) {
            if isTextual(other, isText) { add(node) }
        }
        tree.forEach { node in
            switch node.content {
            case .comparison(_, let left, let right):
                add(left, comparedWith: right)
                add(right, comparedWith: left)
            case .membership(let operand, let choices): for choice in choices { add(choice, comparedWith: operand) }
            case .like(let operand, let pattern): add(pattern, comparedWith: operand)
            case .call(let name, let arguments):
                switch Function(rawValue: name) {
                case .contains, .startsWith, .endsWith, .replace, .concat, .coalesce:
                    guard let first = arguments.first else { break }
                    for argument in arguments.dropFirst() { add(argument, comparedWith: first) }
                case .if where arguments.count == 3:
                    // Texts may stand in both arms, of which no column tells the type.
                    for (arm, other) in [(1, 2), (2, 1)] {
                        if isNoColumn(arguments[other]) || isTextual(arguments[other], isText)
                            || arguments[other].isText
                        {
                            add(arguments[arm])
                        }
                    }
                default: break
                }
            default: break
            }
        }
        return words
    }

    /// Whether a part is a text that columns make: a text column, or a function of one that gives a text.
    private func isTextual(_ node: SyntaxNode, _ isText: (String) -> Bool) -> Bool {
        switch node.content {
        case .column(let name, _): isText(name)
        case .call(let name, _):
            switch Function(rawValue: name) {
            case .lower, .upper, .trim, .replace, .substring, .concat, .text: true
            default: false
            }
        default: false
        }
    }

    /// A column of numbers and the scale its values are taken from.
    package struct Scale: Sendable, Hashable {
        package var column: String
        package var low: Double
        package var high: Double
    }

    /// Every `column between a and b` with numbers for a and b.
    package func scales(parameters: [String: Constant] = [:]) -> [Scale] {
        var scales: [Scale] = []
        tree.replacingParameters(parameters).forEach { node in
            guard case .between(let operand, let low, let high) = node.content,
                case .column(let name, _) = operand.content,
                case .constant(let least) = low.content, case .constant(let most) = high.content,
                least.type.isNumeric, most.type.isNumeric, let low = least.realValue, let high = most.realValue
            else { return }
            scales.append(Scale(column: name, low: low, high: high))
        }
        return scales
    }

    /// The two columns of a formula that is nothing but `later >= earlier`.
    package var momentsInOrder: (later: String, earlier: String)? {
        guard case .comparison(.greaterOrEqual, let left, let right) = tree.content,
            case .column(let later, _) = left.content,
            case .column(let earlier, _) = right.content
        else { return nil }
        return (later, earlier)
    }

    /// The formula with columns in place of some parameters, by their names without `$`.
    package func replacing(parameters: [String: String]) -> Expression {
        let replaced = tree.replacingLeaves { leaf in
            guard case .parameter(let name) = leaf else { return nil }
            return parameters[name].map { .column($0) }
        }
        return Expression(source: source, tree: replaced)
    }

    /// The formula with other formulas in place of some columns.
    package func replacing(columns: [String: Expression]) -> Expression {
        let replaced = tree.replacingLeaves { leaf in
            guard case .column(let name, isLinked: false) = leaf else { return nil }
            return columns[name]?.tree.content
        }
        return Expression(source: source, tree: replaced)
    }
}
