// Which columns' cells a formula's values hold, so that what is made of people's names is known to name people.

import Diagnostics

extension Expression {
    /// The columns whose cells the formula's values may hold, as they are or within a longer text, in the order written.
    ///
    ///     upper(name)              name
    ///     if(is_vip, phone, 'x')   phone
    ///     length(name) > 3         none
    ///     substring(phone, 1, 3)   none: a part of a number is nobody's
    package var columnsInValue: [SourceText] {
        Self.columnsInValue(of: tree).map { SourceText($0.name, start: source.location(at: $0.start)) }
    }

    private static func columnsInValue(of node: SyntaxNode) -> [(name: String, start: Int)] {
        switch node.content {
        case .column(let name, _): return [(name, node.start)]
        case .negation, .arithmetic: return node.children.flatMap(columnsInValue)
        case .call(let name, let arguments):
            switch Function(rawValue: name) {
            case .if: return arguments.dropFirst().flatMap(columnsInValue)
            case .lower, .upper, .trim, .replace, .concat, .abs, .round, .floor, .ceil, .coalesce, .least, .greatest,
                .date, .number, .text:
                return arguments.flatMap(columnsInValue)
            default: return []
            }
        default: return []
        }
    }
}
