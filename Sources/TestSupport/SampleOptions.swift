// Options of a pipeline file written as Swift literals.

import Diagnostics
import Stages

/// A value of a pipeline file as a test writes it: `["key": ["call_id"], "keep": "last"]`.
package indirect enum OptionLiteral: Sendable {
    case empty
    case scalar(String)
    case list([OptionLiteral])
    case mapping([(String, OptionLiteral)])
}

extension OptionLiteral: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral text: String) { self = .scalar(text) }
    package init(integerLiteral number: Int) { self = .scalar("\(number)") }
    package init(floatLiteral number: Double) { self = .scalar("\(number)") }
    package init(booleanLiteral flag: Bool) { self = .scalar("\(flag)") }
    package init(nilLiteral: ()) { self = .empty }
    package init(arrayLiteral elements: OptionLiteral...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (String, OptionLiteral)...) { self = .mapping(elements) }
}

extension OptionNode {
    /// The node of a literal. Places are made up: every key and every list item has a line of its own in
    /// `pipeline.yml`, in the order written; a key stands at column 1 and its value at column 10.
    package static func sample(_ literal: OptionLiteral) -> OptionNode {
        var line = 1
        return sample(literal, line: &line)
    }

    private static func sample(_ literal: OptionLiteral, line: inout Int) -> OptionNode {
        let place = SourceLocation(file: "pipeline.yml", line: line, column: 10)
        switch literal {
        case .empty: return OptionNode(.empty, at: place)
        case .scalar(let text): return OptionNode(.scalar(text), at: place)
        case .list(let items):
            var nodes: [OptionNode] = []
            for item in items {
                nodes.append(sample(item, line: &line))
                line += 1
            }
            return OptionNode(.list(nodes), at: place)
        case .mapping(let pairs):
            var entries: [Entry] = []
            for (key, value) in pairs {
                let keyPlace = SourceLocation(file: "pipeline.yml", line: line, column: 1)
                entries.append(Entry(key: key, keyLocation: keyPlace, value: sample(value, line: &line)))
                line += 1
            }
            return OptionNode(.mapping(entries), at: place)
        }
    }
}
