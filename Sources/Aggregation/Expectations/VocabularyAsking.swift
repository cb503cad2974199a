// Finds what a metric asks of the columns of its table: by the words, scores, texts and labels that its formulas compare them with.

import Diagnostics
import Expressions
import Tabular

extension VocabularyCheck {
    /// What a metric asks of the columns and segments of its table's scope.
    static func checks(
        of metric: ResolvedMetric, columns: [ColumnDescription], segments: [String]
    ) -> [VocabularyCheck] {
        let unchecked = Set(metric.definition.unchecked.map(\.text))
        var checks: [VocabularyCheck] = []
        func position(_ name: String) -> Int? {
            unchecked.contains(name) ? nil : columns.firstIndex { $0.name == name }
        }
        func add(_ subject: Subject, at place: SourceLocation) {
            if checks.contains(where: { $0.subject == subject }) { return }
            var check = VocabularyCheck(subject: subject, place: place, metrics: [metric.key])
            if case .scores = subject {
                let names = metric.definition.parameters.map(\.name.text)
                let ends = ["worst", "best"]
                if ends.allSatisfy(names.contains) { check.cuts[metric.key] = names.filter { !ends.contains($0) } }
            }
            checks.append(check)
        }
        for formula in metric.definition.formulas {
            let compared = formula.expression.comparedTexts(parameters: metric.constants)
            guard formula.isBuiltIn else {
                for comparison in compared {
                    if let column = position(comparison.column.text) {
                        guard columns[column].type == .text else { continue }
                        add(.text(column: column, comparison), at: comparison.text.start)
                    } else if let segment = segments.firstIndex(of: comparison.column.text),
                        !unchecked.contains(comparison.column.text)
                    {
                        add(.label(segment: segment, comparison), at: comparison.text.start)
                    }
                }
                for flag in formula.expression.comparedFlags {
                    guard let column = position(flag.column.text), columns[column].type == .flag else { continue }
                    add(.flag(column: column, flag), at: flag.column.start)
                }
                continue
            }
            guard let kind = metric.definition.builtInKind else { continue }
            for comparison in compared where comparison.isWhole {
                guard let column = position(comparison.column.text),
                    CanonicalColumn.of(kind: kind, column: comparison.column.text)?.words.isEmpty == false
                else { continue }
                add(.words(column: column, name: comparison.column.text, kind: kind), at: metric.place)
            }
            for name in formula.expression.columnNames {
                guard let column = position(name.text),
                    CanonicalColumn.of(kind: kind, column: name.text)?.isInEveryRow == true
                else { continue }
                add(.cells(column: column, name: name.text, kind: kind), at: metric.place)
            }
            for name in formula.expression.columnNames {
                guard let column = position(name.text), columns[column].type == .duration,
                    case .length? = CanonicalColumn.of(kind: kind, column: name.text)?.need
                else { continue }
                add(.lengths(column: column), at: metric.place)
            }
            if let (later, earlier) = formula.expression.momentsInOrder, let later = position(later),
                let earlier = position(earlier), columns[later].type.isMoment, columns[earlier].type.isMoment
            {
                add(.order(later: later, earlier: earlier), at: metric.place)
            }
            for scale in formula.expression.scales(parameters: metric.constants) {
                guard let column = position(scale.column), columns[column].type.isNumeric else { continue }
                add(.scores(column: column, low: scale.low, high: scale.high), at: metric.place)
            }
        }
        if let order = metric.definition.orderColumns.first.flatMap(position) {
            for formula in metric.definition.formulas {
                for name in formula.expression.columnNames {
                    guard let column = position(name.text), columns[column].type.isNumeric else { continue }
                    add(.amounts(column: column, order: order), at: metric.place)
                }
            }
        }
        if case .rows(let kind, let formula?)? = metric.definition.computation, let scale = kind.traits.scale,
            let name = formula.expression.singleColumn, let column = position(name.text), columns[column].type.isNumeric
        {
            add(
                .scores(column: column, low: scale.lowerBound, high: scale.upperBound),
                at: formula.isBuiltIn ? metric.place : name.start)
        }
        return checks
    }
}

extension MetricDefinition {
    /// The column that tells which rows are one order, where a built-in metric adds up amounts of its rows.
    var orderColumns: [String] {
        guard builtInKind == "sales", case .rows(let kind, _)? = computation, kind.traits.addsUpValues else {
            return []
        }
        return ["order_id"]
    }
}

extension ColumnType {
    fileprivate var isMoment: Bool { self == .instant || self == .date }
}
