// Puts the values of `--set KEY=VALUE` and `set:` in the place of `${KEY}` everywhere in a pipeline file.

import Diagnostics
import Stages

/// The values that a pipeline file takes from outside.
package struct Variables: Sendable {
    package var values: [String: String]

    package init(_ values: [String: String]) { self.values = values }

    /// The tree with every `${name}` replaced; an unknown name is reported.
    package func substituted(in node: OptionNode, collector: DiagnosticCollector) -> OptionNode {
        var node = node
        switch node.content {
        case .empty: break
        case .scalar(let text):
            node.content = .scalar(substituted(in: SourceText(text, start: node.location), collector: collector))
        case .list(let items):
            node.content = .list(items.map { substituted(in: $0, collector: collector) })
        case .mapping(let entries):
            node.content = .mapping(
                entries.map { entry in
                    var entry = entry
                    entry.value = substituted(in: entry.value, collector: collector)
                    return entry
                })
        }
        return node
    }

    private func substituted(in source: SourceText, collector: DiagnosticCollector) -> String {
        guard source.text.contains("${") else { return source.text }
        var result = ""
        var rest = Substring(source.text)
        while let opening = rest.firstRange(of: "${") {
            result += rest[..<opening.lowerBound]
            let after = rest[opening.upperBound...]
            guard let closing = after.firstIndex(of: "}") else {
                result += rest[opening.lowerBound...]
                return result
            }
            let name = String(after[..<closing])
            if let value = values[name] {
                result += value
            } else {
                let offset = source.text.unicodeScalars.distance(from: source.text.startIndex, to: opening.lowerBound)
                collector.add(
                    PipelinesDiagnostics.unknownVariable(
                        name, at: source.location(at: offset), known: Array(values.keys)))
                result += "${\(name)}"
            }
            rest = after[after.index(after: closing)...]
        }
        return result + rest
    }
}
