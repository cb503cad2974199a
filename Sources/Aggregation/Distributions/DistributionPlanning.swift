// Compares distributions with tables and segments: what is written becomes formulas that can be counted, or a mistake that is told.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Plans the distributions of a pipeline file.
struct DistributionPlanning {
    var schemas: [TableSchema]
    var segments: [SegmentSchema]
    var periods: ReportPeriods
    var collector: DiagnosticCollector

    /// Nil after a mistake, which is told, and where nothing is known of its table.
    func planned(_ request: DistributionRequest) -> PlannedDistribution? {
        guard let schema = schema(request.table) else { return nil }
        let items = request.items.compactMap { item(of: $0, request, schema) }
        var condition: BoundFormula?
        if let written = request.condition {
            guard let bound = BoundFormula(written, for: schema, expecting: .flag, collector: collector) else {
                return nil
            }
            condition = bound
        }
        guard let order = order(request), let time = time(request, schema), let segment = segment(request, schema),
            let neutral = neutral(request, order), let first = items.first, items.count == request.items.count
        else { return nil }
        let top = request.form == .scale ? request.top ?? (order.count < 4 ? 1 : 2) : 0
        if request.form == .scale, top >= order.count {
            collector.add(AggregationDiagnostics.distributionOrder(request.key, .topOfAll, proposal: "1"))
            return nil
        }
        return PlannedDistribution(
            key: request.key.text, title: request.title ?? Wording(request.key.text), form: request.form,
            table: schema.name, items: items, condition: condition, time: time, segment: segment, order: order,
            words: request.words, neutral: neutral, top: top, split: request.split, until: request.until,
            most: request.most,
            unit: unit(of: first.formula, schema), place: request.key.start)
    }

    private func schema(_ name: SourceText) -> TableSchema? {
        let ofKind = schemas.filter { $0.kind == name.text }
        guard let found = schemas[name.text] ?? (ofKind.count == 1 ? ofKind.first : nil) else {
            collector.add(StagesDiagnostics.unknownTable(name, known: schemas.map(\.name)))
            return nil
        }
        return found.isOpaque ? nil : found
    }

    private func item(
        of item: DistributionRequest.Item, _ request: DistributionRequest, _ schema: TableSchema
    ) -> PlannedDistribution.Item? {
        guard let formula = BoundFormula(item.formula, for: schema, collector: collector) else { return nil }
        let source = item.formula.source
        if item.formula.columnNames.contains(where: { schema.namesPeople[$0.text] == true }) {
            collector.add(AggregationDiagnostics.distributionOfPeople(source, table: schema.name))
            return nil
        }
        let isRight =
            switch formula.type {
            case .integer, .decimal, .real: true
            case .text, .flag: request.form != .amounts
            case .duration: request.form == .amounts
            case .date, .instant: false
            }
        if !isRight {
            collector.add(AggregationDiagnostics.distributionOfType(source, request.form, found: formula.type))
            return nil
        }
        let name = item.formula.singleColumn?.text ?? item.formula.description
        let own = request.items.count == 1 ? request.title : nil
        return PlannedDistribution.Item(key: name, title: item.title ?? own ?? Wording(name), formula: formula)
    }

    /// The steps of a scale, or the categories that are named; nil after a mistake.
    private func order(_ request: DistributionRequest) -> [String]? {
        guard request.form == .scale || request.order != nil else { return [] }
        guard let written = request.order else {
            collector.add(AggregationDiagnostics.distributionOrder(request.key, .absent, proposal: "1..5"))
            return nil
        }
        guard let order = AnswerText.order(written), request.form != .scale || (2...20).contains(order.count) else {
            collector.add(AggregationDiagnostics.distributionOrder(request.key, .size, proposal: "1..5"))
            return nil
        }
        if let twice = order.indices.first(where: { order[..<$0].contains(order[$0]) }) {
            collector.add(AggregationDiagnostics.distributionOrder(request.key, .twice(order[twice]), proposal: nil))
            return nil
        }
        return order
    }

    /// The outer nil is a mistake; the inner one means that there is no such step.
    private func neutral(_ request: DistributionRequest, _ order: [String]) -> ClosedRange<Int>?? {
        guard request.form == .scale else { return .some(nil) }
        guard let written = request.neutral else {
            return order.count % 2 == 1 ? .some(order.count / 2...order.count / 2) : .some(nil)
        }
        guard let wanted = AnswerText.order(written) else { return nil }
        let places = wanted.map { order.firstIndex(of: $0) }
        let known = places.compactMap { $0 }.sorted()
        if let first = known.first, let last = known.last, known.count == places.count, last - first == known.count - 1,
            first > 0, last < order.count - 1
        {
            return .some(first...last)
        }
        collector.add(
            AggregationDiagnostics.distributionOrder(request.key, .neutral, proposal: order[order.count / 2]))
        return nil
    }

    /// The outer nil is a mistake.
    private func time(_ request: DistributionRequest, _ schema: TableSchema) -> String?? {
        let usual = "time"
        let isDay: (ColumnDescription) -> Bool = { [.date, .instant].contains($0.type) }
        let days = schema.columns.filter(isDay).map(\.name)
        guard let written = request.time else {
            if schema.opaqueColumns.contains(usual) { return nil }
            if days.contains(usual) { return .some(usual) }
            if periods.period.start == nil { return .some(nil) }
            collector.add(
                AggregationDiagnostics.distributionTime(request.key, found: nil, table: schema.name, days: days))
            return nil
        }
        if schema.opaqueColumns.contains(written.text) { return nil }
        guard schema.type(of: written.text) != nil else {
            collector.add(
                StagesDiagnostics.unknownColumn(written, table: schema.name, known: schema.columnNames))
            return nil
        }
        if days.contains(written.text) { return .some(written.text) }
        collector.add(
            AggregationDiagnostics.distributionTime(request.key, found: written, table: schema.name, days: days))
        return nil
    }

    /// The outer nil is a mistake.
    private func segment(_ request: DistributionRequest, _ schema: TableSchema) -> String?? {
        guard let written = request.segment else { return .some(nil) }
        guard let known = segments[written.text] else {
            collector.add(AggregationDiagnostics.unknownSegment(written, known: segments.map(\.key)))
            return nil
        }
        if known.isOpaque { return nil }
        if known.tables.contains(schema.name) { return .some(written.text) }
        collector.add(
            AggregationDiagnostics.segmentOutOfReach(
                written, table: schema.name,
                usable: segments.filter { $0.tables.contains(schema.name) }.map(\.key)))
        return nil
    }

    private func unit(of formula: BoundFormula, _ schema: TableSchema) -> MetricUnit {
        if formula.type == .duration { return .seconds }
        if case .known(let dimension) = formula.dimension(in: schema), let currency = dimension.currency {
            return .currency(currency)
        }
        return .number
    }
}

extension DistributionRequest {
    /// The columns of its table that must be read, and those of other tables that links must bring.
    ///
    /// - Parameter tables: the name and kind of each table.
    func columns(_ tables: [(name: String, kind: String?)]) -> [ColumnReference] {
        let named = tables.filter { $0.name == table.text }
        return (named.isEmpty ? tables.filter { $0.kind == table.text } : named).flatMap { found in
            let own = SourceText(found.name, start: table.start)
            let times = [time ?? SourceText("time", start: key.start)]
            return formulas.flatMap { $0.columns(of: own) }
                + times.map { ColumnReference(table: own, column: $0) }
        }
    }
}
