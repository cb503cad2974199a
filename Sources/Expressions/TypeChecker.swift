// Gives every part of a formula its type, and every name its meaning.

import Diagnostics
import Tabular

/// Checks one formula against one scope.
///
/// - Errors: each mistake is told once. A part with a mistake has no type, and what is built from it is not
/// complained about.
struct TypeChecker {
    let source: SourceText
    let scope: ExpressionScope
    let collector: DiagnosticCollector
    private var unknownNames: Set<String> = []

    init(_ source: SourceText, scope: ExpressionScope, collector: DiagnosticCollector) {
        self.source = source
        self.scope = scope
        self.collector = collector
    }

    /// The checked formula, or nil when it has a mistake; then it is reported.
    mutating func check(_ tree: SyntaxNode, expecting: ColumnType?) -> TypedNode? {
        tellBareWords(tree)
        guard let node = check(tree) else { return nil }
        guard let expecting else { return node.type == nil ? .missing(.text) : node }
        if let converted = node.converted(to: expecting, forResult: true) { return converted }
        if let found = node.type {
            collector.add(ExpressionsDiagnostics.wrongResult(expected: expecting, found: found, at: place(tree.start)))
        }
        return nil
    }

    private mutating func check(_ tree: SyntaxNode) -> TypedNode? {
        switch tree.content {
        case .constant(let constant): return .constant(constant)
        case .localInstant(let local): return .localInstant(local)
        case .missing: return .missing(nil)
        case .column(let name, let isLinked): return column(name, isLinked, tree)
        case .parameter(let name): return parameter(name, tree)
        case .negation(let operand): return negation(operand, tree)
        case .arithmetic(let sign, let left, let right): return arithmetic(sign, left, right, tree)
        case .comparison(let sign, let left, let right): return comparison(sign, left, right, tree)
        case .all(let parts): return conditions(parts, of: "and").map(TypedNode.all)
        case .any(let parts): return conditions(parts, of: "or").map(TypedNode.any)
        case .not(let operand): return conditions([operand], of: "not").map { .not($0[0]) }
        case .isMissing(let operand): return check(operand).map { .isMissing($0.adopting(.text)) }
        case .between(let operand, let low, let high): return between(operand, low, high, tree)
        case .membership(let operand, let choices): return membership(operand, choices, tree)
        case .like(let operand, let pattern): return like(operand, pattern)
        case .call(let name, let arguments): return call(name, arguments, tree)
        case .invalid: return nil
        }
    }

    /// Tells of words that are compared with a text column and have no quotes, once each.
    private mutating func tellBareWords(_ tree: SyntaxNode) {
        let columns = scope.columns
        let words = Expression(source: source, tree: tree).bareWords { name in
            columns.contains { $0.name == name }
        } isText: { name in
            columns.first { $0.name == name }?.type == .text
        }
        for word in words where unknownNames.insert(word.text).inserted {
            collector.add(ExpressionsDiagnostics.bareWord(word, table: scope.table))
        }
    }

    // MARK: Names

    private mutating func column(_ name: String, _ isLinked: Bool, _ tree: SyntaxNode) -> TypedNode? {
        if let index = scope.index(of: name) { return .column(index, scope.columns[index].type, name: name) }
        if unknownNames.insert(name).inserted {
            let text = SourceText(name, start: place(tree.start))
            let known = scope.columns.map(\.name)
            collector.add(
                isLinked
                    ? ExpressionsDiagnostics.dottedName(text)
                    : ExpressionsDiagnostics.unknownColumn(text, table: scope.table, known: known))
        }
        return nil
    }

    private mutating func parameter(_ name: String, _ tree: SyntaxNode) -> TypedNode? {
        if let constant = scope.parameters[name] { return .constant(constant) }
        if unknownNames.insert("$" + name).inserted {
            let text = SourceText(name, start: place(tree.start))
            collector.add(ExpressionsDiagnostics.unknownParameter(text, known: Array(scope.parameters.keys)))
        }
        return nil
    }

    // MARK: Conditions

    private mutating func conditions(_ parts: [SyntaxNode], of word: String) -> [TypedNode]? {
        var checked: [TypedNode] = []
        for part in parts {
            guard let node = check(part)?.adopting(.flag) else { continue }
            if node.type == .flag {
                checked.append(node)
            } else if let found = node.type {
                collector.add(ExpressionsDiagnostics.notACondition(word, found, at: place(part.start)))
            }
        }
        return checked.count == parts.count ? checked : nil
    }

