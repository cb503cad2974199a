// What stands at the head and at the foot of a document.

extension Document {
    /// The head of a document: what it is, of which time, and where it comes from.
    package struct Masthead: Sendable {
        package var title: String
        /// The kind of report, above the title.
        package var kicker: String
        package var period: Fact
        /// Something to mind of the period, such as that it is partial.
        package var periodMark: String?
        /// The first and last day, where the period's name does not say them.
        package var days: Fact?
        /// Moments and zones.
        package var facts: [Fact]
        package var callout: Callout?
        package var languages: Languages
        /// Other documents that belong to this one, such as its annex.
        package var companions: [Companion] = []
        /// What the table of contents is called; the contents are the document's listed sections.
        package var contentsLabel: String
        /// The link for those who do not want to hear the head.
        package var skipLabel: String

        package init(
            title: String, kicker: String, period: Fact, periodMark: String? = nil, days: Fact? = nil,
            facts: [Fact] = [], callout: Callout? = nil, languages: Languages, contentsLabel: String, skipLabel: String
        ) {
            self.title = title
            self.kicker = kicker
            self.period = period
            self.periodMark = periodMark
            self.days = days
            self.facts = facts
            self.callout = callout
            self.languages = languages
            self.contentsLabel = contentsLabel
            self.skipLabel = skipLabel
        }
    }

    /// A document that belongs to another one, and its file.
    package struct Companion: Sendable, Equatable {
        package var title: String
        package var file: String

        package init(title: String, file: String) {
            self.title = title
            self.file = file
        }
    }

    /// The same document in other languages.
    package struct Languages: Sendable {
        /// The document in one language.
        package struct Entry: Sendable, Equatable {
            /// `zh-Hans` or `en`.
            package var code: String
            /// How the language calls itself.
            package var name: String
            package var file: String
            package var isCurrent: Bool

            package init(code: String, name: String, file: String, isCurrent: Bool) {
                self.code = code
                self.name = name
                self.file = file
                self.isCurrent = isCurrent
            }
        }

        package var label: String
        /// All of them, the document's own included; empty where there is only one.
        package var entries: [Entry]

        package init(label: String, entries: [Entry] = []) {
            self.label = label
            self.entries = entries
        }
    }

    /// The foot of a document: what made it, from what.
    package struct Colophon: Sendable {
        /// How the tool is introduced, where it needs to be.
        package var toolLabel: String
        package var tool: String
        package var origin: Fact
        package var fingerprint: Fact

        package init(toolLabel: String, tool: String, origin: Fact, fingerprint: Fact) {
            self.toolLabel = toolLabel
            self.tool = tool
            self.origin = origin
            self.fingerprint = fingerprint
        }
    }
}
