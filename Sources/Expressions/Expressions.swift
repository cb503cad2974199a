// Small typed formulas over columns: read, type-checked before any data, evaluated a column at a time.

import Diagnostics
import Tabular

/// A formula as the user wrote it, read but not yet checked against columns.
///
/// The language:
/// - values: `'text'` or `"text"` (a quote inside is doubled), `12` (integer), `1.5` and `80%` (decimal, exact), `1e3`
///   (real), `20 s` (duration; units `ms s min h d`), `2026-01-31` or `date '2026-01-31'`,
///   `instant '2026-01-31 09:30'` (on the local clock) or with `Z` or `+08:00`, `true`, `false`, `missing`
/// - names of columns in any script; in back quotes when they hold blanks or signs; `table.column` for a column of a linked
///   table; `$name` for a parameter
/// - `+ - * /`, `= != < <= > >=`, `and or not`, `in (…)`, `between a and b`, `like 'A%'`, `is missing`, and with `not`
/// - functions: see ``Function``
///
/// - Missing: as NULL in SQL. A value computed from a missing one is missing; a comparison with a missing value is
/// neither true nor false; `and`, `or` and `not` follow three-valued logic; `is missing` is always true or false.
/// Overflow and division by zero give a missing value.
package struct Expression: Sendable, Hashable {
    package let source: SourceText
    let tree: SyntaxNode

    /// Reads a formula; mistakes are reported with their place inside it, and then the result is nil.
    package init?(_ source: SourceText, collector: DiagnosticCollector) {
        guard let tree = Parser.tree(of: source, collector: collector) else { return nil }
        self.source = source
        self.tree = tree
    }

    init(source: SourceText, tree: SyntaxNode) {
        self.source = source
        self.tree = tree
    }

    /// Every column it mentions, with its place, in the order written; a column mentioned twice is there twice.
    package var columnNames: [SourceText] {
        var names: [SourceText] = []
        tree.forEach { node in
            if case .column(let name, _) = node.content {
                names.append(SourceText(name, start: source.location(at: node.start)))
            }
        }
        return names
    }

    /// Those of them that are columns of linked tables, `customers.created`.
    package var linkedNames: [SourceText] {
        var names: [SourceText] = []
        tree.forEach { node in
            if case .column(let name, isLinked: true) = node.content {
                names.append(SourceText(name, start: source.location(at: node.start)))
            }
        }
        return names
    }

    /// Every parameter it mentions, without its `$`, with its place, in the order written.
    package var parameterNames: [SourceText] {
        var names: [SourceText] = []
        tree.forEach { node in
            if case .parameter(let name) = node.content {
                names.append(SourceText(name, start: source.location(at: node.start)))
            }
        }
        return names
    }

    /// The value, when the formula is a single literal, with or without a sign.
    package var constant: Constant? {
        if case .constant(let constant) = tree.content { return constant }
        return nil
    }

    /// The name, when the formula is a single column.
    package var singleColumn: SourceText? {
        guard case .column(let name, _) = tree.content else { return nil }
        return SourceText(name, start: source.location(at: tree.start))
    }

    /// Gives every name its meaning and every part its type.
    ///
    /// - Parameter expecting: the type the result must have; an integer is taken for a decimal, and either for a
    /// real. Nil accepts any.
    /// - Errors: all mistakes are reported with their place, and then the result is nil.
    package func checked(
        in scope: ExpressionScope, expecting: ColumnType? = nil, collector: DiagnosticCollector
    ) -> TypedExpression? {
        var checker = TypeChecker(source, scope: scope, collector: collector)
        guard let root = checker.check(tree, expecting: expecting) else { return nil }
        return TypedExpression(root: root, text: tree.replacingParameters(scope.parameters).description)
    }
}

extension Expression: CustomStringConvertible {
    /// The canonical spelling, whatever blanks and parentheses were written.
    package var description: String { tree.description }
}

extension Expression {
    /// A column's name as a formula writes it: in back quotes when it could not be read without.
    package static func spelled(column name: String) -> String { SyntaxNode.spelled(name) }

    /// A text as a formula writes it.
    package static func quoted(text: String) -> String { "\(Constant.text(text))" }
}
