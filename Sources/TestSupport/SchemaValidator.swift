// Asks the JSON Schema validator of PyPI about files, when it is installed: an outside witness for `rapport schema`.

import Diagnostics
import Documents
import Foundation
import Stages

/// Validates option files against a JSON Schema, through Python.
package enum SchemaValidator {
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    /// For each document the lines at which the schema says no; nil, with a line on standard output, without the validator.
    package static func lines(_ schema: [UInt8], _ documents: [OptionNode]) throws -> [[Int]]? {
        guard isInstalled else { return nil }
        let input = [String(decoding: schema, as: UTF8.self)] + documents.map(json)
        let (status, output, errors) = try Python.run(program, input: input)
        guard status == 0 else { throw Failure(description: errors) }
        let paths = try JSONDecoder().decode([[[String]]].self, from: output)
        return zip(documents, paths).map { document, paths in paths.map { document.line(at: $0) }.sorted() }
    }

    private static let isInstalled = Python.has("jsonschema")

    /// Of the ways that are offered, the one that goes farthest before it fails is the one that was meant.
    private static let program = """
        import json, sys, jsonschema
        schema, *documents = [json.loads(text) for text in json.load(sys.stdin)]
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)

        def places(error):
            path = [str(step) for step in error.absolute_path]
            if error.validator == "additionalProperties" and isinstance(error.instance, dict):
                known = error.schema.get("properties", {})
                return [path + [key] for key in error.instance if key not in known]
            branches = {}
            for inner in error.context or []:
                branches.setdefault(inner.schema_path[0], []).extend(places(inner))
            best = max(branches.values(), key=lambda found: (min(map(len, found)), -len(found)), default=[])
            return best if best and min(map(len, best)) > len(path) else [path]

        print(json.dumps([[p for error in validator.iter_errors(d) for p in places(error)] for d in documents]))
        """

    /// A document as JSON, its plain values as YAML 1.2 takes them.
    private static func json(_ node: OptionNode) -> String {
        String(decoding: JSONText(value(node), layout: .lines(levels: 0)).bytes, as: UTF8.self)
    }

    private static func value(_ node: OptionNode) -> JSONValue {
        switch node.content {
        case .empty: return .null
        case .list(let items): return .list(items.map(value))
        case .mapping(let entries): return .object(entries.map { ($0.key, value($0.value)) })
        case .scalar(let text):
            if node.isQuoted { return .text(text) }
            if ["true", "True", "TRUE"].contains(text) { return .flag(true) }
            if ["false", "False", "FALSE"].contains(text) { return .flag(false) }
            if let number = Int(text) { return .integer(number) }
            if text.wholeMatch(of: /[-+]?[0-9]+\.[0-9]+/) != nil, let number = Double(text) { return .real(number) }
            return .text(text)
        }
    }
}

extension OptionNode {
    /// The line of what stands at the end of a path of keys and positions, as far as it leads.
    fileprivate func line(at path: [String]) -> Int {
        guard let step = path.first else { return location.line ?? 0 }
        switch content {
        case .mapping(let entries):
            guard let entry = entries.first(where: { $0.key == step }) else { return location.line ?? 0 }
            return path.count == 1 ? entry.keyLocation.line ?? 0 : entry.value.line(at: Array(path.dropFirst()))
        case .list(let items):
            guard let position = Int(step), items.indices.contains(position) else { return location.line ?? 0 }
            return items[position].line(at: Array(path.dropFirst()))
        case .scalar, .empty: return location.line ?? 0
        }
    }
}
