// Every mistake in the file of an export is told with its own file, line and column, and with what to write instead.

import Diagnostics
import Foundation
import Pipelines
import Testing

struct ExportFileMistakeTests {
    /// A sound format, to which a test adds its mistake.
    private static let sound = "name: my-system\nmarks: { headers: [Alpha Key, Beta Key] }\ncolumns:\n  id: Alpha Key\n"

    private func said(_ files: [String]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("exports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for (index, text) in files.enumerated() {
            let path = folder.appendingPathComponent("\(index + 1).yml")
            try Data(text.utf8).write(to: path)
            paths.append(path.path)
        }
        let collector = DiagnosticCollector()
        _ = ExportFiles(
            paths.map { SourceText($0, start: SourceLocation(file: "pipeline.yml", line: 3, column: 11)) },
            collector: collector)
        return collector.diagnostics.map {
            DiagnosticText(language: .english).text(of: $0).replacing(folder.path + "/", with: "")
        }
    }

    @Test func `a sound format says nothing`() throws { #expect(try said([Self.sound]) == []) }

    @Test(arguments: [
        ("", "1.yml:1:1: error: expected the description of an export, found an empty file"),
        ("name: a\n", "1.yml:1:1: error: the export needs the key 'columns'"),
        ("columns: { id: }\n", "1.yml:1:1: error: the export needs the key 'name'"),
        (sound + "colums: {}\n", "1.yml:5:1: error: unknown key 'colums' in the export"),
        (sound + "  at: { header: At }\n", "1.yml:5:9: error: unknown key 'header' in column 'at'"),
        (sound + "  at: { headers: At, type: moment }\n", "1.yml:5:28: error: 'type' has no choice 'moment'"),
        (
            sound + "  at: { headers: At, unit: s, type: text }\n",
            "1.yml:5:28: error: 'unit' is for columns of type 'duration'"
        ),
        (
            sound + "  wait: { headers: Wait, type: duration }\n",
            "1.yml:5:3: error: column 'wait' is a duration without 'unit'"
        ),
        (
            sound + "  at: { headers: On, time: At, type: text }\n",
            "1.yml:5:3: error: 'time' is for columns of type 'instant'"
        ),
        (
            sound + "  n: { headers: N, type: integer, map: { a: b } }\n",
            "1.yml:5:3: error: 'map' is for columns of type 'text'"
        ),
        (sound + "  key: alpha key\n", "1.yml:5:3: error: header 'alpha key' is given two names: 'id' and 'key'"),
        (sound + "timezone: Mars/Base\n", "1.yml:5:11: error: 'timezone' expects a name such as"),
        (sound + "delimiter: both\n", "1.yml:5:12: error: 'delimiter' has no choice 'both'"),
        (sound + "header: 3\nheader_rows: 2\n", "1.yml:6:1: error: 'header_rows' is for a header that is looked for"),
        (sound + "clean: trim\n", "1.yml:5:8: error: 'clean' expects a list"),
        (
            sound + "clean:\n  - drop_duplicate: { key: id }\n",
            "1.yml:6:5: error: unknown cleaning rule 'drop_duplicate'"
        ),
        (sound + "clean:\n  - derive: { long: 'id +' }\n", "1.yml:6:"),
        (
            "name: a\nmarks: { width: 3 }\ncolumns: { id: }\n",
            "1.yml:2:8: error: 'marks' expects what only this export has"
        ),
        (
            "name: a\nmarks: { lines: x, width: few }\ncolumns: { id: }\n",
            "1.yml:2:27: error: 'width' expects a number of columns"
        ),
        (
            "name: auto\nmarks: { lines: x }\ncolumns: { id: }\n",
            "1.yml:1:7: error: expected the name of an export, found \"auto\""
        ),
        (
            "name: wjx\nmarks: { lines: x }\ncolumns: { id: }\n",
            "1.yml:1:7: error: 'wjx' is the name of an export that comes with Rapport"
        ),
        (
            "name: a\nmarks: { headers: [summation  COLUMN] }\ncolumns: { id: }\n",
            "1.yml:2:8: error: export 'a' claims the headers by which 'zendesk-tickets' is recognised: 'summation  COLUMN'"
        ),
    ])
    func `one mistake is told once`(text: String, expected: String) throws {
        let said = try said([text])
        #expect(said.count == 1 && said.first?.hasPrefix(expected) == true, "\(said)")
    }

    @Test func `two formats of one name, or of the same marks, are told`() throws {
        let other = Self.sound.replacing("Alpha Key", with: "Gamma Key")
        #expect(
            try said([Self.sound, other]).first?.hasPrefix(
                "2.yml:1:7: error: 'my-system' is the name of another export, at ") == true)
        let alike = Self.sound.replacing("my-system", with: "your-system")
        #expect(
            try said([Self.sound, alike]).first?.hasPrefix(
                "2.yml:2:8: error: export 'your-system' claims the headers by which 'my-system' is recognised") == true)
        // What only one of them has tells them apart.
        let narrower = alike.replacing("[Alpha Key, Beta Key]", with: "[Alpha Key, Beta Key, Delta Key]")
        #expect(try said([Self.sound, narrower]) == [])
    }

    @Test func `a file that cannot be read is told where it is named`() throws {
        let collector = DiagnosticCollector()
        _ = ExportFiles(
            [SourceText("/nowhere/my.yml", start: SourceLocation(file: "pipeline.yml", line: 3, column: 11))],
            collector: collector)
        let said = collector.diagnostics.map { DiagnosticText(language: .english).text(of: $0) }
        #expect(
            said == ["pipeline.yml:3:11: error: cannot read the export format '/nowhere/my.yml': there is no such file"]
        )
    }
}