    private mutating func comparison(
        _ sign: ComparisonOperator, _ left: SyntaxNode, _ right: SyntaxNode, _ tree: SyntaxNode
    ) -> TypedNode? {
        if left.content == .missing || right.content == .missing {
            _ = check(left)
            _ = check(right)
            collector.add(ExpressionsDiagnostics.comparedWithMissing(sign, at: place(tree.place)))
            return nil
        }
        let first = check(left)
        let second = check(right)
        guard let first, let second else { return nil }
        let subject = "'\(sign.rawValue)'"
        let needsOrder = sign != .equal && sign != .unequal
        guard let nodes = unified([first, second], of: subject, needsOrder: needsOrder, at: tree.place) else {
            return nil
        }
        // "at >= day" and "at < day" mean what they say; the others mistake a day for its first moment.
        let isMirrored = first.isDay
        let isHarmless =
            isMirrored ? sign == .lessOrEqual || sign == .greater : sign == .greaterOrEqual || sign == .less
        if !isHarmless, first.isDay != second.isDay, first.type != second.type {
            collector.add(ExpressionsDiagnostics.dayAsInstant(subject, at: place(tree.place)))
        }
        return .comparison(sign, nodes[0], nodes[1])
    }

    private mutating func between(
        _ operand: SyntaxNode, _ low: SyntaxNode, _ high: SyntaxNode, _ tree: SyntaxNode
    ) -> TypedNode? {
        let checked = [check(operand), check(low), check(high)]
        let parts = checked.compactMap { $0 }
        guard parts.count == 3,
            let nodes = unified(parts, of: "'between'", needsOrder: true, at: tree.place)
        else { return nil }
        if parts[0].type == .instant, parts[2].isDay {
            collector.add(ExpressionsDiagnostics.dayAsInstant("'between'", at: place(high.start)))
        }
        return .between(nodes[0], low: nodes[1], high: nodes[2])
    }

    private mutating func membership(
        _ operand: SyntaxNode, _ choices: [SyntaxNode], _ tree: SyntaxNode
    ) -> TypedNode? {
        let value = check(operand)
        var checked: [TypedNode] = []
        for choice in choices {
            if let node = check(choice) { checked.append(node) }
        }
        guard let value, checked.count == choices.count,
            let nodes = unified([value] + checked, of: "'in'", needsOrder: false, at: tree.place)
        else { return nil }
        if value.type == .instant, let day = checked.firstIndex(where: \.isDay) {
            collector.add(ExpressionsDiagnostics.dayAsInstant("'in'", at: place(choices[day].start)))
        }
        return .membership(nodes[0], among: Array(nodes.dropFirst()))
    }

    private mutating func like(_ operand: SyntaxNode, _ pattern: SyntaxNode) -> TypedNode? {
        let value = check(operand)?.adopting(.text)
        let checkedPattern = check(pattern)
        guard let value, let checkedPattern else { return nil }
        if let found = value.type, found != .text {
            collector.add(ExpressionsDiagnostics.notAText("like", found, at: place(operand.start)))
            return nil
        }
        guard case .constant(.text(let text)) = checkedPattern else {
            collector.add(ExpressionsDiagnostics.patternIsNoLiteral(at: place(pattern.start)))
            return nil
        }
        return .like(value, pattern: text)
    }

    // MARK: Values

    private mutating func negation(_ operand: SyntaxNode, _ tree: SyntaxNode) -> TypedNode? {
        guard let node = check(operand) else { return nil }
        guard let type = node.type else { return node }
        guard type.isNumeric || type == .duration else {
            collector.add(ExpressionsDiagnostics.wrongSign(type, at: place(tree.place)))
            return nil
        }
        if case .constant(let constant) = node, let negated = constant.negated { return .constant(negated) }
        return .negated(node)
    }

    private mutating func arithmetic(
        _ sign: ArithmeticOperator, _ left: SyntaxNode, _ right: SyntaxNode, _ tree: SyntaxNode
    ) -> TypedNode? {
        let first = check(left)
        let second = check(right)
        guard let first, let second else { return nil }
        guard let node = ArithmeticTyping.node(sign, first, second) else {
            if let left = first.type, let right = second.type {
                collector.add(ExpressionsDiagnostics.wrongOperands(sign, left, right, at: place(tree.place)))
            }
            return nil
        }
        return node
    }

    // MARK: Functions

