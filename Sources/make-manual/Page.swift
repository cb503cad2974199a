// A page of one part of a stage, and the chapter it stands in.

/// The pages of one folder and their index.
struct Chapter {
    var folder: String
    var heading: String
    var text: String
    /// The way back to the stage.
    var back: String
    var source: String
    var pages: [Page]

    /// By their paths below docs/.
    var files: [String: String] {
        var files: [String: String] = [:]
        let rows = pages.map { ["[`\($0.name)`](\($0.name).md)", Markdown.firstSentence($0.summary)] }
        let index = [Markdown.note(source), "# \(heading)", "", text, ""] + Markdown.table(["Page", ""], rows)
        files["\(folder)/README.md"] = index.joined(separator: "\n") + "\n"
        for page in pages {
            let lines =
                [Markdown.note(page.source), "# \(page.name)", ""] + page.body + [
                    "", "[\(heading)](README.md) · \(back)",
                ]
            files["\(folder)/\(page.name).md"] = lines.joined(separator: "\n") + "\n"
        }
        return files
    }

    /// For pages written by hand; `TOP` stands for the way to docs/.
    var list: [String] {
        Markdown.table(
            ["", ""], pages.map { ["[`\($0.name)`](TOP/\(folder)/\($0.name).md)", Markdown.firstSentence($0.summary)] })
    }
}

/// A page of one part of a stage.
struct Page {
    var name: String
    /// The first paragraph, on one line.
    var summary: String
    /// Lines of Markdown between the heading and the way back.
    var body: [String]
    /// The file it is made from.
    var source: String
}
