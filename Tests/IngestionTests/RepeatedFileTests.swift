// The same rows under two names are refused; a listing that breaks off is no list.
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

struct RepeatedFileTests {
    private static let rows = (0..<30).map { "c\($0),\($0 * 7)" }
    private static let text = "id,n\n" + rows.joined(separator: "\n") + "\n"

    private func place(_ files: [String: String]) throws -> TemporaryPlace {
        let place = TemporaryPlace()
        for (name, text) in files {
            let url = URL(fileURLWithPath: place.path + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return place
    }

    /// What is said of the files of a pattern, the folder left out; and how many rows were read.
    private func reading(
        _ place: TemporaryPlace, _ pattern: String = "*.csv*", _ options: String = ""
    ) -> (rows: Int?, said: [String]) {
        let (found, said) = read("files: '\(place.path)/\(pattern)'\n\(options)")
        return (found?.table.rowCount, said.map { $0.replacing(place.path + "/", with: "") })
    }

    private func refusal(_ first: String, _ second: String, _ found: String) -> String {
        "\(second): error: \(found) '\(first)'; its rows would count twice in table 't'\n"
            + "  help: take one of them away, or write 'may_repeat_files: true' for the table"
    }

    private func sameFile(_ first: String, _ second: String) -> String {
        refusal(first, second, "this is, by a link or another path, the same file as")
    }

    @Test func `a copy is refused, and allowed by its key`() throws {
        let place = try place(["a.csv": Self.text, "b.csv": Self.text])
        #expect(reading(place).said == [refusal("a.csv", "b.csv", "the file has the same content as")])
        #expect(reading(place, "*.csv", "may_repeat_files: true").rows == 60)
    }

    @Test func `so is a packed file beside the plain one`() throws {
        let place = try place(["a.csv": Self.text])
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
        gzip.arguments = ["-k", place.path + "/a.csv"]
        try gzip.run()
        gzip.waitUntilExit()
        #expect(reading(place).said == [refusal("a.csv", "a.csv.gz", "the file has the same content as")])
    }

    @Test func `so are links of both kinds`() throws {
        let place = try place(["a.csv": Self.text])
        #expect(symlink("a.csv", place.path + "/b.csv") == 0)
        #expect(reading(place).said == [sameFile("a.csv", "b.csv")])
        unlink(place.path + "/b.csv")
        #expect(link(place.path + "/a.csv", place.path + "/c.csv") == 0)
        #expect(reading(place).said == [sameFile("a.csv", "c.csv")])
    }

    @Test func `so are a folder by two names and a copy in a folder below`() throws {
        let linked = try place(["x/a.csv": Self.text])
        #expect(symlink("x", linked.path + "/y") == 0)
        #expect(reading(linked, "*/*.csv").said == [sameFile("x/a.csv", "y/a.csv")])
        let below = try place(["a.csv": Self.text, "old/a.csv": Self.text])
        #expect(reading(below, "**/*.csv").said == [refusal("a.csv", "old/a.csv", "the file has the same content as")])
    }

    @Test func `a circle of links is walked once`() throws {
        let place = try place(["x/a.csv": Self.text, "x/y/b.csv": "id,n\nd1,1\n"])
        #expect(symlink("..", place.path + "/x/y/back") == 0)
        #expect(symlink(".", place.path + "/x/self") == 0)
        #expect(symlink(place.path, place.path + "/x/top") == 0)
        let found = reading(place, "**/*.csv")
        #expect(found.rows == 31)
        #expect(found.said.isEmpty)
    }

    @Test func `the same rows in another encoding, order or quoting are refused`() throws {
        let turned = "n,id\n" + (0..<30).map { "\($0 * 7),\"c\($0)\"" }.joined(separator: "\r\n") + "\r\n"
        let found = "all 30 rows of the file are, in every column that is read, those of"
        #expect(
            reading(try place(["a.csv": Self.text, "b.csv": turned])).said == [refusal("a.csv", "b.csv", found)])
        #expect(
            reading(try place(["a.csv": Self.text, "b.csv": "\u{FEFF}" + Self.text])).said
                == [refusal("a.csv", "b.csv", found)])
    }

