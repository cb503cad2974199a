// Checks each wanted metric against the tables: columns, types of formulas, times, units, segments.

import Diagnostics
import Expressions
import Stages
import Statistics
import Tabular

/// Turns resolved metrics into planned ones, table by table.
struct MetricPlanning {
    let schemas: [TableSchema]
    let segments: [SegmentSchema]
    let periods: ReportPeriods
    let collector: DiagnosticCollector
    private(set) var tables: [PlannedTable] = []
    private var builders: [String: FormulaBuilder] = [:]

    init(
        schemas: [TableSchema], segments: [SegmentSchema], periods: ReportPeriods, collector: DiagnosticCollector
    ) {
        self.schemas = schemas
        self.segments = segments
        self.periods = periods
        self.collector = collector
    }

    /// The planned metrics by key; those with mistakes are absent, and the mistakes are collected.
    mutating func plan(_ metrics: [ResolvedMetric]) -> [String: PlannedMetric] {
        // All names first: the scope of a table must be complete before its formulas refer to positions in it.
        var found: [(metric: ResolvedMetric, schema: TableSchema)] = []
        var unfit = UnfitColumns()
        for metric in metrics {
            if case .calculate? = metric.definition.kind { continue }
            guard let schema = schema(for: metric) else { continue }
            let metric = AbsentColumns(schema: schema, isAllTime: periods.period.start == nil).adapted(metric)
            guard checkNames(of: metric, in: schema, &unfit), unfit.takes(metric, in: schema) else { continue }
            found.append((metric, schema))
        }
        collector.add(unfit.diagnostics)
        collector.add(Self.notes(of: found))
        for (metric, schema) in found {
            var builder =
                builders[schema.name] ?? FormulaBuilder(schema: schema, segments: usableSegments(schema.name))
            builder.mention(metric)
            builders[schema.name] = builder
        }
        var planned: [String: PlannedMetric] = [:]
        for (metric, schema) in found { planned[metric.key] = rowMetric(metric, in: schema) }
        for index in tables.indices { tables[index] = builders[tables[index].name]?.table ?? tables[index] }
        return planned
    }

    // MARK: Tables and names

    /// The table a metric looks at; nil, with the mistake told, when there is none or more than one.
    private func schema(for metric: ResolvedMetric) -> TableSchema? {
        guard let wanted = metric.definition.table else {
            collector.add(AggregationDiagnostics.noTable(of: metric.key, at: blame(metric)))
            return nil
        }
        let place = place(of: wanted, by: metric)
        if let named = schemas[wanted.text] { return named.isOpaque ? nil : named }
        let ofKind = schemas.filter { $0.kind == wanted.text }
        guard let only = ofKind.first, ofKind.count == 1 else {
            collector.add(
                ofKind.isEmpty
                    ? AggregationDiagnostics.noTableOfKind(
                        SourceText(wanted.text, start: place), metric: metric.key, tables: schemas.map(\.name))
                    : AggregationDiagnostics.severalTablesOfKind(
                        SourceText(wanted.text, start: place), metric: metric.key, tables: ofKind.map(\.name)))
            return nil
        }
        return only.isOpaque ? nil : only
    }

    private func blame(_ metric: ResolvedMetric) -> SourceLocation {
        metric.definition.isBuiltIn ? metric.place : metric.definition.key.start
    }

    private func usableSegments(_ table: String) -> [String] {
        segments.filter { $0.tables.contains(table) }.map(\.key)
    }

    /// Tells of every name that is neither a column nor a usable segment: those of built-in formulas in one sentence.
    private func checkNames(of metric: ResolvedMetric, in schema: TableSchema, _ unfit: inout UnfitColumns) -> Bool {
        let usable = usableSegments(schema.name)
        var names: [(name: SourceText, isBuiltIn: Bool)] = []
        for formula in metric.definition.formulas {
            names += formula.expression.columnNames.map { ($0, formula.isBuiltIn) }
        }
        if let time = metric.definition.time { names.append((time, metric.definition.isBuiltIn)) }
        for need in metric.definition.needs { names.append((need, true)) }
        let bare = bareWords(of: metric, in: schema, usable)
        var needed: [String] = []
        var absent: [String] = []
        var isRight = true
        for (name, isBuiltIn) in names {
            if isBuiltIn, !needed.contains(name.text) { needed.append(name.text) }
            // A segment is no moment: what says when a row counts is a column.
            let isTime = metric.definition.time.map { $0.start == name.start && $0.text == name.text } ?? false
            if schema.type(of: name.text) != nil || (!isTime && usable.contains(name.text)) { continue }
            isRight = false
            if segments[name.text]?.isOpaque == true || schema.opaqueColumns.contains(name.text) { continue }
            if isBuiltIn || isInherited(name, by: metric) {
                if !absent.contains(name.text) { absent.append(name.text) }
            } else if bare.contains(name.text) {
                collector.add(ExpressionsDiagnostics.bareWord(name, table: schema.name))
            } else if segments[name.text] != nil, !isTime {
                collector.add(AggregationDiagnostics.segmentOutOfReach(name, table: schema.name, usable: usable))
            } else {
                collector.add(
                    StagesDiagnostics.unknownColumn(
                        name, table: schema.name, known: schema.columnNames + (isTime ? [] : usable)))
            }
        }
        if !absent.isEmpty { unfit.addAbsent(absent, needed: needed, by: metric, in: schema) }
        return isRight
    }

