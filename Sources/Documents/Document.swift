// A document: everything a report says in one language, in order, free of any file format.

import Diagnostics

/// A report as data.
///
/// - Shape: a masthead, sections in the order they are read, a colophon.
package struct Document: Sendable {
    package var language: Language
    package var masthead: Masthead
    package var sections: [Section]
    package var colophon: Colophon

    package init(language: Language, masthead: Masthead, sections: [Section], colophon: Colophon) {
        self.language = language
        self.masthead = masthead
        self.sections = sections
        self.colophon = colophon
    }
}

extension Document {
    /// A word and what it stands for here: `As of` and a moment.
    package struct Fact: Sendable, Equatable {
        package var label: String
        package var text: String
        /// A word before the text that says whether all is well; nil where there is nothing to say.
        package var state: State?

        package init(_ label: String, _ text: String, state: State? = nil) {
            self.label = label
            self.text = text
            self.state = state
        }

        /// `✓ complete`
        package struct State: Sendable, Equatable {
            package var mark: String
            package var word: String
            package var tone: Tone

            package init(mark: String, word: String, tone: Tone) {
                self.mark = mark
                self.word = word
                self.tone = tone
            }
        }
    }

    /// A part of a document with a heading of its own.
    package struct Section: Sendable {
        /// What links point to; unique in the document, of ASCII letters, digits and `-`.
        package var anchor: String
        package var title: String
        package var elements: [Element]
        /// Whether the contents name it.
        package var isListed = true
        /// Whether it begins a new sheet of paper.
        package var isChapter = false
        /// Whether it needs no heading right behind the title of the document.
        package var isLead = false
        /// Whether it is small print that ends a document.
        package var isClosing = false
        /// The anchor of a section that it goes on with where it stands behind it.
        package var continues: String?

        package init(
            anchor: String, title: String, isListed: Bool = true, isChapter: Bool = false, isLead: Bool = false,
            isClosing: Bool = false, continues: String? = nil, elements: [Element]
        ) {
            self.anchor = anchor
            self.title = title
            self.isListed = isListed
            self.isChapter = isChapter
            self.isLead = isLead
            self.isClosing = isClosing
            self.continues = continues
            self.elements = elements
        }
    }

    /// Something a section holds.
    package enum Element: Sendable {
        case heading(Heading)
        case paragraph(Paragraph)
        case callout(Callout)
        case points(Points)
        case list(List)
        case prose(Prose)
        case cards(Cards)
        case table(Table)
        case panel(Panel)
        case heat(Heat)
        case grid(Grid)
        case figure(Figure)
        case navigation(Navigation)
        /// Elements that may stand beside each other where there is room.
        case group(Arrangement, [Element])
    }

    /// How elements of a group share the room.
    package enum Arrangement: Sendable {
        /// Drawings, as many beside each other as fit.
        case charts
        /// Tables, two beside each other where they are narrow.
        case panels
    }
}
