// Compares lists with tables, segments and metrics: what is written becomes formulas that can be evaluated, or a mistake that is told.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Plans the lists of a pipeline file.
struct ListPlanning {
    var tables: [(name: String, kind: String?)]
    var schemas: [TableSchema]
    var segments: [SegmentSchema]
    var metrics: [MetricDescription]
    /// Whether a metric is measured by a segment alone.
    var isMeasured: (_ metric: String, _ segment: String) -> Bool
    var asOf: Int64
    var today: Int
    var collector: DiagnosticCollector

    func planned(_ list: WrittenList) -> PlannedList? {
        var planned = PlannedList(
            key: list.key.text, title: list.title ?? Wording(list.key.text), most: list.most, once: list.once,
            place: list.key.start)
        var lacking: [ListDiagnostics.Lack] = []
        for source in list.sources {
            let names = list.tables(of: source, among: tables)
            if names.isEmpty { lacking.append(.table(source.table.text)) }
            for name in names {
                guard let schema = schemas[name.text] else {
                    collector.add(StagesDiagnostics.unknownTable(name, known: schemas.map(\.name)))
                    continue
                }
                if schema.isOpaque { return nil }
                if list.builtIn != nil, let lack = self.lack(of: source, in: schema) {
                    lacking.append(lack)
                    continue
                }
                if let source = self.planned(source, of: list, in: schema) { planned.sources.append(source) }
            }
        }
        planned.leftOut = ListDiagnostics.leftOut(lacking)
        if planned.sources.isEmpty, !lacking.isEmpty {
            collector.add(ListDiagnostics.lacks(list.key, lacking))
        }
        return planned.sources.isEmpty ? nil : planned
    }

    /// What a source of a built-in list needs and has not.
    private func lack(of source: WrittenSource, in schema: TableSchema) -> ListDiagnostics.Lack? {
        for formula in [source.when, source.yearly, source.id].compactMap({ $0 }) {
            for name in formula.columnNames where !isThere(name.text, schema) {
                return .column(name.text, of: schema.name)
            }
        }
        for segment in source.chosen.map({ $0.segment }) + [source.by].compactMap({ $0 })
        where segments[segment.text] == nil {
            return .segment(segment.text)
        }
        guard let by = source.by, let condition = source.whenMetric else { return nil }
        for name in condition.linkedNames {
            guard let metric = ColumnReference(name)?.table.text else { continue }
            if !metrics.contains(where: { $0.key == metric }) { return .metric(metric) }
            if !isMeasured(metric, by.text) { return .breakdown(metric: metric, by: by.text) }
        }
        return nil
    }

    private func isThere(_ name: String, _ schema: TableSchema) -> Bool {
        Self.ownNames.contains(name) || schema.type(of: name) != nil || schema.opaqueColumns.contains(name)
            || name.contains(".")
    }

    private static let ownNames = ["as_of", "today", "limit"]

    private func planned(_ source: WrittenSource, of list: WrittenList, in schema: TableSchema) -> PlannedSource? {
        let isOurs = list.builtIn != nil
        func bound(_ formula: Expression?, needed: Bool, expecting type: ColumnType? = nil) -> BoundFormula?? {
            guard let formula else { return .some(nil) }
            if isOurs, !needed, formula.columnNames.contains(where: { !isThere($0.text, schema) }) { return .some(nil) }
            guard
                let bound = BoundFormula(
                    said(formula, source, schema), for: schema, expecting: type, collector: collector)
            else { return nil }
            return .some(bound)
        }
        func day(_ formula: Expression?, needed: Bool) -> BoundFormula?? {
            guard let found = bound(formula, needed: needed) else { return nil }
            guard let found else { return .some(nil) }
            if found.type == .date || found.type == .instant { return .some(found) }
            collector.add(ListDiagnostics.noDay(found.expression.source, type: found.type))
            return nil
        }
        func shown(_ formula: Expression?, needed: Bool) -> PlannedSource.Shown?? {
            guard let formula else { return .some(nil) }
            guard let found = bound(formula, needed: needed) else { return nil }
            guard let found else { return .some(nil) }
            let column = formula.singleColumn?.text
            let personal = formula.columnNames.contains { schema.namesPeople[$0.text] == true }
            return .some(
                PlannedSource.Shown(
                    title: column ?? formula.description, formula: found,
                    namesPeople: personal ? true : column.flatMap { schema.namesPeople[$0] }))
        }
        guard let when = bound(source.when, needed: true, expecting: .flag),
            let unless = bound(source.unless, needed: false, expecting: .flag),
            let lunar = bound(source.lunar, needed: false, expecting: .flag),
            let yearly = day(source.yearly, needed: true), let due = day(source.due, needed: false),
            case .some(.some(let id)) = shown(source.id, needed: true),
            let name = shown(source.name, needed: false),
            let owner = bound(source.owner, needed: false),
            let order = bound(source.whenMetric == nil ? source.order : nil, needed: false)
        else { return nil }
        var show: [PlannedSource.Shown] = []
        for formula in source.show {
            guard case .some(.some(let column)) = shown(formula, needed: true) else { return nil }
            show.append(column)
        }
        guard let known = knowledge(source, schema, isOurs: isOurs), let chosen = self.chosen(source, schema),
            let metric = self.metric(source, schema)
        else { return nil }
        return PlannedSource(
            table: schema.name, when: when, unless: unless, known: known, chosen: chosen, by: source.by?.text,
            metric: metric,
            yearly: yearly, within: source.within, lunar: lunar, id: id, name: name, owner: owner, due: due,
            order: order, descending: source.descending,
            reason: source.reason ?? list.title ?? Wording(list.key.text), show: show)
    }

