// What a template looks names up in: the fields of a record, read once.

import Mustache

/// A record whose fields templates name.
protocol TemplateRecord {}

/// The fields of a ``TemplateRecord`` by name, records within records included.
///
/// The template library would look at a record's fields by reflection, anew for every name in every row; this does so
/// once per record.
final class TemplateObject: MustacheParent {
    private var fields: [String: Any]

    init(_ record: any TemplateRecord) {
        fields = [:]
        for field in Mirror(reflecting: record).children {
            if let name = field.label { fields[name] = Self.value(field.value) }
        }
    }

    /// A further field, or another value for one.
    func set(_ name: String, _ value: Any) { fields[name] = Self.value(value) }

    func child(named name: String) -> Any? { fields[name] }

    private static func value(_ value: Any) -> Any {
        switch value {
        case let text as String: text
        case let flag as Bool: flag
        case let texts as [String]: texts
        case let record as any TemplateRecord: TemplateObject(record)
        case let records as [any TemplateRecord]: records.map { TemplateObject($0) }
        default: value
        }
    }
}
