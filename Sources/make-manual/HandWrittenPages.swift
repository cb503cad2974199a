// Pages written by hand: what stands between their marks is made anew.

struct HandWrittenPages {
    /// By their paths below docs/; only those that have marks.
    private(set) var files: [String: String] = [:]

    init(_ sources: SourceFolder, lists: [String: [String]]) throws(ManualMistake) {
        for path in sources.files(in: "docs", ending: ".md") {
            let text = try sources.read(path)
            guard text.contains("<!-- made: ") || text.contains("<!-- file: ") else { continue }
            let name = String(path.dropFirst("docs/".count))
            var lines: [String] = []
            var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
            while let line = rest.popFirst() {
                lines.append(String(line))
                if let mark = line.wholeMatch(of: #/<!-- made: ([\w-]+) -->/#), mark.1 != "end" {
                    guard let list = lists[String(mark.1)] else {
                        let known = lists.keys.sorted().joined(separator: ", ")
                        throw ManualMistake("\(path): expected one of the lists \(known), found \"\(mark.1)\"")
                    }
                    // Links are written from the top of docs/; a page in a folder reaches it by '..'.
                    let way = String(repeating: "../", count: name.count { $0 == "/" })
                    lines += [""] + list.map { $0.replacing("(TOP/", with: "(" + way) } + [""]
                    rest = rest.drop { $0 != "<!-- made: end -->" }
                } else if let mark = line.wholeMatch(of: #/<!-- file: (\S+) -->/#), let fence = rest.popFirst() {
                    var shown = try sources.read(String(mark.1))
                    while shown.last == "\n" { shown.removeLast() }
                    lines += [String(fence), shown]
                    rest = rest.drop { $0 != "```" }
                }
            }
            files[name] = lines.joined(separator: "\n")
        }
    }
}
