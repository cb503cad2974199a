// What a formula compares columns with, so that others can look whether such values ever occur.

import Diagnostics
import Tabular

extension Expression {
    /// A column and a text it is compared with.
    package struct ComparedText: Sendable, Hashable {
        package var column: SourceText
        package var text: SourceText
    }

    /// Every text that a column is compared with by `=`, `!=` or `in`, in the order written.
    package func comparedTexts(parameters: [String: Constant] = [:]) -> [ComparedText] {
        var compared: [ComparedText] = []
        func add(_ column: SyntaxNode, _ value: SyntaxNode) {
            guard case .column(let name) = column.content, case .constant(.text(let text)) = value.content else {
                return
            }
            compared.append(
                ComparedText(
                    column: SourceText(name, start: source.location(at: column.start)),
                    text: SourceText(text, start: source.location(at: value.start))))
        }
        tree.replacingParameters(parameters).forEach { node in
            switch node.content {
            case .comparison(.equal, let left, let right), .comparison(.unequal, let left, let right):
                add(left, right)
                add(right, left)
            case .membership(let operand, let choices): for choice in choices { add(operand, choice) }
            default: break
            }
        }
        return compared
    }

    /// Names that are compared with a text column and are no columns themselves: most likely texts without their quotes.
    package func bareWords(isColumn: (String) -> Bool, isText: (String) -> Bool) -> [SourceText] {
        var words: [SourceText] = []
        func add(_ node: SyntaxNode, comparedWith other: SyntaxNode) {
            guard case .column(let name) = node.content, case .column(let column) = other.content, !isColumn(name),
                isText(column)
            else { return }
            words.append(SourceText(name, start: source.location(at: node.start)))
        }
        tree.forEach { node in
            switch node.content {
            case .comparison(_, let left, let right):
                add(left, comparedWith: right)
                add(right, comparedWith: left)
            case .membership(let operand, let choices): for choice in choices { add(choice, comparedWith: operand) }
            default: break
            }
        }
        return words
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
                case .column(let name) = operand.content,
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
            case .column(let later) = left.content,
            case .column(let earlier) = right.content
        else { return nil }
        return (later, earlier)
    }

    /// The formula with other formulas in place of some columns.
    package func replacing(columns: [String: Expression]) -> Expression {
        let replaced = tree.replacingLeaves { leaf in
            guard case .column(let name) = leaf else { return nil }
            return columns[name]?.tree.content
        }
        return Expression(source: source, tree: replaced)
    }
}
