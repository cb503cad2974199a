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
            guard case .rows? = metric.definition.computation else { continue }
            guard let schema = schema(for: metric) else { continue }
            let metric = AbsentColumns(schema: schema, isAllTime: periods.period.start == nil).adapted(metric)
            guard names(of: schema).areKnown(in: metric, &unfit), unfit.takes(metric, in: schema) else { continue }
            found.append((metric, schema))
        }
        collector.add(unfit.diagnostics)
        collector.add(Self.notes(of: found))
        for (metric, schema) in found {
            var builder =
                builders[schema.name] ?? FormulaBuilder(schema: schema, segments: names(of: schema).usable)
            builder.mention(metric, [knownSince(metric, in: schema)].compactMap { $0 })
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
            collector.add(AggregationDiagnostics.noTable(of: metric.key, at: metric.blame))
            return nil
        }
        let place = metric.place(of: wanted)
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

    private func names(of schema: TableSchema) -> NameChecking {
        NameChecking(schema: schema, segments: segments, tables: schemas.map(\.name), collector: collector)
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

    // MARK: One metric

    private mutating func rowMetric(_ metric: ResolvedMetric, in schema: TableSchema) -> PlannedMetric? {
        guard case .rows(let kind, let own)? = metric.definition.computation, var builder = builders[schema.name] else {
            return nil
        }
        defer { builders[schema.name] = builder }
        let traits = kind.traits
        let settings = metric.definition.settings
        var isRight = true
        let time = timeColumn(of: metric, kind, in: schema, builder, &isRight)
        let attribution = AttributionPlanning(
            metric: metric, kind: kind, columns: builder.columns, collector: collector
        )
        .attribution(time: time, table: schema.name)
        if attribution == nil { isRight = false }
        var checker = FormulaChecking(
            metric: metric, table: schema.name, timeType: time.map { builder.columns[$0].type },
            linkedColumns: schema.linkedColumns, collector: collector)
        if case .standing(_, let standing)? = attribution { checker.standing = standing }
        let money = FormulaMoney(of: metric, in: schema, columns: builder.scope.columns, collector: collector)

        /// - Parameter keepsCurrency: whether the metric's value is of the formula's currency, which is looked at with its unit.
        func formula(
            _ formula: MetricFormula?, expecting type: ColumnType? = nil, keepsCurrency: Bool = false
        ) -> Int? {
            guard let formula else { return nil }
            guard let checked = checker.check(formula, in: builder.scope, time: time, expecting: type) else {
                isRight = false
                return nil
            }
            if !keepsCurrency, !money.isOfOneCurrency(checked.typed) { isRight = false }
            return builder.index(of: checked)
        }

        let value = formula(
            own, expecting: traits.takes == .condition ? .flag : nil, keepsCurrency: traits.unit == .ofFormula)
        var values = [value].compactMap { $0 }
        var conditions: [Int] = []
        for key in kind.keys {
            switch key.role {
            case .value(let types):
                guard
                    let written = settings.formula(key),
                    let place = formula(written, expecting: types == .condition ? .flag : nil)
                else { continue }
                values.append(place)
                let type = builder.formulas[place].typed.type
                if types.includes(type) { continue }
                isRight = false
                collector.add(
                    AggregationDiagnostics.wrongType(
                        type, expected: types, kind: key.word, metric: metric.key, at: metric.location(of: written)))
            case .condition: conditions += [formula(settings.formula(key), expecting: .flag)].compactMap { $0 }
            case nil: break
            }
        }
        let filters = metric.definition.conditions.compactMap { formula($0, expecting: .flag) }
        conditions += filters
        for key in kind.keys where key.option.isRequired && settings.value(of: key) == nil {
            isRight = false
            // A wrong one has been told of.
            if metric.definition.writtenKeys.contains(where: { $0.text == key.word }) { continue }
            collector.add(StagesDiagnostics.missingKey(key.word, of: Wording("'\(metric.key)'"), at: metric.blame))
        }
        let type = value.map { builder.formulas[$0].typed.type }
        if let own, let type, !traits.takes.includes(type) {
            isRight = false
            collector.add(
                AggregationDiagnostics.wrongType(
                    type, expected: traits.takes, kind: kind.word, metric: metric.key, at: metric.location(of: own)))
        }
        if traits.showsOneCell,
            let column = own?.expression.columnsInValue.first(where: { schema.namesPeople[$0.text] == true })
        {
            isRight = false
            collector.add(
                AggregationDiagnostics.personalValue(
                    column, read: schema.readColumn(of: column.text), kind: kind.word, metric: metric.key))
        }
        var unit = metric.definition.unit ?? traits.unit.standard(for: type)
        if let value, traits.unit == .ofFormula {
            switch money.unit(of: builder.formulas[value].typed) {
            case .wrong: isRight = false
            case .found(let found): unit = found ?? unit
            }
        }
        var scale = UnitScale.none
        if isRight, let measured = traits.unit.measured(type) {
            if let right = UnitScale(from: measured, to: unit) {
                scale = right
            } else {
                isRight = false
                collector.add(AggregationDiagnostics.wrongUnit(unit.text, metric: metric.key, at: metric.blame))
            }
        }
        let preparation = KindPreparation(
            settings: settings, bounds: bounds(of: value, by: filters, builder, scale))
        guard isRight, var attribution, let prepared = kind.init(preparation),
            var description = metric.description(table: schema.name, unit: unit)
        else { return nil }
        guard names(of: schema).areLabelsKnown(in: metric) else { return nil }
        if let activeFor = prepared.activeFor {
            attribution = .active(
                Activity(activeFor: activeFor, values: values, conditions: Set(conditions).sorted()))
        }
        builder.addChecks(of: metric)
        description.counts = traits.isCount
        description.isAdditive = traits.isAdditive
        description.withholds = traits.withholds
        description.waits =
            traits.waits || (conditions + [value].compactMap { $0 }).contains { builder.formulas[$0].late != nil }
        description.footing = CellFooting(tables: [schema.name])
        description.footing.looksBeyondPeriod = !attribution.isInside
        description.footing.looksAtMoments = attribution.isOfMoments
        description.footing.tellsSpread = traits.tellsSpread
        let interval = metric.definition.interval ?? kind.intervals.first ?? .none
        // Where the table lacks it, its own time says since when.
        let since = time == nil ? nil : knownSince(metric, in: schema)
        let knownSince = since.map { since in
            builder.columns.firstIndex { $0.name == since && [.instant, .date].contains($0.type) } ?? time ?? 0
        }
        let row = RowMetric(
            table: tableIndex(schema.name), kind: prepared, valueType: type,
            keyTypes: values.dropFirst(value == nil ? 0 : 1).map { builder.formulas[$0].typed.type }, values: values,
            conditions: Set(conditions).sorted(), skipsMissing: prepared.skipsMissing, time: time,
            knownSince: knownSince, attribution: attribution, scale: scale, hasInterval: interval != .none)
        return PlannedMetric(
            description: description, computation: .rows(row), interval: interval, breakdowns: [],
            isAdditive: traits.isAdditive, assumptions: metric.assumptions)
    }

    /// The ends that conditions set to the values of the very same formula, in the unit of the metric.
    private func bounds(
        of value: Int?, by conditions: [Int], _ builder: FormulaBuilder, _ scale: UnitScale
    ) -> Interval? {
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

    /// The column from whose first day on a period without rows has none, where the times of a metric come rarely.
    private func knownSince(_ metric: ResolvedMetric, in schema: TableSchema) -> String? {
        metric.definition.time.flatMap {
            RareTimes.knownSince($0.text, kind: schema.kind, periods.calendars[schema.name])
        }
    }

    private mutating func tableIndex(_ name: String) -> Int {
        if let index = tables.firstIndex(where: { $0.name == name }) { return index }
        tables.append(PlannedTable(name: name, columns: [], segments: [], formulas: []))
        return tables.count - 1
    }

    /// The position in the scope of the column that says when a row counts.
    private func timeColumn(
        of metric: ResolvedMetric, _ kind: any MetricKind.Type, in schema: TableSchema, _ builder: FormulaBuilder,
        _ isRight: inout Bool
    ) -> Int? {
        guard let time = metric.definition.time else {
            let asksForEnd = metric.definition.formulas.contains { formula in
                formula.expression.parameterNames.contains { $0.text == PlannedFormula.Late.parameter }
            }
            let isSnapshot = metric.definition.attribution.isSnapshot == true
            if (periods.period.start != nil && !isSnapshot) || asksForEnd || kind.traits.needsTime {
                isRight = false
                collector.add(AggregationDiagnostics.noTime(of: metric.key, at: metric.blame))
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
                    SourceText(time.text, start: metric.place(of: time)), metric: metric.key, table: schema.name,
                    found: builder.columns[index].type))
            return nil
        }
        return index
    }
}
