// Checks that every name in the formulas of a metric is a column or a segment of its table, and every label one of its segment.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The names that formulas over one table may mention.
struct NameChecking {
    let schema: TableSchema
    let segments: [SegmentSchema]
    /// The names of all tables.
    let tables: [String]
    /// The keys of the segments that divide the table.
    let usable: [String]
    let collector: DiagnosticCollector

    init(schema: TableSchema, segments: [SegmentSchema], tables: [String], collector: DiagnosticCollector) {
        self.schema = schema
        self.segments = segments
        self.tables = tables
        usable = segments.filter { $0.tables.contains(schema.name) }.map(\.key)
        self.collector = collector
    }

    /// Tells of every name that is neither a column nor a usable segment: those of built-in formulas in one sentence.
    func areKnown(in metric: ResolvedMetric, _ unfit: inout UnfitColumns) -> Bool {
        var names: [(name: SourceText, isBuiltIn: Bool)] = []
        for formula in metric.definition.formulas {
            names += formula.expression.columnNames.map { ($0, formula.isBuiltIn) }
        }
        let moments = [metric.definition.time, metric.definition.attribution.until].compactMap { $0 }
        names += moments.map { ($0, metric.definition.isBuiltIn) }
        for need in metric.definition.needs { names.append((need, true)) }
        let bare = bareWords(of: metric)
        var needed: [String] = []
        var absent: [String] = []
        var isRight = true
        for (name, isBuiltIn) in names {
            if isBuiltIn, !needed.contains(name.text) { needed.append(name.text) }
            // A segment is no moment: what says when a row counts is a column.
            let isTime = moments.contains { $0.start == name.start && $0.text == name.text }
            let isColumn = schema.type(of: name.text) != nil
            if isTime && schema.linkedColumns.contains(name.text) || isTime && !isColumn && isOfAnotherTable(name) {
                isRight = false
                collector.add(AggregationDiagnostics.timeOfAnotherTable(name, table: schema.name))
                continue
            }
            if isColumn || (!isTime && usable.contains(name.text)) { continue }
            isRight = false
            if segments[name.text]?.isOpaque == true || schema.opaqueColumns.contains(name.text) { continue }
            if isBuiltIn || metric.inherits(name) {
                if !absent.contains(name.text) { absent.append(name.text) }
            } else if bare.contains(name.text) {
                collector.add(ExpressionsDiagnostics.bareWord(name, table: schema.name))
            } else if segments[name.text] != nil, !isTime {
                collector.add(AggregationDiagnostics.segmentOutOfReach(name, table: schema.name, usable: usable))
            } else {
                collector.add(
                    StagesDiagnostics.unknownColumn(
                        name, table: schema.name, known: schema.ownColumns.map(\.name) + (isTime ? [] : usable)))
            }
        }
        if !absent.isEmpty { unfit.addAbsent(absent, needed: needed, by: metric, in: schema) }
        return isRight
    }

    /// Whether a name is written as a column of another table.
    private func isOfAnotherTable(_ name: SourceText) -> Bool {
        ColumnReference(name).map { tables.contains($0.table.text) } ?? false
    }

    /// Names in the user's formulas that are texts without their quotes.
    private func bareWords(of metric: ResolvedMetric) -> Set<String> {
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

    /// Whether every label that the user's conditions name is one that its segment has, as far as that is known before data.
    func areLabelsKnown(in metric: ResolvedMetric) -> Bool {
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
}
