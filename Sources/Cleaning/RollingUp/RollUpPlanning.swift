// Compares what is to be gathered with the columns of a table: types, currencies, and what is known of the rolled-up table.

import Diagnostics
import Expressions
import Stages
import Tabular

/// A rolled-up table in the making, before any row is read.
struct RollUpPlanning {
    private let before: TableSchema
    private let rule: RuleIdentity
    private let collector: DiagnosticCollector
    private var key: Set<String> = []
    private var opaqueColumns: Set<String> = []
    private(set) var isRight = true
    private(set) var orderType: ColumnType?
    private(set) var columns: [(column: ColumnDescription, sources: [String], isCopy: Bool)] = []
    /// One per gathering without a mistake.
    private(set) var formulas: [BoundFormula?] = []
    /// Amounts whose currency stands beside them, in a column that is not part of the key.
    private(set) var currenciesToCheck: [CurrencyColumn] = []
    /// Amounts whose currency goes with them, for it is part of the key.
    private var currenciesThatStay: [CurrencyColumn] = []

    init(_ schema: TableSchema, of rule: RuleIdentity, collector: DiagnosticCollector) {
        before = schema
        self.rule = rule
        self.collector = collector
    }

    mutating func add(key names: [SourceText], order: SourceText?) {
        for name in names {
            key.insert(name.text)
            guard before.knownType(of: name, collector: collector) != nil,
                let column = before.columns.first(where: { $0.name == name.text })
            else {
                leaveOut(name)
                continue
            }
            columns.append((column, [name.text], true))
        }
        for declared in before.currencyColumns where key.contains(declared.amount) {
            note(declared, as: declared.amount)
        }
        guard let order else { return }
        let type = before.knownType(of: order, collector: collector)
        if let type, type == .text || type == .flag {
            collector.add(
                CleaningDiagnostics.wrongType(
                    order, of: rule, expected: CleaningDiagnostics.anOrderColumn, found: type))
        }
        if type == nil || type == .text || type == .flag { isRight = false }
        orderType = type
    }

    mutating func add(_ gathering: Gathering) {
        let name = gathering.name
        guard let expression = gathering.formula else {
            columns.append((ColumnDescription(name: name.text, type: .integer), [], false))
            formulas.append(nil)
            return
        }
        let expected: ColumnType? = gathering.way.asksCondition ? .flag : nil
        guard let formula = BoundFormula(expression, for: before, expecting: expected, collector: collector) else {
            return leaveOut(name)
        }
        if let expected = gathering.way.expected(insteadOf: formula.type) {
            collector.add(
                CleaningDiagnostics.wrongGathering(
                    name, gathering.way.rawValue, of: rule, expected: expected, found: formula.type))
            return leaveOut(name)
        }
        var column = ColumnDescription(name: name.text, type: gathering.way.type(from: formula.type))
        var sources: [String] = []
        if gathering.way.holdsCells {
            sources = expression.columnsInValue.map(\.text)
            if case .known(let dimension) = formula.dimension(in: before) { column.currency = dimension.currency }
            for declared in before.currencyColumns where sources.contains(declared.amount) {
                note(declared, as: name.text)
            }
        }
        columns.append((column, sources, expression.singleColumn != nil && gathering.way.holdsCells))
        formulas.append(formula)
    }

    private mutating func leaveOut(_ name: SourceText) {
        isRight = false
        opaqueColumns.insert(name.text)
    }

    /// An amount whose currency stands in another column is kept under a name.
    private mutating func note(_ declared: CurrencyColumn, as name: String) {
        guard key.contains(declared.column) else {
            if !currenciesToCheck.contains(declared) { currenciesToCheck.append(declared) }
            return
        }
        var stays = declared
        stays.amount = name
        if !currenciesThatStay.contains(stays) { currenciesThatStay.append(stays) }
    }

    /// What is known of the rolled-up table.
    func schema(as name: String, kind: String?, at location: SourceLocation) -> TableSchema {
        var schema = before.remade(as: name, kind: kind, columns: columns, at: location)
        schema.isOpaque = before.isOpaque
        schema.opaqueColumns = opaqueColumns
        schema.currencyColumns = currenciesThatStay
        return schema
    }
}

extension Gathering.Way {
    /// Whether the result holds cells of rows, and not only what is true of them.
    fileprivate var holdsCells: Bool {
        switch self {
        case .first, .last, .min, .max, .sum, .join: true
        case .count, .distinct, .any: false
        }
    }

    fileprivate func type(from type: ColumnType) -> ColumnType {
        switch self {
        case .first, .last, .min, .max, .sum, .join: type
        case .count, .distinct: .integer
        case .any: .flag
        }
    }

    /// What it can be made of, where values of a type are none of that; nil where they are.
    fileprivate func expected(insteadOf type: ColumnType) -> Wording? {
        switch self {
        case .min, .max: type == .text || type == .flag ? CleaningDiagnostics.timesOrNumbers : nil
        case .sum: type.isNumeric || type == .duration ? nil : CleaningDiagnostics.numbersOrDurations
        case .join: type == .text ? nil : CleaningDiagnostics.texts
        case .first, .last, .count, .distinct, .any: nil
        }
    }
}
