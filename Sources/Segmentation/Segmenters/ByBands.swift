// `bands`: numbers, lengths of time or days cut into bands at given edges.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Divides rows by the band in which a number, a length of time or a day lies.
///
///     wait_band: { bands: wait, of: calls, edges: [10 s, 20 s, 60 s] }
///     age:       { bands: age, of: customers, edges: [18, 35, 60], labels: [minor, young, middle, senior] }
///
/// | wait      | wait_band |
/// |-----------|-----------|
/// | 9.9 s     | <10 s     |
/// | 10 s      | 10 s–20 s |
/// | 75 s      | ≥60 s     |
/// | (missing) | unknown   |
///
/// - Bounds: a band holds its lower edge and not its upper one.
/// - Shape: labels in ascending order of the bands; there is one more band than edges.
/// - Missing: `unknown`. So is a real that is not a number.
package struct ByBands: Segmenter {
    package static let declaration = OptionKey(
        "bands", .formula, isRequired: true,
        help: Wording(
            en: "by the band in which a number, a length of time or a day lies", zh: "按数字、时长或日期所在的区间划分"))
    package static let furtherKeys = [SegmentKeys.table, edges, labels]

    static let edges = OptionKey(
        "edges", .oneOrMore(.text), isRequired: true,
        help: Wording(
            en: "where bands begin and end, ascending, of the formula's type; a band holds its lower edge",
            zh: "分界值，由小到大，类型与公式相同；区间含下界"))
    static let labels = OptionKey(
        "labels", .list(.wording),
        help: Wording(
            en: "the names of the bands, one more than edges; their edges unless said", zh: "各区间的名称，比分界多一个，默认由分界构成"))

    package let identity: SegmentIdentity
    fileprivate let table: SourceText
    fileprivate let formula: Expression
    private let edgeTexts: [SourceText]
    fileprivate let labels: [SegmentLabel]

    package init?(_ reader: OptionReader, of identity: SegmentIdentity) {
        self.identity = identity
        let table = reader.text(SegmentKeys.table)
        let formula = reader.expression(Self.declaration)
        let edges = reader.texts(Self.edges)
        if let edges, edges.isEmpty, let node = reader.node(Self.edges) {
            reader.collector.add(SegmentationDiagnostics.emptyList("edges", at: node.location))
        }
        let named = reader.labelList(Self.labels, of: identity)
        if let named, let edges, named.count != edges.count + 1, let node = reader.node(Self.labels) {
            reader.collector.add(
                SegmentationDiagnostics.labelCount(
                    of: identity, expected: edges.count + 1, found: named.count, at: node.location))
        }
        guard let formula, let table, let edges, !edges.isEmpty else { return nil }
        self.table = table
        self.formula = formula
        edgeTexts = edges
        labels = named?.count == edges.count + 1 ? named ?? [] : Self.labels(between: edges.map(\.text))
    }

    private static func labels(between edges: [String]) -> [SegmentLabel] {
        guard let first = edges.first, let last = edges.last else { return [] }
        let inner = zip(edges, edges.dropFirst()).map { SegmentLabel(key: "\($0)–\($1)") }
        return [SegmentLabel(key: "<\(first)")] + inner + [SegmentLabel(key: "≥\(last)")]
    }

    package var mentionedColumns: [ColumnReference] { formula.columns(of: table) }
    package var labelKeys: [String]? { labels.map(\.key) }
    package var line: Wording {
        let (source, edges) = (formula.source.text, edgeTexts.map(\.text))
        return Wording(
            en: "bands of \(source) of \(table.text), cut at \(edges.joined(separator: ", "))",
            zh: "\(table.text) 的 \(source) 按 \(edges.joined(separator: "、")) 分段")
    }

    package func prepared(in scope: SegmentScope) -> PreparedByBands? {
        guard let formula = scope.bound(formula, to: table) else { return nil }
        switch formula.type {
        case .integer, .decimal, .real, .duration, .date: break
        case .text, .flag, .instant:
            scope.collector.add(
                SegmentationDiagnostics.wrongType(
                    of: Wording("'bands'"),
                    expected: Wording(en: "a number, a length of time or a day", zh: "数字、时长或日期"), found: formula.type,
                    at: formula.expression.source.start))
            return nil
        }
        guard let edges = edges(of: formula.type, scope.collector) else { return nil }
        return PreparedByBands(segmenter: self, formula: formula, edges: edges)
    }

    /// The edges as constants that values of `type` can be compared with; nil after a mistake.
    private func edges(of type: ColumnType, _ collector: DiagnosticCollector) -> [Constant]? {
        var edges: [Constant] = []
        var isRight = true
        for text in edgeTexts {
            guard let edge = Expression(text, collector: collector) else {
                isRight = false
                continue
            }
            let isNumber = type.isNumeric && [.integer, .decimal, .real].contains(edge.constant?.type)
            guard let constant = edge.constant, isNumber || constant.type == type else {
                collector.add(
                    StagesDiagnostics.wrongValue(
                        of: Wording("'edges'"),
                        expected: Wording(
                            en: "values of type \(type.rawValue), like the formula", zh: "与公式同为 \(type.rawValue) 类型的值"),
                        found: text))
                isRight = false
                continue
            }
            if let earlier = edges.last, !BandEdges.precedes(earlier, constant) {
                collector.add(
                    SegmentationDiagnostics.notAscending(
                        "edges", of: identity, text, after: edgeTexts[edges.count - 1]))
                isRight = false
            }
            edges.append(constant)
        }
        return isRight ? edges : nil
    }
}

