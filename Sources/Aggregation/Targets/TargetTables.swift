// The tables of targets: which there are, and which of their columns say what.

import Diagnostics
import Stages
import Tabular

/// What a column of a table of targets says, by the names that it may have.
enum TargetField: String, CaseIterable, Sendable {
    case metric, scope, entity, period, start, end, mode, value, baseline, owner

    /// Its key, then its Chinese names.
    var names: [String] {
        switch self {
        case .metric: [rawValue, "指标"]
        case .scope: [rawValue, "范围"]
        case .entity: [rawValue, "对象"]
        case .period: [rawValue, "周期", "目标期"]
        case .start: [rawValue, "开始日期", "开始"]
        case .end: [rawValue, "结束日期", "结束"]
        case .mode: [rawValue, "方式"]
        case .value: [rawValue, "目标值"]
        case .baseline: [rawValue, "基线"]
        case .owner: [rawValue, "负责人"]
        }
    }

    static let needed = [metric, mode, value]

    /// All names of all columns.
    static let allNames = Set(allCases.flatMap(\.names))
}

/// Finds the tables that hold targets.
struct TargetTables {
    static let kind = "targets"

    let schemas: [TableSchema]
    let collector: DiagnosticCollector

    /// Those that are named, which must be fit; else those of kind `targets` that are.
    func tables(_ named: [SourceText]) -> [String] {
        if named.isEmpty {
            return schemas.filter { $0.kind == Self.kind && !$0.isOpaque && lacking(in: $0).isEmpty }.map(\.name)
        }
        var found: [String] = []
        for name in named {
            guard let schema = schemas[name.text] else {
                collector.add(StagesDiagnostics.unknownTable(name, known: schemas.map(\.name)))
                continue
            }
            if schema.isOpaque || !schema.opaqueColumns.isDisjoint(with: TargetField.allNames) { continue }
            let lacking = lacking(in: schema)
            if !lacking.isEmpty {
                collector.add(AggregationDiagnostics.noTargetTable(name, lacking: lacking.map(\.rawValue)))
            } else if !found.contains(name.text) {
                found.append(name.text)
            }
        }
        return found
    }

    private func lacking(in schema: TableSchema) -> [TargetField] {
        TargetField.needed.filter { field in !field.names.contains { schema.type(of: $0) != nil } }
    }
}

extension AggregationOptions {
    /// The columns of tables that may hold targets, by table name.
    func targetColumns(_ tables: [(name: String, kind: String?)]) -> [String: Set<String>] {
        let names =
            targetTables.isEmpty
            ? tables.filter { $0.kind == TargetTables.kind }.map(\.name) : targetTables.map(\.text)
        return Dictionary(names.map { ($0, TargetField.allNames) }, uniquingKeysWith: { first, _ in first })
    }
}
