// What a template looks names up in: the fields of a record, read once.

import Mustache

/// The fields of a ``TemplateRecord`` by name, records within records included.
///
/// The template library would look at a record's fields by reflection, anew for every name in every row; this does so
/// once per record, and without reflection.
final class TemplateObject: MustacheParent {
    private var fields: [String: Any]

    init(_ record: some TemplateRecord) { fields = record.fields }

    /// A further field, or another value for one.
    func set(_ name: String, _ value: Any) { fields[name] = value }

    func child(named name: String) -> Any? { fields[name] }
}
