// The JSON Schema of a pipeline file, by which editors complete and check it while it is written.

import Diagnostics
import Documents
import Stages

/// The schema, made from the declared keys.
///
/// It is draft-07, which editors know best. It tells what the shape of a file shows; whether columns, tables and metrics exist, `rapport
/// check` tells.
/// - Source: json-schema.org/draft-07; the YAML that is meant is that of 1.2, in which `no` and days are texts.
package enum PipelineSchema {
    /// As UTF-8, the same bytes every time.
    package static var bytes: [UInt8] {
        let head: [JSONValue.Entry] = [
            ("$schema", .text("http://json-schema.org/draft-07/schema#")),
            ("title", .text("Rapport pipeline file · Rapport 流程文件")),
        ]
        let whole = OptionValue.mapping(PipelineKeys.all).schema
        return JSONText(.object(head + whole), layout: .flatOnOneLine).bytes
    }
}

extension OptionValue {
    /// What JSON Schema says of it.
    fileprivate var schema: [JSONValue.Entry] {
        switch self {
        case .text, .formula: Self.anySingle
        case .flag:
            Self.either([
                [("type", .text("boolean"))],
                Self.pattern("^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|是|否)$"),
            ])
        case .integer(let range):
            Self.either([
                [
                    ("type", .text("integer")), ("minimum", .integer(range.lowerBound)),
                    ("maximum", .integer(range.upperBound)),
                ], Self.pattern("^[-+]?[0-9]+$"),
            ])
        case .number: Self.either([[("type", .text("number"))], Self.pattern("^[-+]?[0-9.]+([eE][-+]?[0-9]+)? *%?$")])
        case .share:
            Self.either([
                [("type", .text("number")), ("minimum", .integer(0)), ("maximum", .integer(1))],
                Self.pattern("^\\+?(100(\\.0*)?|[0-9]{1,2}(\\.[0-9]*)?|\\.[0-9]+) *%$"),
            ])
        case .choice(let words):
            Self.either([[("enum", .list(words.map { .text($0) }))], Self.variable])
        case .pattern(let expression, _):
            Self.either([Self.pattern(expression), [("type", .text("number"))]])
        case .wording:
            Self.either([
                Self.anySingle, OptionValue.mapping(WordingKeys.all).schema + [("minProperties", .integer(1))],
            ])
        case .duration: Self.pattern("^[0-9]+(\\.[0-9]+)? *(ms|s|min|h|d)$")
        case .size: Self.pattern("^[0-9.]+ *([KkMmGgTt]([Ii]?[Bb])?|[Bb])$")
        case .date: Self.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        case .currency: Self.pattern("^[A-Z]{3}$")
        case .zone: Self.pattern("^[^ ]+$")
        case .name(.tableColumn): Self.pattern("^[^.]+\\..+$")
        case .name: Self.anySingle
        case .any: []
        case .nothing: [("type", .text("null"))]
        case .oneOrMore(let form): Self.either([form.schema, Self.list(of: form)])
        case .list(let form): Self.list(of: form)
        case .entries(let form): Self.mapping([], others: .object(form.schema))
        case .mapping(let keys): Self.mapping(keys, others: .flag(false))
        case .openMapping(let keys, let form): Self.mapping(keys, others: .object(form.schema))
        case .oneKey(let keys):
            Self.mapping(keys, others: .flag(false)) + [("minProperties", .integer(1)), ("maxProperties", .integer(1))]
        case .either(let forms): Self.either(forms.map(\.schema))
        }
    }

    /// Numbers and flags are texts as well, where a text is expected.
    private static let anySingle: [JSONValue.Entry] = [
        ("type", .list(["string", "number", "boolean"].map { .text($0) }))
    ]

    /// A value that `set` or `--set` puts there, which may be anything.
    private static let variable: [JSONValue.Entry] = [("type", .text("string")), ("pattern", .text("\\$\\{"))]

    /// A text of a form, or one that `set` or `--set` completes.
    private static func pattern(_ expression: String) -> [JSONValue.Entry] {
        [("type", .text("string")), ("pattern", .text("\(expression)|\\$\\{"))]
    }

    private static func list(of form: OptionValue) -> [JSONValue.Entry] {
        [("type", .text("array")), ("items", .object(form.schema))]
    }

    /// One of some schemas; those that are choices themselves are taken apart.
    private static func either(_ schemas: [[JSONValue.Entry]]) -> [JSONValue.Entry] {
        let choices = schemas.flatMap { schema -> [JSONValue] in
            guard schema.count == 1, let only = schema.first, only.key == "anyOf", case .list(let inner) = only.value
            else { return [.object(schema)] }
            return inner
        }
        return [("anyOf", .list(choices))]
    }

    /// A mapping; nothing may stand for one that needs no key.
    private static func mapping(_ keys: [OptionKey], others: JSONValue) -> [JSONValue.Entry] {
        let required = keys.filter(\.isRequired).words.map { JSONValue.text($0) }
        var schema: [JSONValue.Entry] = [
            ("type", required.isEmpty ? .list([.text("object"), .text("null")]) : .text("object"))
        ]
        if !keys.isEmpty { schema.append(("properties", .object(keys.map { ($0.word, .object($0.schema)) }))) }
        if !required.isEmpty { schema.append(("required", .list(required))) }
        return schema + [("additionalProperties", others)]
    }
}

extension OptionKey {
    fileprivate var schema: [JSONValue.Entry] {
        [("description", .text("\(help.english)\n\(help.chinese)"))] + value.schema
    }
}
