// Collects the columns and the formulas of a table, each once, and checks formulas on the metric's behalf.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The scope of a table's formulas and the formulas themselves, as they gather.
struct FormulaBuilder {
    private let schema: TableSchema
    private let usableSegments: [String]
    private(set) var columns: [ColumnDescription] = []
    private var segments: [String] = []
    private var hasStandingRows = false
    private(set) var checks: [VocabularyCheck] = []
    private(set) var formulas: [PlannedFormula] = []
    private var positions: [PlannedFormula: Int] = [:]

    init(schema: TableSchema, segments: [String]) {
        self.schema = schema
        usableSegments = segments
    }

    /// Takes every name that the metric's formulas mention into the scope. A column comes before a segment of its name.
    ///
    /// - Parameter further: columns that are looked at beside them.
    mutating func mention(_ metric: ResolvedMetric, _ further: [String]) {
        if metric.definition.attribution.until != nil { hasStandingRows = true }
        let names = metric.definition.formulas.flatMap { $0.expression.columnNames.map(\.text) }
        for name in names + metric.definition.timeColumns + metric.definition.orderColumns + further {
            if let type = schema.type(of: name) {
                let column = ColumnDescription(name: name, type: type)
                if !columns.contains(column) { columns.append(column) }
            } else if usableSegments.contains(name), !segments.contains(name) {
                segments.append(name)
            }
        }
    }

    /// Takes what must occur in the data for a metric to mean anything.
    mutating func addChecks(of metric: ResolvedMetric) {
        for check in VocabularyCheck.checks(of: metric, columns: columns, segments: segments) {
            if let same = checks.firstIndex(where: { $0.subject == check.subject }) {
                for key in check.metrics where !checks[same].metrics.contains(key) { checks[same].metrics.append(key) }
                checks[same].cuts.merge(check.cuts) { first, _ in first }
            } else {
                checks.append(check)
            }
        }
    }

    var scope: ExpressionScope {
        ExpressionScope(table: schema.name, columns: table.scopeColumns, clock: schema.clock)
    }

    mutating func index(of formula: PlannedFormula) -> Int {
        if let known = positions[formula] { return known }
        positions[formula] = formulas.count
        formulas.append(formula)
        return formulas.count - 1
    }

    var table: PlannedTable {
        PlannedTable(
            name: schema.name, columns: columns, segments: segments, formulas: formulas, checks: checks,
            hasStandingRows: hasStandingRows, mayBeEmpty: schema.mayBeEmpty)
    }
}

/// Checks the formulas of one metric and words their mistakes where the user can mend them.
struct FormulaChecking {
    let metric: ResolvedMetric
    let table: String
    let timeType: ColumnType?
    /// The columns that links bring: what they hold says nothing of how far the table's own data reach.
    let linkedColumns: Set<String>
    /// How rows stand, where they do.
    var standing: Standing?
    let collector: DiagnosticCollector

    func check(
        _ formula: MetricFormula, in scope: ExpressionScope, time: Int?, expecting type: ColumnType?
    ) -> PlannedFormula? {
        var scope = scope
        for parameter in metric.definition.parameters { scope.parameters[parameter.name.text] = parameter.constant }
        let isLate = formula.expression.parameterNames.contains { $0.text == PlannedFormula.Late.parameter }
        let (known, clock) = (scope.parameters, scope.clock)
        if isLate {
            guard let timeType else { return nil }
            scope.parameters[PlannedFormula.Late.parameter] = timeType == .date ? .date(0) : .instant(0)
        }
        if let name = nameOutOfPlace(formula, known: Set(scope.parameters.keys)) {
            collector.add(AggregationDiagnostics.standingNameOutOfPlace(name))
            return nil
        }
        let own = DiagnosticCollector()
        let expression =
            standing.map {
                StandingName.resolved(
                    formula.expression, standing: $0, timeType: timeType ?? .instant,
                    parameters: Set(scope.parameters.keys))
            } ?? formula.expression
        let typed = expression.checked(in: scope, expecting: type, collector: own)
        if formula.isBuiltIn {
            for diagnostic in own.diagnostics {
                collector.add(AggregationDiagnostics.builtInFormula(diagnostic, metric: metric.key, at: metric.place))
            }
        } else {
            collector.add(own.diagnostics)
        }
        guard let typed else { return nil }
        guard isLate, let time, let timeType else { return PlannedFormula(typed: typed) }
        // What the metric's other formulas look at shows how far the data reach, as resolutions after the last opening do. What is held
        // against the end of the data shows nothing of it: a due date is only planned.
        let others = metric.definition.formulas.filter { other in
            !other.expression.parameterNames.contains { $0.text == PlannedFormula.Late.parameter }
        }
        let names = Set(others.flatMap { $0.expression.columnNames.map(\.text) }).subtracting(linkedColumns)
        let moments = Set(
            scope.columns.indices.filter {
                names.contains(scope.columns[$0].name) && scope.columns[$0].type == timeType
            }
                + [time])
        return PlannedFormula(
            typed: typed,
            late: PlannedFormula.Late(
                expression: expression, parameters: known, clock: clock, columns: moments.sorted(), type: typed.type))
    }

    /// A name that means something only of rows that stand, or stand otherwise.
    private func nameOutOfPlace(_ formula: MetricFormula, known: Set<String>) -> SourceText? {
        formula.expression.parameterNames.first { name in
            guard let own = StandingName(rawValue: name.text), !known.contains(name.text) else { return false }
            return standing.map { !own.means(with: $0) } ?? true
        }
    }
}
