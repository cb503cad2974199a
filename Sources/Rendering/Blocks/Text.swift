// `text`: the user's own words, in a small part of Markdown.

import Diagnostics
import Documents
import Foundation
import Stages

/// What the user has to say.
///
/// - Shape: a section with the title: paragraphs, lists, small headings; `**bold**`, `*italics*`, links as their text and address.
/// - Missing: a text of blanks alone is a mistake.
struct Text: ReportBlock {
    static let word = "text"
    static let help = Wording(en: "words of your own, in a small part of Markdown", zh: "自拟的文字，可用少量 Markdown 标记")
    static let titleKey = OptionKey(
        "title", .wording, isRequired: true, help: Wording(en: "what stands above it", zh: "显示在其上方的标题"))
    static let markdownKey = OptionKey(
        "markdown", .wording,
        help: Wording(
            en: "the text itself: paragraphs, lists, **bold**, *italics*; all else stands as it is written",
            zh: "正文：段落、列表、**加粗**、*斜体*；其他标记按原样显示"))
    static let fileKey = OptionKey(
        "file", .wording,
        help: Wording(
            en: "a file with the text, by its way from the pipeline file, in place of 'markdown'",
            zh: "存放正文的文件（相对流程文件的路径），代替 'markdown'"))
    static let keys = [titleKey, markdownKey, fileKey]
    static let mayRepeat = true

    /// So many bytes a file may have.
    private static let mostBytes = 1 << 20

    private(set) var title = Wording("")
    private(set) var markdown = Wording("")
    /// The paths of the files that were read.
    private(set) var files: [String] = []

    init() {}

    init(_ reader: OptionReader) {
        title = reader.wording(Self.titleKey) ?? title
        let written = reader.wording(Self.markdownKey)
        let named = reader.wording(Self.fileKey)
        if !reader.has(Self.titleKey) { reader.reportMissing(Self.titleKey) }
        guard reader.has(Self.markdownKey) != reader.has(Self.fileKey) else {
            reader.collector.add(TextDiagnostics.notOneText(both: reader.has(Self.fileKey), at: reader.node.location))
            return
        }
        if let written { take(written, at: reader.entry(Self.markdownKey)?.value.location, reader) }
        if let named, let place = reader.entry(Self.fileKey)?.value.location, let text = read(named, at: place, reader)
        {
            take(text, at: place, reader)
        }
    }

    private mutating func take(_ text: Wording, at place: SourceLocation?, _ reader: OptionReader) {
        let isEmpty = Language.allCases.contains { ProseReading(markdown: text[$0]).parts.isEmpty }
        if isEmpty { reader.collector.add(TextDiagnostics.emptyText(at: place ?? reader.node.location)) }
        markdown = text
    }

    /// Whether it is a regular file of no more bytes than are read: whatever else it is, it is not opened.
    private static func isSmallFile(_ path: String) -> Bool {
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: place),
            facts[.type] as? FileAttributeType == .typeRegular
        else { return false }
        return (facts[.size] as? Int ?? .max) <= mostBytes
    }

    private mutating func read(_ names: Wording, at place: SourceLocation, _ reader: OptionReader) -> Wording? {
        func text(_ name: String) -> String? {
            let folder = place.file.lastIndex(of: "/").map { String(place.file[...$0]) } ?? ""
            let path = name.hasPrefix("/") ? name : folder + name
            if !files.contains(path) { files.append(path) }
            guard Self.isSmallFile(path), let data = FileManager.default.contents(atPath: path),
                data.count <= Self.mostBytes,
                let text = String(validating: data, as: UTF8.self)
            else {
                reader.collector.add(TextDiagnostics.unreadableFile(name, at: place))
                return nil
            }
            return text
        }
        if names.english == names.chinese { return text(names.english).map { Wording($0) } }
        guard let english = text(names.english), let chinese = text(names.chinese) else { return nil }
        return Wording(en: english, zh: chinese)
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let prose = ProseReading(markdown: markdown[desk.language])
        guard !prose.parts.isEmpty, !title[desk.language].isEmpty else { return nil }
        return Document.Section(
            anchor: Self.word, title: title[desk.language], elements: [.prose(Document.Prose(prose.parts))])
    }
}
