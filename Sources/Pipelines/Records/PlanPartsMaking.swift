// Takes the fingerprints of a plan's parts: of what is written, and of what metrics are computed from.

import Aggregation
import Diagnostics
import Ingestion
import Rendering
import Segmentation
import Stages

extension PlanParts {
    init(of plan: PipelinePlan) {
        let root = plan.file.root
        let aggregate = root["aggregate"]
        suppressBelow = plan.rendering.suppressBelow
        settings = Self.fingerprint(
            ["timezone", "currency", "overflow", "text_limit", "open"].map { root[$0]?.written ?? "" }
                .joined(separator: "\n"))
        period = Self.fingerprint(root["period"]?.written ?? "")
        breakdowns = Self.fingerprint(aggregate?["by"]?.written ?? "")
        targets = Self.fingerprint(aggregate?["targets"]?.written ?? "")
        links = Self.fingerprint(root["link"]?.written ?? "")
        ingestion = Self.fingerprints(of: root["ingest"], without: ["files"])
        cleaning = Self.fingerprints(of: plan.file.cleanNode)
        let graph = plan.segmentation.links
        segments = [:]
        for segment in plan.segmentation.segments {
            let mentioned = segment.source.mentionedColumns.map(\.table.text)
            let linked = segment.firstSteps.values.map { graph.links[$0].toTable }
            segments[segment.schema.key] = Part(
                fingerprint: Self.fingerprint(root["segment"]?[segment.schema.key]?.written ?? ""),
                tables: Set(mentioned + linked + segment.segmenter.homes).sorted())
        }
        metrics = [:]
        for basis in plan.aggregation.bases {
            let linked = plan.segmentation.linked.filter { basis.tables.contains($0.table) }
                .map { graph.links[$0.link].toTable }
            metrics[basis.key] = Part(
                fingerprint: Self.fingerprint(basis.text), tables: Set(basis.tables + linked).sorted(),
                segments: basis.segments)
        }
    }

    private static func fingerprint(_ text: String) -> String {
        Array(text.utf8).withUnsafeBytes { Fingerprint.of($0).description }
    }

    /// By key of a mapping.
    private static func fingerprints(of node: OptionNode?, without left: Set<String> = []) -> [String: String] {
        guard case .mapping(let entries)? = node?.content else { return [:] }
        return entries.reduce(into: [:]) { fingerprints, entry in
            // A table of which nothing is written but its files.
            if case .scalar = entry.value.content, left.contains("files") {
                fingerprints[entry.key] = fingerprint("")
            } else {
                fingerprints[entry.key] = fingerprint(entry.value.written(without: left))
            }
        }
    }
}

extension OptionNode {
    /// The value of a key; nil where there is none.
    fileprivate subscript(key: String) -> OptionNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// What is written, the keys of mappings in an order of their own.
    fileprivate var written: String { written(without: []) }

    /// - Parameter left: keys of the outermost mapping that are left out.
    fileprivate func written(without left: Set<String>) -> String {
        switch content {
        case .empty: "~"
        case .scalar(let text): (isQuoted ? "q" : "s") + "\(text.utf8.count):\(text)"
        case .list(let items): "[\(items.map(\.written).joined(separator: ","))]"
        case .mapping(let entries):
            "{"
                + entries.filter { !left.contains($0.key) }
                .map { "\($0.key.utf8.count):\($0.key)=\($0.value.written)" }.sorted().joined(separator: ",") + "}"
        }
    }
}
