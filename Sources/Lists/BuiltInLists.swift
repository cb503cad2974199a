// The lists that come with Rapport, written in the language users write theirs in and carried inside the program.

import Diagnostics
import OptionFiles
import Stages

/// The built-in lists, as data: `BuiltIn/lists.yml`.
package enum BuiltInLists {
    static let folder = "BuiltIn/"

    private static var index: OptionFileIndex {
        OptionFileIndex(PackageResources.lists_yml, file: folder + "lists.yml")
    }

    /// In the order of the manual.
    package static let names = index.keys

    /// What a list of ours is called.
    package static func title(of name: String) -> Wording? {
        guard let node = node(name, collector: DiagnosticCollector()), case .mapping(let entries) = node.content,
            let title = entries.first(where: { $0.key == ListKeys.title.word })
        else { return nil }
        return OptionReader.wording(title.value, of: Wording("'title'"), collector: DiagnosticCollector())
    }

    static func node(_ name: String, collector: DiagnosticCollector) -> OptionNode? {
        index.entry(name, collector: collector)?.value
    }
}

extension OptionNode {
    /// A built-in list with what the user says of it: keys of a source are put into each.
    func with(_ own: OptionNode) -> OptionNode {
        guard case .mapping(let ours) = content, case .mapping(let given) = own.content else { return self }
        let words = Set(ListKeys.ofSource.words)
        let ofSources = given.filter { words.contains($0.key) }
        let ofList = given.filter { !words.contains($0.key) }
        func replaced(_ entries: [Entry], by others: [Entry]) -> [Entry] {
            entries.filter { entry in !others.contains { $0.key == entry.key } } + others
        }
        let entries = ours.map { entry -> Entry in
            guard entry.key == ListKeys.any.word, case .list(let sources) = entry.value.content else { return entry }
            var entry = entry
            entry.value.content = .list(
                sources.map { source in
                    guard case .mapping(let keys) = source.content else { return source }
                    var source = source
                    source.content = .mapping(replaced(keys, by: ofSources))
                    return source
                })
            return entry
        }
        return OptionNode(.mapping(replaced(entries, by: ofList)), at: own.location)
    }
}