    @Test(arguments: [
        // The centre alone differs; so it does in another order and quoting; so do the last rows of a further column.
        ("month,centre,target", "MONTH,CENTRE,TARGET", "centre"),
        ("target;month;centre", "TARGET;\"MONTH\";CENTRE", "centre"),
        ("month,target,v", "MONTH,TARGET,LAST", "v"),
    ])
    func `files that differ in a column which is not read are told and read`(header: String, row: String, other: String)
        throws
    {
        func text(_ file: Int, _ rows: Int = 30) -> String {
            let filled = (0..<rows).map { number in
                row.replacing("MONTH", with: "\(number)").replacing("TARGET", with: "\(number * 7)")
                    .replacing("CENTRE", with: file == 0 ? "north" : "south").replacing(
                        "LAST", with: "\(number == 29 ? file : number)")
            }
            return header + "\n" + filled.map { $0 + "\n" }.joined()
        }
        func said(_ files: [String: String], _ options: String = "") throws -> (rows: Int?, said: [String]) {
            let place = try place(files)
            let (found, said) = read("files: '\(place.path)/*.csv'\n\(options)", requested: ["month", "target"])
            return (found?.table.rowCount, said)
        }
        let apart = try said(["a.csv": text(0), "b.csv": text(1)])
        #expect(apart.rows == 60)
        #expect(apart.said.count == 1)
        #expect(
            apart.said.first?.contains("warning: the first 30 rows of the file are, in every column that is read")
                == true)
        #expect(apart.said.first?.contains("but differ in column '\(other)'") == true)
        #expect(try said(["a.csv": text(0), "b.csv": text(1)], "may_repeat_files: true").said.isEmpty)
        // The same in that column too, however it is written.
        let copied = try said(["a.csv": text(0), "b.csv": "\u{FEFF}" + text(0)])
        #expect(copied.rows == nil)
        #expect(copied.said.first?.contains("error: all 30 rows of the file are") == true)
        // A longer one.
        #expect(
            try said(["a.csv": text(0), "b.csv": text(1, 35)]).said.first?.contains("but differ in column") == true)
    }

    @Test func `an export that begins with all rows of another is told`() throws {
        let longer = Self.text + "c30,1\nc31,2\n"
        let found = reading(try place(["a.csv": Self.text, "b.csv": longer]))
        #expect(found.rows == 62)
        #expect(
            found.said == [
                "b.csv: warning: the file begins with all 30 rows of 'a.csv'; they count twice in table 't' unless a rule "
                    + "drops them\n  help: name one of them only, drop duplicates by a key, or write "
                    + "'may_repeat_files: true' for the table"
            ])
    }

    @Test func `files that are alike by chance, or hold a header alone, are read`() throws {
        let alike = "id,n\n" + (0..<30).map { "c\($0),\($0 == 29 ? 1 : $0 * 7)" }.joined(separator: "\n") + "\n"
        let constant = "id,n\n" + [String](repeating: "c1,1", count: 30).joined(separator: "\n")
        let found = reading(
            try place([
                "a.csv": Self.text, "b.csv": alike, "c.csv": constant + "\n", "d.csv": constant, "e.csv": "id,n\n",
                "f.csv": "id,n\n",
            ]))
        #expect(found.rows == 120)
        #expect(found.said.isEmpty)
    }

    // MARK: Listings

    @Test(arguments: [EIO, EACCES, EMFILE])
    func `a listing that breaks off is told`(code: Int32) throws {
        let place = try place(["a.csv": Self.text, "b.csv": Self.text])
        let broken = FolderListing { (path) throws(ListingProblem) in
            var names = ["a.csv", "b.csv"]
            return try FolderListing.names { () throws(ListingProblem) in
                if names.count == 1 { throw ListingProblem(code: code) }
                return names.removeFirst()
            }
        }
        let matches = FilePattern("*.csv", folder: place.path, listing: broken).matches()
        #expect(matches.paths.isEmpty)
        #expect(matches.unlisted.map(\.path) == [place.path])
        #expect(matches.unlisted.map(\.problem.code) == [code])
        let pattern = SourceText("*.csv", start: SourceLocation(file: "p.yml", line: 1, column: 1))
        let said = try IngestionDiagnostics.folderUnlisted(#require(matches.unlisted.first), pattern: pattern)
        #expect(said.kind == .input("input-unreadable"))
        #expect(
            said.message.english.contains(
                code == EACCES
                    ? "but permission to read it is denied"
                    : "but it cannot be listed to its end ("
                        + (code == EMFILE ? "too many files are open at once" : "the disk reports an error")))
        #expect(!said.message.english.contains("\(code))") && !said.message.chinese.contains("系统错误"))
    }

    @Test func `one folder of many that cannot be listed is told too`() throws {
        let place = try place(["x/a.csv": Self.text, "y/b.csv": Self.text])
        let broken = FolderListing { (path) throws(ListingProblem) in
            if path.hasSuffix("/y") { throw ListingProblem(code: EIO) }
            return try FolderListing.system.names(path)
        }
        for pattern in ["*/*.csv", "**/*.csv"] {
            let matches = FilePattern(pattern, folder: place.path, listing: broken).matches()
            #expect(matches.paths == [place.path + "/x/a.csv"])
            #expect(matches.unlisted.map(\.path) == [place.path + "/y"])
        }
    }
}