    /// Names in the user's formulas that are texts without their quotes.
    private func bareWords(of metric: ResolvedMetric, in schema: TableSchema, _ usable: [String]) -> Set<String> {
        var words: Set<String> = []
        for formula in metric.definition.formulas where !formula.isBuiltIn {
            let found = formula.expression.bareWords { name in
                schema.type(of: name) != nil || segments[name] != nil
            } isText: { name in
                schema.type(of: name).map { $0 == .text } ?? usable.contains(name)
            }
            words.formUnion(found.map(\.text))
        }
        return words
    }

    /// What metrics do without, in a note for each way of doing without.
    private static func notes(of found: [(metric: ResolvedMetric, schema: TableSchema)]) -> [Diagnostic] {
        var groups: [(assumption: Assumption, table: String, metrics: [String], place: SourceLocation)] = []
        for (metric, schema) in found {
            for assumption in metric.assumptions where !assumption.isEquivalent {
                let index = groups.firstIndex { $0.assumption == assumption && $0.table == schema.name }
                if let index {
                    groups[index].metrics.append(metric.key)
                } else {
                    groups.append((assumption, schema.name, [metric.key], metric.place))
                }
            }
        }
        return groups.map { group in
            AggregationDiagnostics.measuredWithout(
                group.assumption, table: group.table, metrics: group.metrics, at: group.place)
        }
    }

    /// Where the user can mend a name: not in the catalogue, from which it may have been inherited.
    private func place(of name: SourceText, by metric: ResolvedMetric) -> SourceLocation {
        isInherited(name, by: metric) ? metric.place : name.start
    }

    private func isInherited(_ name: SourceText, by metric: ResolvedMetric) -> Bool {
        metric.definition.isBuiltIn || name.start.file != metric.definition.key.start.file
    }

    // MARK: One metric

