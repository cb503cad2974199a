// Reads what `scorecards:`, `raters:` and `effects:` have alike: entries by name, each with a title and keys of its own.

import Diagnostics
import Stages

/// An entry as a pipeline file has it: its name, and what reads its keys.
package struct NamedEntry {
    /// Its key, and where it stands.
    let name: SourceText
    /// As written, else its name.
    let title: Wording
    let reader: OptionReader

    var collector: DiagnosticCollector { reader.collector }
}

/// One kind of entry.
package protocol NamedRequest: Sendable {
    /// Its keys beside ``NamedRequests/title``.
    static var keys: [OptionKey] { get }

    /// What names an entry in messages.
    static func subject(_ name: String) -> Wording

    /// Nil where it lacks something, which is told.
    init?(_ entry: NamedEntry)
}

/// All entries behind one key of a pipeline file.
package struct NamedRequests<Request: NamedRequest>: Sendable {
    /// In the order written.
    var requests: [Request] = []

    /// What may stand behind the key.
    package static var form: OptionValue { .entries(.mapping([NamedKeys.title] + Request.keys)) }

    package init() {}

    /// Reads the options; every mistake is collected.
    package init(_ file: OptionReader, _ key: OptionKey) {
        guard let node = file.node(key) else { return }
        let reader = OptionReader(node, of: Wording("'\(key.word)'"), form: key.value, collector: file.collector)
        requests = reader.allEntries().compactMap { entry in
            let keys = OptionReader(
                entry.value, of: Request.subject(entry.key), keys: [NamedKeys.title] + Request.keys,
                collector: file.collector)
            defer { keys.finish() }
            return Request(
                NamedEntry(
                    name: SourceText(entry.key, start: entry.keyLocation),
                    title: keys.wording(NamedKeys.title) ?? Wording(entry.key), reader: keys))
        }
        reader.finish()
    }
}

/// What every entry may have.
enum NamedKeys {
    static let title = OptionKey(
        "title", .wording, help: Wording(en: "what it is called; its name unless said", zh: "标题，默认为其名称"))
}
