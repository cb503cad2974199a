// Puts the values of `--set KEY=VALUE` and `set:` in the place of `${KEY}` everywhere in a pipeline file.

import Diagnostics
import Foundation
import Stages

/// The values that a pipeline file takes from outside.
package struct Variables: Sendable {
    package var values: [String: String]
    /// The keys whose values were given on the command line: as the beginning of a path they are relative to the shell's folder.
    package var given: Set<String>

    package init(_ values: [String: String], given: Set<String> = []) {
        self.values = values
        self.given = given
    }

    /// What a text of the pipeline file is.
    private enum Meaning {
        case text, pattern, folder
    }

    /// The tree of a whole pipeline file with every `${name}` replaced; an unknown name is reported.
    ///
    /// The paths in it, `output`, `exports` and the files of tables, are told from other texts: the value of a name that begins one must
    /// not be empty, for the path would then begin at the root folder.
    package func substituted(inFile tree: OptionNode, collector: DiagnosticCollector) -> OptionNode {
        substituted(in: tree, collector: collector) { file in
            switch file.key {
            case PipelineKeys.output.word, PipelineKeys.exports.word:
                substituted(in: file.value, as: .folder, collector: collector)
            // What stands there is data.
            case PipelineKeys.tests.word: file.value
            case PipelineKeys.calendar.word:
                substituted(in: file.value, collector: collector) { option in
                    substituted(
                        in: option.value, as: option.key == "holidays" ? .folder : .text, collector: collector)
                }
            case PipelineKeys.ingest.word:
                substituted(in: file.value, collector: collector) { table in
                    if case .mapping = table.value.content {
                        substituted(in: table.value, collector: collector) { option in
                            substituted(
                                in: option.value, as: option.key == "files" ? .pattern : .text, collector: collector)
                        }
                    } else {
                        substituted(in: table.value, as: .pattern, collector: collector)
                    }
                }
            default: substituted(in: file.value, collector: collector)
            }
        }
    }

    /// A mapping with every value put through `change`; what is none is put through as usual.
    private func substituted(
        in node: OptionNode, collector: DiagnosticCollector, change: (OptionNode.Entry) -> OptionNode
    ) -> OptionNode {
        guard case .mapping(let entries) = node.content else { return substituted(in: node, collector: collector) }
        var node = node
        node.content = .mapping(
            entries.map { entry in
                var entry = entry
                entry.value = change(entry)
                return entry
            })
        return node
    }

    /// The tree with every `${name}` replaced; an unknown name is reported.
    ///
    /// - Parameter meaning: what its texts are.
    private func substituted(
        in node: OptionNode, as meaning: Meaning = .text, collector: DiagnosticCollector
    ) -> OptionNode {
        var node = node
        switch node.content {
        case .empty: break
        case .scalar(let text):
            let source = SourceText(text, start: node.location)
            node.content = .scalar(substituted(in: source, as: meaning, collector: collector))
        case .list(let items):
            node.content = .list(items.map { substituted(in: $0, as: meaning, collector: collector) })
        case .mapping:
            return substituted(in: node, collector: collector) { entry in
                substituted(in: entry.value, collector: collector)
            }
        }
        return node
    }

    /// The names that a tree mentions as `${name}`.
    package static func names(in node: OptionNode) -> Set<String> {
        switch node.content {
        case .empty: return []
        case .scalar(let text):
            var names: Set<String> = []
            for part in text.split(separator: "${", omittingEmptySubsequences: false).dropFirst() {
                if let end = part.firstIndex(of: "}") { names.insert(String(part[..<end])) }
            }
            return names
        case .list(let items): return items.reduce(into: []) { $0.formUnion(names(in: $1)) }
        case .mapping(let entries): return entries.reduce(into: []) { $0.formUnion(names(in: $1.value)) }
        }
    }

    private func substituted(
        in source: SourceText, as meaning: Meaning, collector: DiagnosticCollector
    ) -> String {
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
            let offset = source.text.unicodeScalars.distance(from: source.text.startIndex, to: opening.lowerBound)
            if let value = values[name] {
                if meaning != .text, result.isEmpty {
                    result += pathStart(
                        value, of: name, meaning, at: source.location(at: offset), collector: collector)
                } else {
                    result += value
                }
            } else {
                collector.add(
                    PipelinesDiagnostics.unknownVariable(
                        name, at: source.location(at: offset), known: Array(values.keys)))
                result += "${\(name)}"
            }
            rest = after[after.index(after: closing)...]
        }
        return result + rest
    }

    /// What a path begins with: never nothing, and the shell's folder in front of what the command line gave.
    private func pathStart(
        _ value: String, of name: String, _ meaning: Meaning, at location: SourceLocation,
        collector: DiagnosticCollector
    ) -> String {
        if value.allSatisfy(\.isWhitespace) {
            collector.add(PipelinesDiagnostics.emptyPathStart(name, at: location))
            return "."
        }
        guard given.contains(name), !value.hasPrefix("/"), let here = getcwd(nil, 0) else { return value }
        defer { free(here) }
        var folder = String(cString: here)
        // In a pattern, the signs of the folder's own name stand for themselves.
        if meaning == .pattern { folder = folder.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined() }
        return (folder == "/" ? "" : folder) + "/" + value
    }
}
