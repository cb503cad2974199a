// Reads the `///` comments of Swift files, each with the line of code below it, and nothing else of them.

/// The comments of the sources, by the declaration below them.
struct DocComments {
    struct Comment {
        /// Without the slashes and the blank behind them.
        var lines: [String]
        /// The line of code below, without its indentation.
        var declaration: String
        var source: String
    }

    let sources: SourceFolder

    init(_ sources: SourceFolder) { self.sources = sources }

    /// All comments of a file, in order.
    func all(in path: String) throws(ManualMistake) -> [Comment] {
        var comments: [Comment] = []
        var block: [String] = []
        for line in try sources.read(path).split(separator: "\n", omittingEmptySubsequences: false) {
            var text = line.drop { $0 == " " }
            if text.hasPrefix("///") {
                text = text.dropFirst(3)
                if text.first == " " { text.removeFirst() }
                while text.last == " " { text.removeLast() }
                block.append(String(text))
                continue
            }
            if !block.isEmpty {
                comments.append(Comment(lines: block, declaration: String(text), source: path))
                block = []
            }
        }
        return comments
    }

    /// The comment of the type of a name, which stands in the file of that name in a folder.
    func comment(ofType type: String, in folder: String) throws(ManualMistake) -> Comment {
        let path = "\(folder)/\(type).swift"
        let found = try all(in: path).first { comment in
            comment.declaration.split(separator: " ").contains { $0 == type || $0 == "\(type):" }
        }
        guard let found else { throw ManualMistake("\(path): expected a doc comment above '\(type)'") }
        return found
    }
}

extension DocComments.Comment {
    /// The first paragraph, on one line.
    var summary: String { lines.prefix { !$0.isEmpty }.joined(separator: " ") }

    /// The comment as Markdown: code blocks fenced, `- Shape:` in bold, symbols linked.
    ///
    /// - Parameter symbols: the page of each type that a comment may name.
    func markdown(symbols: [String: String] = [:]) -> [String] {
        var result: [String] = []
        var (isCode, isList, continues) = (false, false, false)
        for written in lines {
            var line = written
            let isCodeLine = line.hasPrefix("    ") && !isList
            if isCodeLine != isCode, isCodeLine || !line.isEmpty {
                if isCode {
                    while result.last == "" { result.removeLast() }
                    result += ["```", ""]
                } else {
                    result.append("```yaml")
                }
                isCode = isCodeLine
            }
            if isCode {
                result.append(String(line.dropFirst(4)))
                continue
            }
            if line.hasPrefix("Example: ") || line.hasPrefix("Source: ") {
                if !isList, result.last?.isEmpty == false { result.append("") }
                (line, continues) = ("- " + line, true)
            } else if continues, !line.isEmpty, !line.hasPrefix("-") {
                line = "  " + line.drop { $0 == " " }
            } else {
                continues = false
            }
            isList = line.hasPrefix("- ") || isList && line.hasPrefix("  ")
            line = line.replacing(#/^- ([A-Z][a-z]+): /#) { "- **\($0.1):** " }
            result.append(
                line.replacing(#/``(.+?)``/#) { found in
                    symbols[String(found.1)].map { "[`\($0)`](\($0).md)" } ?? "`\(found.1)`"
                })
        }
        if isCode { result.append("```") }
        return result
    }
}