    private mutating func call(_ name: String, _ arguments: [SyntaxNode], _ tree: SyntaxNode) -> TypedNode? {
        var checked: [TypedNode?] = []
        for argument in arguments { checked.append(check(argument)) }
        guard let function = Function(rawValue: name) ?? Function(rawValue: name.lowercased()) else {
            if unknownNames.insert(name + "()").inserted {
                collector.add(ExpressionsDiagnostics.unknownFunction(SourceText(name, start: place(tree.start))))
            }
            return nil
        }
        let signature = function.signature
        guard arguments.count >= signature.leastCount,
            signature.repeatsLast || arguments.count <= signature.parameters.count
        else {
            collector.add(
                ExpressionsDiagnostics.wrongArgumentCount(function, found: arguments.count, at: place(tree.start)))
            return nil
        }
        var nodes: [TypedNode] = []
        for (position, argument) in checked.enumerated() {
            guard let argument, let kind = signature.kind(at: position) else { continue }
            let isWrong = argument.type.map { !kind.accepts($0) } ?? false
            if isWrong || (kind == .decimals && !argument.isDecimalsLiteral) {
                collector.add(
                    ExpressionsDiagnostics.wrongArgument(
                        function, position: position + 1, expected: kind, found: argument.type ?? .integer,
                        at: place(arguments[position].start)))
            } else {
                nodes.append(kind.typeOfMissing.map { argument.adopting($0) } ?? argument)
            }
        }
        guard nodes.count == arguments.count else { return nil }
        // Without a third argument a choice gives nothing where its condition does not hold.
        if function == .if, nodes.count == 2 { nodes.append(.missing(nil)) }
        return finished(function, nodes, tree)
    }

    /// Brings the arguments that must share a type to it.
    private func finished(_ function: Function, _ arguments: [TypedNode], _ tree: SyntaxNode) -> TypedNode? {
        let signature = function.signature
        var nodes = arguments
        let shared = nodes.indices.filter { position in
            let kind = signature.kind(at: position)
            return kind == .same || kind == .sameWithOrder
        }
        if !shared.isEmpty {
            let subject = "'\(function.rawValue)'"
            let same = shared.map { nodes[$0] }
            // Arguments that are all the literal 'missing' have no type; neither has the result.
            if same.allSatisfy({ $0.type == nil }) { return .missing(nil) }
            guard let unified = unified(same, of: subject, needsOrder: false, at: tree.start) else { return nil }
            for (position, node) in zip(shared, unified) { nodes[position] = node }
        }
        guard function.countsByCalendar else {
            return .call(function, nodes, result: function.resultType(nodes.compactMap(\.type)))
        }
        guard let clock = scope.clock else {
            collector.add(NoCalendar.diagnostic(of: Wording("'\(function.rawValue)'"), at: place(tree.start)))
            return nil
        }
        return .clocked(function, clock, nodes)
    }

    // MARK: Small change

    /// The nodes brought to one type, or nil (with a message) when there is none.
    private func unified(
        _ nodes: [TypedNode], of subject: String, needsOrder: Bool, at offset: Int
    ) -> [TypedNode]? {
        var common: ColumnType?
        for node in nodes {
            guard let type = node.type else { continue }
            guard let sofar = common else {
                common = type
                continue
            }
            guard let wider = sofar.common(with: type) else {
                collector.add(ExpressionsDiagnostics.incomparable(subject, sofar, type, at: place(offset)))
                return nil
            }
            common = wider
        }
        let type = common ?? .text
        if needsOrder, type == .flag {
            collector.add(ExpressionsDiagnostics.noOrder(subject, type, at: place(offset)))
            return nil
        }
        let converted = nodes.compactMap { $0.converted(to: type) }
        return converted.count == nodes.count ? converted : nil
    }

    private func place(_ offset: Int) -> SourceLocation { source.location(at: offset) }
}

extension ColumnType {
    /// The type that values of both can be taken for, or nil when they have nothing in common.
    func common(with other: ColumnType) -> ColumnType? {
        if self == other { return self }
        switch (self, other) {
        case (.integer, .decimal), (.decimal, .integer): return .decimal
        case (.integer, .real), (.real, .integer), (.decimal, .real), (.real, .decimal): return .real
        case (.date, .instant), (.instant, .date): return .instant
        default: return nil
        }
    }
}

extension TypedNode {
    /// The part with `type`, if it is a `missing` that has none yet.
    func adopting(_ type: ColumnType) -> TypedNode {
        if case .missing(nil) = self { return .missing(type) }
        return self
    }

    /// The part as `wanted`, if its type can be taken for that. A date is not taken for an instant as a formula's
    /// result.
    func converted(to wanted: ColumnType, forResult: Bool = false) -> TypedNode? {
        guard let type else { return .missing(wanted) }
        if type == wanted { return self }
        guard type.common(with: wanted) == wanted, !(forResult && wanted == .instant) else { return nil }
        if case .constant(let constant) = self, let converted = constant.converted(to: wanted) {
            return .constant(converted)
        }
        return .converted(self, to: wanted)
    }

    var isDay: Bool { type == .date }

    var isDecimalsLiteral: Bool {
        if case .constant(.integer(0...18)) = self { return true }
        return false
    }
}
