// A part of a report with a heading of its own, such as headline figures or the books.

import Diagnostics
import Documents
import Stages

/// Turns results into one section of a document; one file in `Blocks/` each, named as the user writes it.
///
/// A block knows results and words; how they are laid out is the affair of the writers.
protocol ReportBlock: Sendable {
    /// As written under `blocks:`.
    static var word: String { get }
    /// What it shows: a phrase in lower case without a full stop.
    static var help: Wording { get }
    /// What may be written below it.
    static var keys: [OptionKey] { get }
    /// Whether it may stand in a report more than once.
    static var mayRepeat: Bool { get }

    /// The block as it is when only its word is written.
    init()

    /// Reads the keys below its word; every mistake is collected.
    init(_ reader: OptionReader)

    /// The metrics that are named below it, which the report must have.
    var namedMetrics: [SourceText] { get }

    /// What it has to say; nil when that is nothing.
    ///
    /// - Missing: a block without numbers is left out, contents included, unless that there are none is worth a sentence.
    func section(from desk: ReportDesk) -> Document.Section?
}

extension ReportBlock {
    static var keys: [OptionKey] { [] }
    static var mayRepeat: Bool { false }

    init(_ reader: OptionReader) { self.init() }

    var namedMetrics: [SourceText] { [] }
}
