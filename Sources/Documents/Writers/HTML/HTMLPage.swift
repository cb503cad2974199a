// The bytes of a page under construction: markup comes from literals of ours, everything else is escaped.

import Charts

/// Text of an HTML page.
///
/// Markup can only be a literal in this program, so no text of a user can become a tag; drawings are made by `Charts` alone.
struct HTMLPage {
    private(set) var bytes: [UInt8] = []

    mutating func markup(_ markup: StaticString) { bytes.append(literal: markup) }

    mutating func text(_ text: String) { HTMLText.append(text, to: &bytes) }

    /// A text between two pieces of markup.
    mutating func write(_ before: StaticString, _ text: String, _ after: StaticString) {
        markup(before)
        self.text(text)
        markup(after)
    }

    mutating func drawing(_ drawing: Drawing) { bytes.append(text: drawing.svg) }

    mutating func style(_ sheet: StyleSheetText.Sheet) { bytes.append(text: sheet.text) }
}
