// Reads YAML into option nodes that know their line and column; the only room that knows YAML.

import Diagnostics
import Stages
import Yams

/// Turns the text of a pipeline file into an ``OptionNode`` tree.
///
/// A repeated key is reported with its place and left out; reading goes on, so that all repeated keys are told at once.
package struct OptionFileReader {
    private let file: String
    private let collector: DiagnosticCollector
    /// Stand-ins for repeated keys, and the keys they stand for.
    private var standIns: [String: String] = [:]
    /// How many values were read, aliases as often as they stand for one.
    private var values = 0

    /// What is read, with stand-ins for repeated keys.
    private var text: String
    /// Where brackets open, once somebody has asked; stand-ins leave every place as it is.
    private var brackets: Set<TextPlace>?

    private init(_ text: String, file: String, collector: DiagnosticCollector) {
        self.text = text
        self.file = file
        self.collector = collector
    }

    /// The root of the file, or nil when it is not YAML at all (reported with its place).
    package static func read(_ text: String, file: String, collector: DiagnosticCollector) -> OptionNode? {
        var reader = OptionFileReader(text, file: file, collector: collector)
        return reader.root()
    }

    private mutating func root() -> OptionNode? {
        // A large file that repeats many keys would be read too many times.
        let most = min(Self.mostRepeatedKeys, max(2, Self.mostBytesRead / max(1, text.utf8.count)))
        for attempt in 0..<most {
            do {
                // The basic resolver leaves every scalar a text. The usual one matches each against regular expressions to find
                // numbers and dates, which nobody here asks for.
                guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
                    return OptionNode(.empty, at: SourceLocation(file: file, line: 1, column: 1))
                }
                return try node(from: root, depth: 0)
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                guard let key = keys.first,
                    let changed = replacing(key, at: context.mark, in: text, number: attempt)
                else { break }
                text = changed
            } catch let error as YamlError {
                collector.add(diagnostic(for: error, in: text))
                return nil
            } catch Excess.depth(let mark) {
                collector.add(OptionFilesDiagnostics.nestedTooDeep(at: location(mark)))
                return nil
            } catch Excess.values(let mark) {
                collector.add(OptionFilesDiagnostics.tooManyValues(Self.mostValues, at: location(mark)))
                return nil
            } catch {
                collector.add(
                    OptionFilesDiagnostics.notYAML(
                        YAMLProblem("\(error)", line: ""), at: SourceLocation(file: file)))
                return nil
            }
        }
        collector.add(OptionFilesDiagnostics.tooManyRepeatedKeys(at: SourceLocation(file: file)))
        return nil
    }

    // MARK: Nodes

    /// More than any sensible pipeline holds; aliases may stand for far more than was written.
    private enum Excess: Error {
        case depth(Mark?)
        case values(Mark?)
    }

    private static let mostLevels = 100
    private static let mostValues = 50_000

    private mutating func node(from yaml: Yams.Node, depth: Int) throws -> OptionNode {
        guard depth <= Self.mostLevels else { throw Excess.depth(yaml.mark) }
        values += 1
        guard values <= Self.mostValues else { throw Excess.values(yaml.mark) }
        switch yaml {
        case .scalar(let scalar):
            let isQuoted = scalar.style == .doubleQuoted || scalar.style == .singleQuoted
            let place = location(scalar.mark, shifted: isQuoted ? 1 : 0)
            if !isQuoted, scalar.style == .plain || scalar.style == .any, ["", "~", "null"].contains(scalar.string) {
                return OptionNode(.empty, at: place)
            }
            return OptionNode(.scalar(scalar.string), at: place, isQuoted: isQuoted)
        case .sequence(let sequence):
            var items: [OptionNode] = []
            for item in sequence {
                if case .scalar(let scalar) = item, scalar.style == .plain, scalar.string.contains("，"),
                    isInBrackets(sequence)
                {
                    collector.add(OptionFilesDiagnostics.fullWidthComma(scalar.string, at: location(scalar.mark)))
                }
                items.append(try node(from: item, depth: depth + 1))
            }
            return OptionNode(.list(items), at: location(sequence.mark))
        case .mapping(let mapping):
            return OptionNode(.mapping(try entries(of: mapping, depth: depth)), at: location(mapping.mark))
        case .alias(let alias):
            return OptionNode(.empty, at: location(alias.mark))
        }
    }

    private mutating func entries(of mapping: Yams.Node.Mapping, depth: Int) throws -> [OptionNode.Entry] {
        var entries: [OptionNode.Entry] = []
        var places: [String: SourceLocation] = [:]
        for (key, value) in mapping {
            let place = location(key.mark)
            guard let written = key.scalar else {
                collector.add(OptionFilesDiagnostics.keyIsNotText(at: place))
                continue
            }
            let name = standIns[written.string] ?? written.string
            if let first = places[name] {
                collector.add(OptionFilesDiagnostics.repeatedKey(name, firstAt: first, at: place))
                continue
            }
            places[name] = place
            let entry = OptionNode.Entry(
                key: name, keyLocation: place, value: try node(from: value, depth: depth + 1))
            // Here it is known whether the key stands in quotes, where the colon is text.
            if written.style == .plain, let pair = entry.pairByFullWidthColon {
                collector.add(StagesDiagnostics.fullWidthColon(pair.key, pair.value, at: place))
                continue
            }
            if case .empty = entry.value.content, let last = entries.last, let begun = last.value.unclosedFormula {
                // One error, and nobody misses what was meant.
                let whole = begun + ", " + written.asWritten
                entries[entries.count - 1].value = OptionNode(.scalar(whole), at: last.value.location)
                if entries[entries.count - 1].value.unclosedFormula == nil {
                    collector.add(OptionFilesDiagnostics.commaInFormula(whole, at: last.value.location))
                }
                continue
            }
            entries.append(entry)
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
    private static let mostBytesRead = 1_500_000

    // MARK: What is not YAML

    private func diagnostic(for error: YamlError, in text: String) -> Diagnostic {
        func say(_ problem: String, _ mark: Mark) -> Diagnostic {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            if let found = FullWidthKey(in: lines, before: mark.line) {
                return StagesDiagnostics.fullWidthColon(
                    found.key, found.value, at: SourceLocation(file: file, line: found.line, column: found.column))
            }
            let line = lines.indices.contains(mark.line - 1) ? String(lines[mark.line - 1]) : ""
            return OptionFilesDiagnostics.notYAML(YAMLProblem(problem, line: line), at: location(mark))
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            if problem.contains("Maximum nesting level") {
                return OptionFilesDiagnostics.nestedTooDeep(at: location(mark))
            }
            return say(context?.text.contains("alias") == true ? "while scanning an alias" : problem, mark)
        case .reader(let problem, let offset, _, _):
            return OptionFilesDiagnostics.notYAML(
                YAMLProblem(problem, line: ""),
                at: OptionFileText.place(ofByte: offset ?? 0, in: Array(text.utf8), path: file))
        case .memory:
            // The library's stack of open levels is full.
            return OptionFilesDiagnostics.nestedTooDeep(at: SourceLocation(file: file))
        default:
            return OptionFilesDiagnostics.notYAML(YAMLProblem("\(error)", line: ""), at: SourceLocation(file: file))
        }
    }

    // MARK: Lists in brackets

    /// A place as the library counts: by scalars, from 1.
    private struct TextPlace: Hashable {
        var line: Int
        var column: Int
    }

    /// The library does not tell lists in brackets from others.
    private mutating func isInBrackets(_ sequence: Yams.Node.Sequence) -> Bool {
        guard let mark = sequence.mark else { return false }
        let known = brackets ?? Self.brackets(of: text)
        brackets = known
        return known.contains(TextPlace(line: mark.line, column: mark.column))
    }

    private static func brackets(of text: String) -> Set<TextPlace> {
        var found: Set<TextPlace> = []
        var place = TextPlace(line: 1, column: 1)
        for scalar in text.unicodeScalars {
            if scalar == "[" { found.insert(place) }
            place.column += 1
            // Line ends of YAML.
            if ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) {
                place = TextPlace(line: place.line + 1, column: 1)
            }
        }
        return found
    }
}

extension OptionNode {
    /// The beginning of a formula whose brackets are not closed, as a comma leaves it in braces; nil for anything else.
    fileprivate var unclosedFormula: String? {
        guard case .scalar(let text) = content, !isQuoted else { return nil }
        let open = text.reduce(0) { $0 + ($1 == "(" ? 1 : $1 == ")" ? -1 : 0) }
        return open > 0 ? text : nil
    }
}

extension Yams.Node.Scalar {
    /// The text with the quotes it stands in.
    fileprivate var asWritten: String {
        switch style {
        case .singleQuoted: "'\(string)'"
        case .doubleQuoted: "\"\(string)\""
        default: string
        }
    }
}