    private mutating func rowMetric(_ metric: ResolvedMetric, in schema: TableSchema) -> PlannedMetric? {
        guard let kind = metric.definition.kind, var builder = builders[schema.name] else { return nil }
        defer { builders[schema.name] = builder }
        var isRight = true
        let time = timeColumn(of: metric, in: schema, builder, &isRight)
        let checker = FormulaChecking(
            metric: metric, table: schema.name, timeType: time.map { builder.columns[$0].type }, collector: collector)

        /// - Parameter keepsCurrency: whether the metric's value is of the formula's currency, which is looked at with its unit.
        func formula(
            _ formula: MetricFormula?, expecting type: ColumnType? = nil, keepsCurrency: Bool = false
        ) -> Int? {
            guard let formula else { return nil }
            guard let checked = checker.check(formula, in: builder.scope, time: time, expecting: type) else {
                isRight = false
                return nil
            }
            if !keepsCurrency, let (one, other) = checked.typed.twoCurrencies(of: dimensions(builder, schema)) {
                isRight = false
                collector.add(AggregationDiagnostics.twoCurrencies(one, other, metric: metric.key, at: blame(metric)))
            }
            return builder.index(of: checked)
        }

        let value = formula(
            kind.formula, expecting: kind.word == .share ? .flag : nil, keepsCurrency: Self.keepsUnit(kind.word))
        let among = formula(metric.definition.among, expecting: .flag)
        let occasion = formula(metric.definition.occasion)
        let conditions = metric.definition.conditions.compactMap { formula($0, expecting: .flag) }
        if kind.word == .repeatShare, metric.definition.occasion == nil {
            isRight = false
            collector.add(StagesDiagnostics.missingKey("on", of: Wording("'\(metric.key)'"), at: blame(metric)))
        }
        if kind.word == .unrepeated, metric.definition.span == nil {
            isRight = false
            // A wrong one has been told of.
            if !metric.definition.writtenKeys.contains(where: { $0.text == "within" }) {
                collector.add(StagesDiagnostics.missingKey("within", of: Wording("'\(metric.key)'"), at: blame(metric)))
            }
        }
        if kind.word == .quantile, metric.definition.quantileShare == nil {
            isRight = false
            collector.add(StagesDiagnostics.missingKey("at_share", of: Wording("'\(metric.key)'"), at: blame(metric)))
        }
        let type = value.map { builder.formulas[$0].typed.type }
        if let formula = kind.formula, let type, !Self.takes(type, kind.word) {
            isRight = false
            collector.add(
                AggregationDiagnostics.wrongType(
                    type, kind: kind.word.rawValue, metric: metric.key, at: metric.location(of: formula)))
        }
        if let column = Self.personalColumn(kind, schema) {
            isRight = false
            collector.add(
                AggregationDiagnostics.personalValue(
                    column, read: schema.readColumn(of: column.text), kind: kind.word.rawValue, metric: metric.key))
        }
        var unit = metric.definition.unit ?? Self.defaultUnit(kind.word, type)
        if let value, Self.keepsUnit(kind.word) {
            switch currency(of: builder.formulas[value].typed, builder, schema, metric) {
            case .wrong: isRight = false
            case .found(let found): unit = found ?? unit
            }
        }
        var scale = UnitScale.none
        if isRight, let type, Self.keepsUnit(kind.word) {
            if let right = UnitScale(from: type, to: unit) {
                scale = right
            } else {
                isRight = false
                collector.add(AggregationDiagnostics.wrongUnit(unit.text, metric: metric.key, at: blame(metric)))
            }
        }
        guard isRight, let rowKind = Self.rowKind(kind, metric.definition),
            var description = metric.description(table: schema.name, unit: unit)
        else { return nil }
        guard checkLabels(of: metric, in: schema) else { return nil }
        builder.addChecks(of: metric)
        description.counts = [.count, .distinct, .firstTime].contains(kind.word)
        description.isAdditive = kind.isAdditive
        description.waits =
            kind.word == .unrepeated
            || (conditions + [value, among].compactMap { $0 }).contains { builder.formulas[$0].late != nil }
        let interval = metric.definition.interval ?? kind.intervals.first ?? .none
        let row = RowMetric(
            table: tableIndex(schema.name), kind: rowKind, valueType: type,
            values: [value, occasion].compactMap { $0 },
            conditions: Set(conditions + [among].compactMap { $0 }).sorted(),
            skipsMissing: kind.word != .share || among == nil, time: time, scale: scale, hasInterval: interval != .none,
            limits: kind.word == .mean ? limits(of: metric, value, conditions, builder, scale) : nil)
        return PlannedMetric(
            description: description, computation: .rows(row), interval: interval, breakdowns: [],
            isAdditive: kind.isAdditive, assumptions: metric.assumptions)
    }

    /// The column that names people and one of whose cells would be the value of a metric.
    private static func personalColumn(_ kind: MetricKind, _ schema: TableSchema) -> SourceText? {
        guard [.minimum, .maximum, .median, .quantile].contains(kind.word) else { return nil }
        return kind.formula?.expression.columnsInValue.first { schema.namesPeople[$0.text] == true }
    }

    /// Whether every label that the user's conditions name is one that its segment has, as far as that is known before data.
    private func checkLabels(of metric: ResolvedMetric, in schema: TableSchema) -> Bool {
        var isRight = true
        for formula in metric.definition.formulas where !formula.isBuiltIn {
            for compared in formula.expression.comparedTexts(parameters: metric.constants)
            where schema.type(of: compared.column.text) == nil {
                guard let keys = segments[compared.column.text]?.labelKeys,
                    case .neverSeen = compared.look(in: TextPool(keys))
                else { continue }
                isRight = false
                collector.add(
                    AggregationDiagnostics.unknownLabel(compared, segment: compared.column.text, known: keys))
            }
        }
        return isRight
    }

    /// The ends of the scale that a mean's values are of: as written, or as its conditions bound the very same formula.
    private func limits(
        of metric: ResolvedMetric, _ value: Int?, _ conditions: [Int], _ builder: FormulaBuilder, _ scale: UnitScale
    ) -> Interval? {
        if let range = metric.definition.range { return Interval(low: range.lowerBound, high: range.upperBound) }
        guard let value else { return nil }
        var (low, high): (Double?, Double?)
        for condition in conditions {
            let bounds = builder.formulas[condition].typed.bounds(of: builder.formulas[value].typed)
            low = [low, bounds.low].compactMap { $0 }.max()
            high = [high, bounds.high].compactMap { $0 }.min()
        }
        guard let low, let high else { return nil }
        return Interval(low: scale.number(low), high: scale.number(high))
    }