    /// The columns that say what is known; of a built-in list those that there are.
    private func knowledge(_ source: WrittenSource, _ schema: TableSchema, isOurs: Bool) -> PlannedKnowledge? {
        func column(_ written: Expression) -> String?? {
            let name = written.singleColumn?.text ?? written.source.text
            if isOurs, schema.type(of: name) == nil { return .some(nil) }
            switch schema.type(of: name) {
            case .date?, .instant?: return .some(name)
            case let type?:
                collector.add(ListDiagnostics.noDay(written.source, type: type))
                return nil
            case nil:
                if schema.opaqueColumns.contains(name) { return nil }
                collector.add(
                    StagesDiagnostics.unknownColumn(
                        written.source, table: schema.name, known: schema.columns.map(\.name)))
                return nil
            }
        }
        var known = PlannedKnowledge()
        if let since = source.since {
            guard let found = column(since) else { return nil }
            known.since = found
        }
        for written in source.happened {
            guard let found = column(written) else { return nil }
            if let found { known.happened.append(found) }
        }
        return known
    }

    /// The formula with the moment of the report, its day and the limit put in, where no column has their names.
    private func said(_ formula: Expression, _ source: WrittenSource, _ schema: TableSchema) -> Expression {
        func constant(_ constant: Constant) -> Expression? {
            Expression(SourceText(constant.description, start: formula.source.start), collector: DiagnosticCollector())
        }
        var names = [
            "as_of": constant(.instant(asOf)), "today": constant(.date(Int32(clamping: today))), "limit": source.limit,
        ].compactMapValues { $0 }
        for name in names.keys where schema.type(of: name) != nil { names[name] = nil }
        return formula.replacing(columns: names)
    }

    private func chosen(
        _ source: WrittenSource, _ schema: TableSchema
    ) -> [(segment: String, labels: Set<String>)]? {
        var chosen: [(segment: String, labels: Set<String>)] = []
        for (segment, labels) in source.chosen {
            guard let known = self.known(segment, in: schema) else { return nil }
            if let keys = known.labelKeys, let label = labels.first(where: { !keys.contains($0.text) }) {
                collector.add(
                    StagesDiagnostics.unknownChoice(label, of: Wording("'\(segment.text)'"), choices: keys))
                return nil
            }
            chosen.append((segment.text, Set(labels.map(\.text))))
        }
        return chosen
    }

    private func known(_ segment: SourceText, in schema: TableSchema) -> SegmentSchema? {
        guard let known = segments[segment.text] else {
            collector.add(ListDiagnostics.unknownSegment(segment, known: segments.map(\.key)))
            return nil
        }
        if known.isOpaque { return nil }
        if known.tables.contains(schema.name) { return known }
        collector.add(ListDiagnostics.segmentOutOfReach(segment, table: schema.name))
        return nil
    }

    /// The condition on metrics; the outer nil is a mistake, the inner one means that there is none.
    private func metric(_ source: WrittenSource, _ schema: TableSchema) -> MetricCondition?? {
        guard let condition = source.whenMetric else { return .some(nil) }
        guard let by = source.by else {
            collector.add(ListDiagnostics.metricWithoutSegment(condition.source))
            return nil
        }
        guard known(by, in: schema) != nil else { return nil }
        var mentions: [MetricCondition.Mention] = []
        for name in ([condition, source.order].compactMap { $0 }).flatMap(\.linkedNames) {
            guard let reference = ColumnReference(name) else { continue }
            guard let metric = metrics.first(where: { $0.key == reference.table.text }) else {
                collector.add(ListDiagnostics.unknownMetric(reference.table, known: metrics.map(\.key)))
                return nil
            }
            guard let part = MetricCondition.Mention.Part(rawValue: reference.column.text) else {
                collector.add(
                    StagesDiagnostics.unknownChoice(
                        reference.column, of: Wording("'\(metric.key)'"),
                        choices: MetricCondition.Mention.Part.allCases.map(\.rawValue)))
                return nil
            }
            guard isMeasured(metric.key, by.text) else {
                collector.add(ListDiagnostics.notMeasured(reference.table, by: by.text))
                return nil
            }
            let mention = MetricCondition.Mention(metric: metric.key, part: part)
            if !mentions.contains(mention) { mentions.append(mention) }
        }
        let scope = ExpressionScope(
            table: source.by?.text ?? schema.name,
            columns: mentions.map { ColumnDescription(name: $0.name, type: .real) })
        guard let typed = condition.checked(in: scope, expecting: .flag, collector: collector) else { return nil }
        var order: TypedExpression?
        if let written = source.order {
            guard let typed = written.checked(in: scope, expecting: .real, collector: collector) else { return nil }
            order = typed
        }
        return .some(MetricCondition(mentions: mentions, condition: typed, order: order))
    }
}
