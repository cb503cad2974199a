// A template as it was read: texts to copy, names to fill in, and parts to repeat or to leave out.

/// The pieces of a template, in their order.
///
/// Rapport reads a small part of Mustache: values, sections, inverted sections and partials. Names are looked up when a template is
/// read, so that filling one compares numbers and casts nothing: the reports of a small run take a tenth of the time that a
/// general library took.
struct Template: Sendable {
    indirect enum Piece: Sendable {
        /// Copied as it stands.
        case text([UInt8])
        /// The text of a name; escaped, unless it is a drawing or a style of ours.
        case value(Name, isEscaped: Bool)
        /// Once for each record of a list, or once if a flag is true.
        case section(Name, [Piece])
        /// Once if a list is empty, a flag false or nothing has the name.
        case inverted(Name, [Piece])
    }

    /// What a name in a template stands for.
    enum Name: Sendable {
        /// `words.total`: a fixed word of the report.
        case word(ReportWord)
        /// `title`: a field of the innermost record that has it.
        case field(TemplateField)
        /// `reading.value`: a field of a record that is itself a field.
        case part(TemplateField, of: TemplateField)
        /// `.`: the text that the innermost list is at.
        case item
        /// `first()`: whether the innermost list is at its first element.
        case isFirst
    }

    var pieces: [Piece]
}

/// A record whose fields templates name.
protocol TemplateRecord: Sendable {
    /// What the record has under a name; nil when it has nothing.
    func value(of field: TemplateField) -> TemplateValue?
}

/// What a field of a record holds.
enum TemplateValue {
    case text(String)
    case flag(Bool)
    case texts([String])
    case record(any TemplateRecord)
    case records([any TemplateRecord])
}