    private mutating func tableIndex(_ name: String) -> Int {
        if let index = tables.firstIndex(where: { $0.name == name }) { return index }
        tables.append(PlannedTable(name: name, columns: [], segments: [], formulas: []))
        return tables.count - 1
    }

    /// The position in the scope of the column that says when a row counts.
    private func timeColumn(
        of metric: ResolvedMetric, in schema: TableSchema, _ builder: FormulaBuilder, _ isRight: inout Bool
    ) -> Int? {
        guard let time = metric.definition.time else {
            let asksForEnd = metric.definition.formulas.contains { formula in
                formula.expression.parameterNames.contains { $0.text == AggregationPlan.dataEnd }
            }
            if periods.period.start != nil || asksForEnd
                || [.firstTime, .unrepeated].contains(metric.definition.kind?.word)
            {
                isRight = false
                collector.add(AggregationDiagnostics.noTime(of: metric.key, at: blame(metric)))
            }
            return nil
        }
        guard let index = builder.columns.firstIndex(where: { $0.name == time.text }) else {
            isRight = false
            return nil
        }
        guard [.instant, .date].contains(builder.columns[index].type) else {
            isRight = false
            collector.add(
                AggregationDiagnostics.timeIsNoTime(
                    SourceText(time.text, start: place(of: time, by: metric)), metric: metric.key, table: schema.name,
                    found: builder.columns[index].type))
            return nil
        }
        return index
    }

    // MARK: Money

    private enum CurrencyFinding {
        case wrong
        /// The unit of money; nil for what is none.
        case found(MetricUnit?)
    }

    private func dimensions(_ builder: FormulaBuilder, _ schema: TableSchema) -> [Dimension?] {
        builder.scope.columns.map { column in schema.columns.first { $0.name == column.name }?.dimension }
    }

    /// The currency of what a formula over rows makes: that of its columns, else of the table, where money is asked for.
    private func currency(
        of formula: TypedExpression, _ builder: FormulaBuilder, _ schema: TableSchema, _ metric: ResolvedMetric
    ) -> CurrencyFinding {
        var own: String?
        switch formula.dimension(of: dimensions(builder, schema)) {
        case .mixed(let first, let second):
            guard let one = first.currency, let other = second.currency else { break }
            collector.add(AggregationDiagnostics.twoCurrencies(one, other, metric: metric.key, at: blame(metric)))
            return .wrong
        case .known(let dimension):
            if dimension.money.count > 1 {
                let codes = dimension.money.keys.sorted()
                collector.add(
                    AggregationDiagnostics.twoCurrencies(codes[0], codes[1], metric: metric.key, at: blame(metric)))
                return .wrong
            }
            own = dimension.currency
        case .open: break
        }
        guard let unit = metric.definition.unit else { return .found(own.map { .currency($0) }) }
        guard case .currency(let declared) = unit else { return .found(nil) }
        let found = own ?? schema.currency
        if declared.isEmpty { return .found(.currency(found ?? "")) }
        if let found, found != declared {
            collector.add(
                AggregationDiagnostics.wrongCurrency(declared, found: found, metric: metric.key, at: blame(metric)))
            return .wrong
        }
        return .found(nil)
    }

    // MARK: What kinds take

    private static func takes(_ type: ColumnType, _ word: MetricKind.Word) -> Bool {
        switch word {
        case .sum, .mean, .minimum, .maximum, .quantile, .median: type.isNumeric || type == .duration
        case .nps: type.isNumeric
        default: true
        }
    }

    /// Whether the metric's numbers are in the unit of its formula.
    private static func keepsUnit(_ word: MetricKind.Word) -> Bool {
        switch word {
        case .sum, .mean, .minimum, .maximum, .quantile, .median: true
        default: false
        }
    }

    private static func defaultUnit(_ word: MetricKind.Word, _ type: ColumnType?) -> MetricUnit {
        switch word {
        case .share, .repeatShare, .unrepeated: .fraction
        case .nps: .points
        case .count, .distinct, .firstTime: .count
        default: type == .duration ? .seconds : .number
        }
    }

    private static func rowKind(_ kind: MetricKind, _ definition: MetricDefinition) -> RowMetric.RowKind? {
        switch kind {
        case .count: .count
        case .sum: .sum
        case .mean: .mean
        case .share: .share
        case .minimum: .minimum
        case .maximum: .maximum
        case .quantile: definition.quantileShare.map { .quantile($0) }
        case .median: .quantile(0.5)
        case .distinct: .distinct
        case .nps: .nps
        case .repeatShare: .repeatShare(threshold: definition.occasionThreshold ?? 2)
        case .firstTime: .firstTime
        case .unrepeated: definition.span.map { .unrepeated(within: $0) }
        case .calculate, .like: nil
        }
    }
}
