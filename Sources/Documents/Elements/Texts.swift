// Elements that are words: headings, paragraphs, callouts, lists and links.

extension Document {
    /// A heading inside a section.
    package struct Heading: Sendable, Equatable {
        package var text: String
        /// What links point to, if any do.
        package var anchor: String?
        /// Whether it only tells figures in words from figures that are drawn: without drawings it is left out.
        package var isBesideDrawings = false

        package init(_ text: String, anchor: String? = nil, isBesideDrawings: Bool = false) {
            self.text = text
            self.anchor = anchor
            self.isBesideDrawings = isBesideDrawings
        }
    }

    /// Sentences that belong together.
    package struct Paragraph: Sendable, Equatable {
        package var text: String
        /// Whether it introduces what follows.
        package var isLead: Bool
        /// Whether it explains the signs of what stands before it.
        package var isNote: Bool
        /// Whether it only explains drawings: without drawings it is left out.
        package var isOfDrawings: Bool

        package init(_ text: String, isLead: Bool = false, isNote: Bool = false, isOfDrawings: Bool = false) {
            self.isOfDrawings = isOfDrawings
            self.text = text
            self.isLead = isLead
            self.isNote = isNote
        }
    }

    /// A sentence that must not be missed.
    package struct Callout: Sendable, Equatable {
        package var text: String

        package init(_ text: String) { self.text = text }
    }

    /// Sentences one below the other.
    package struct List: Sendable, Equatable {
        package var items: [Item]
        /// Whether they sum up the document.
        package var isGlance: Bool

        package init(_ items: [Item], isGlance: Bool = false) {
            self.items = items
            self.isGlance = isGlance
        }

        /// One sentence, what it is about, and a remark.
        package struct Item: Sendable, Equatable {
            package var lead: Lead
            package var text: String
            /// What stands behind it, smaller.
            package var remark: String?

            package init(_ text: String, lead: Lead = .none, remark: String? = nil) {
                self.lead = lead
                self.text = text
                self.remark = remark
            }
        }

        /// What a sentence is about, before it.
        package enum Lead: Sendable, Equatable {
            case none
            case name(String)
            /// A name that is explained: it stands out even among plain text.
            case term(String)
            /// A file and a line.
            case place(String)
        }
    }

    /// Links to parts of the document, for those who see it on a screen.
    package struct Navigation: Sendable, Equatable {
        /// A part of the document and its title.
        package struct Link: Sendable, Equatable {
            package var anchor: String
            package var text: String

            package init(anchor: String, text: String) {
                self.anchor = anchor
                self.text = text
            }
        }

        package var label: String
        package var links: [Link]

        package init(label: String, links: [Link]) {
            self.label = label
            self.links = links
        }
    }
}