/// The segmenter with its formula bound to the table, and edges that its values can be compared with.
package struct PreparedByBands: PreparedSegmenter {
    package let segmenter: ByBands
    fileprivate let formula: BoundFormula
    /// Of the formula's type.
    fileprivate let edges: [Constant]

    package var homes: [String] { [segmenter.table.text] }

    package func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division {
        let table = try work.table(segmenter.table.text)
        work.tellNeverSeen(formula, in: table, by: segmenter.identity)
        let edges = edges
        let ready = try formula.ready(for: table, work.stage)
        let chunks = parallelMap(table.chunks, jobs: work.stage.jobs) { chunk in
            SmallNumbers(BandEdges.bands(of: ready.values(chunk), edges: edges, unknown: UInt32(edges.count + 1)))
        }
        return Division(labels: segmenter.labels + [.unknown], numbers: [table.name: SegmentNumbers(chunks: chunks)])
    }

    package func sql(_ scope: SegmentSQLScope) throws(DiagnosedFailure) -> SegmentSQL {
        let (home, dialect) = (segmenter.table.text, scope.dialect)
        let value = try scope.sql(formula, of: home)
        // A real that is not a number is in no band.
        var cases = formula.type == .real ? ["WHEN isnan(\(value)) THEN \(scope.unknown)"] : []
        for (edge, label) in zip(edges, segmenter.labels) {
            cases.append("WHEN \(value) < \(dialect.literal(edge)) THEN \(dialect.text(label.key))")
        }
        if let last = segmenter.labels.last { cases.append("WHEN \(value) IS NOT NULL THEN \(dialect.text(last.key))") }
        return .expressions([home: "CASE \(cases.joined(separator: " ")) ELSE \(scope.unknown) END"])
    }
}

/// Finds the band of every value of a column.
enum BandEdges {
    static func precedes(_ left: Constant, _ right: Constant) -> Bool {
        if let first = exact(left), let second = exact(right) { return first < second }
        return (left.realValue ?? .nan) < (right.realValue ?? .nan)
    }

    /// For every row the number of edges that its value reaches.
    static func bands(of column: Column, edges: [Constant], unknown: UInt32) -> [UInt32] {
        let presence = column.presence
        switch column {
        case .integer(let column), .duration(let column):
            return bands(column.values, presence, thresholds: edges.map { threshold($0, scale: 0) }, unknown)
        case .date(let column):
            return bands(
                column.values.map { Int64($0) }, presence, thresholds: edges.map { threshold($0, scale: 0) }, unknown)
        case .decimal(let column):
            let thresholds = edges.map { threshold($0, scale: column.scale) }
            return bands(column.units.values, presence, thresholds: thresholds, unknown)
        case .real(let column):
            let thresholds = edges.map { $0.realValue ?? .nan }
            return bands(column.values, presence, thresholds: thresholds, unknown)
        case .text, .flag, .instant:
            return [UInt32](repeating: unknown, count: column.count)
        }
    }

    private static func bands<Value: Comparable>(
        _ values: [Value], _ presence: Presence, thresholds: [Value], _ unknown: UInt32
    ) -> [UInt32] {
        var bands = [UInt32](repeating: unknown, count: values.count)
        for row in values.indices where presence[row] {
            let value = values[row]
            // A real that is not a number does not even equal itself.
            guard value == value else { continue }
            var band: UInt32 = 0
            for threshold in thresholds where value >= threshold { band &+= 1 }
            bands[row] = band
        }
        return bands
    }

    /// The least whole number of 10⁻ˢ units that reaches the edge.
    private static func threshold(_ edge: Constant, scale: Int) -> Int64 {
        guard let exact = exact(edge) else {
            // A real edge of exact values: 1e3.
            let scaled = ((edge.realValue ?? .infinity) * ExactDecimal.doublePower(scale)).rounded(.up)
            return Int64(exactly: scaled) ?? (scaled < 0 ? .min : .max)
        }
        if let same = exact.rescaled(to: scale) { return Int64(clamping: same.units) }
        guard exact.scale > scale, let factor = ExactDecimal.powerOfTen(exact.scale - scale) else {
            return exact.units < 0 ? .min : .max
        }
        let quotient = exact.units / factor
        return Int64(clamping: exact.units > 0 && exact.units % factor != 0 ? quotient + 1 : quotient)
    }

    private static func exact(_ constant: Constant) -> ExactDecimal? {
        switch constant {
        case .integer(let value), .duration(let value): ExactDecimal(units: Int128(value), scale: 0)
        case .decimal(let units, let scale): ExactDecimal(units: Int128(units), scale: scale)
        case .date(let day): ExactDecimal(units: Int128(day), scale: 0)
        case .text, .real, .flag, .instant: nil
        }
    }
}

extension ExactDecimal {
    fileprivate static func doublePower(_ exponent: Int) -> Double {
        powerOfTen(exponent).map { Double($0) } ?? .infinity
    }
}
