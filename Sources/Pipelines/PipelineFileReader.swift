// Reads YAML into option nodes that know their line and column; the only room that knows YAML.

import Diagnostics
import Stages
import Yams

/// Turns the text of a pipeline file into an ``OptionNode`` tree.
///
/// A repeated key is reported with its place and left out; reading goes on, so that all repeated keys are told at once.
package struct PipelineFileReader {
    private let file: String
    private let collector: DiagnosticCollector
    /// Stand-ins for repeated keys, and the keys they stand for.
    private var standIns: [String: String] = [:]

    private init(file: String, collector: DiagnosticCollector) {
        self.file = file
        self.collector = collector
    }

    /// The root of the file, or nil when it is not YAML at all (reported with its place).
    package static func read(_ text: String, file: String, collector: DiagnosticCollector) -> OptionNode? {
        var reader = PipelineFileReader(file: file, collector: collector)
        return reader.root(of: text)
    }

    private mutating func root(of text: String) -> OptionNode? {
        if let line = Self.lineNestedTooDeep(in: text) {
            collector.add(PipelinesDiagnostics.nestedTooDeep(at: SourceLocation(file: file, line: line, column: 1)))
            return nil
        }
        var text = text
        for attempt in 0..<Self.mostRepeatedKeys {
            do {
                // The basic resolver leaves every scalar a text. The usual one matches each against regular expressions to find
                // numbers and dates, which nobody here asks for: 3.5 % of a small run.
                guard let root = try Yams.compose(yaml: text, .basic) else {
                    return OptionNode(.empty, at: SourceLocation(file: file, line: 1, column: 1))
                }
                return node(from: root)
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                guard let key = keys.first,
                    let changed = replacing(key, at: context.mark, in: text, number: attempt)
                else { break }
                text = changed
            } catch let error as YamlError {
                collector.add(diagnostic(for: error))
                return nil
            } catch {
                collector.add(PipelinesDiagnostics.notYAML(detail: "\(error)", at: SourceLocation(file: file)))
                return nil
            }
        }
        collector.add(PipelinesDiagnostics.tooManyRepeatedKeys(at: SourceLocation(file: file)))
        return nil
    }

    // MARK: Nodes

    private func node(from yaml: Yams.Node) -> OptionNode {
        switch yaml {
        case .scalar(let scalar):
            let isQuoted = scalar.style == .doubleQuoted || scalar.style == .singleQuoted
            let place = location(scalar.mark, shifted: isQuoted ? 1 : 0)
            if !isQuoted, scalar.style == .plain || scalar.style == .any, ["", "~", "null"].contains(scalar.string) {
                return OptionNode(.empty, at: place)
            }
            return OptionNode(.scalar(scalar.string), at: place, isQuoted: isQuoted)
        case .sequence(let sequence):
            return OptionNode(.list(sequence.map { node(from: $0) }), at: location(sequence.mark))
        case .mapping(let mapping):
            return OptionNode(.mapping(entries(of: mapping)), at: location(mapping.mark))
        case .alias(let alias):
            return OptionNode(.empty, at: location(alias.mark))
        }
    }

    private func entries(of mapping: Yams.Node.Mapping) -> [OptionNode.Entry] {
        var entries: [OptionNode.Entry] = []
        for (key, value) in mapping {
            let place = location(key.mark)
            guard let written = key.scalar?.string else {
                collector.add(PipelinesDiagnostics.keyIsNotText(at: place))
                continue
            }
            let name = standIns[written] ?? written
            if let first = entries.first(where: { $0.key == name }) {
                collector.add(PipelinesDiagnostics.repeatedKey(name, firstAt: first.keyLocation, at: place))
                continue
            }
            entries.append(OptionNode.Entry(key: name, keyLocation: place, value: node(from: value)))
        }
        return entries
    }

    private func location(_ mark: Mark?, shifted shift: Int = 0) -> SourceLocation {
        SourceLocation(file: file, line: mark?.line, column: mark.map { $0.column + shift })
    }

    // MARK: Repeated keys

    /// The YAML library refuses a mapping with a repeated key and tells only of one. So the key is replaced by a
    /// stand-in of the same length, which keeps every place, and the text is read again.
    private mutating func replacing(_ key: String, at mark: Mark, in text: String, number: Int) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
        guard lines.indices.contains(mark.line - 1), let privateUse = Unicode.Scalar(0xE000 + UInt32(number)) else {
            return nil
        }
        let length = key.unicodeScalars.count
        var start = mark.column - 1
        let line = lines[mark.line - 1]
        if start < line.count, line[start] == "'" || line[start] == "\"" { start += 1 }
        guard start + length <= line.count, length > 0,
            String(String.UnicodeScalarView(line[start..<start + length])) == key
        else { return nil }
        let standIn = [Unicode.Scalar](repeating: privateUse, count: length)
        standIns[String(String.UnicodeScalarView(standIn))] = standIns[key] ?? key
        lines[mark.line - 1].replaceSubrange(start..<start + length, with: standIn)
        return lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
    }

    private static let mostRepeatedKeys = 200

    // MARK: What is not YAML

    private func diagnostic(for error: YamlError) -> Diagnostic {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return PipelinesDiagnostics.notYAML(detail: problem, at: location(mark))
        case .reader(let problem, let offset, _, _):
            return PipelinesDiagnostics.notYAML(
                detail: problem, at: SourceLocation(file: file, line: nil, column: nil, byte: offset))
        default:
            return PipelinesDiagnostics.notYAML(detail: "\(error)", at: SourceLocation(file: file))
        }
    }

    /// The first line whose nesting would be deeper than any sensible pipeline, which could exhaust the stack.
    private static func lineNestedTooDeep(in text: String) -> Int? {
        var open = 0
        for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            var dashes = 0
            for byte in line {
                switch byte {
                case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
                case UInt8(ascii: "-"), UInt8(ascii: "?"): dashes += 1
                default: break
                }
            }
            let indentation = line.prefix { $0 == 0x20 }.count
            if open > 100 || dashes > 500 || indentation > 400 { return index + 1 }
        }
        return nil
    }
}
