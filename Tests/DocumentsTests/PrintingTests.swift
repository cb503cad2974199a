// Programs that print: which is taken, how it is called, and what is said when it fails, takes too long or prints nothing.

import Foundation
import Testing

@testable import Documents

struct PrintingTests {
    private final class Folder {
        let path = NSTemporaryDirectory() + "rapport-printing-" + UUID().uuidString

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        /// A program of the shell.
        @discardableResult
        func program(_ name: String, _ text: String) throws -> String {
            let file = path + "/" + name
            try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(fileURLWithPath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
            return file
        }

        var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
    }

    private static func print(_ program: PrintingProgram) -> Result<String, DocumentProblem> {
        do throws(DocumentProblem) {
            return .success(String(decoding: try program.pdf(of: Array("<p>页</p>".utf8)), as: UTF8.self))
        } catch {
            return .failure(error)
        }
    }

    /// Prints the page itself behind the mark of PDF, and what it was called with beside the program.
    private static let honest = """
        echo "$@" > "$0.called"
        for word in "$@"; do case "$word" in
            --print-to-pdf=*) out="${word#--print-to-pdf=}";;
            file://*) page="${word#file://}";;
        esac; done
        printf '%%PDF-' > "$out"; cat "$page" >> "$out"
        """

    // MARK: Which

    @Test func `the user's choice comes first, then what only prints, then browsers`() throws {
        let folder = try Folder()
        func found(_ named: String? = nil, in path: String? = nil) -> Result<String, DocumentProblem> {
            do throws(DocumentProblem) {
                return .success(
                    try PrintingProgram.found(named: named, searchPath: path ?? folder.path, folders: []).path)
            } catch {
                return .failure(error)
            }
        }
        #expect(found() == .failure(.noPrinter(named: nil)))
        #expect(found("") == .failure(.noPrinter(named: nil)))
        #expect(found("mine") == .failure(.noPrinter(named: "mine")))
        try folder.program("weasyprint", "")
        #expect(found() == .success(folder.path + "/weasyprint"))
        try folder.program("google-chrome", "")
        #expect(found() == .success(folder.path + "/google-chrome"))
        try folder.program("chromium-headless-shell", "")
        #expect(found() == .success(folder.path + "/chromium-headless-shell"))
        #expect(found(in: "/nowhere:" + folder.path) == .success(folder.path + "/chromium-headless-shell"))
        try folder.program("mine", "")
        #expect(found("mine") == .success(folder.path + "/mine"))
        #expect(found(folder.path + "/mine", in: "") == .success(folder.path + "/mine"))
        // Neither a folder nor a file that nobody may run.
        #expect(found(folder.path) == .failure(.noPrinter(named: folder.path)))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path + "/mine")
        #expect(found("mine") == .failure(.noPrinter(named: "mine")))
    }

    // MARK: How

    @Test func `a browser is called for a tagged print without its own head and foot, and nothing is left`() throws {
        let folder = try Folder()
        let path = try folder.program("chromium", Self.honest)
        #expect(Self.print(PrintingProgram(path: path, folders: [folder.path])) == .success("%PDF-<p>页</p>"))
        #expect(folder.names == ["chromium", "chromium.called"])
        let called = try String(contentsOfFile: path + ".called", encoding: .utf8)
        for word in ["--headless", "--no-pdf-header-footer", "--export-tagged-pdf", "~NOTFOUND", "--user-data-dir="] {
            #expect(called.contains(word))
        }
        #expect(called.contains("--no-sandbox") == (geteuid() == 0))
    }

    @Test func `WeasyPrint is asked for the variant that is tagged`() throws {
        let folder = try Folder()
        let path = try folder.program("weasyprint", "echo \"$1 $2 $3\" > \"$0.called\"; printf '%%PDF-w' > \"$5\"")
        #expect(Self.print(PrintingProgram(path: path, folders: [folder.path])) == .success("%PDF-w"))
        #expect(try String(contentsOfFile: path + ".called", encoding: .utf8) == "--quiet --pdf-variant pdf/ua-1\n")
    }

    @Test func `what it says of its version is the first line`() throws {
        let folder = try Folder()
        let path = try folder.program("chromium", "[ \"$1\" = --version ] && echo 'Chromium 156.0 ' && echo more")
        #expect(PrintingProgram(path: path, folders: [folder.path]).version() == "Chromium 156.0")
        let silent = try folder.program("silent", "exit 3")
        #expect(PrintingProgram(path: silent, folders: [folder.path]).version() == nil)
    }

    // MARK: When it does not

    @Test(arguments: [
        ("echo first; echo 'dbus noise'; echo no room >&2; exit 3", "no room"), ("exit 4", "exit code 4"),
        ("kill -9 $$", "exit code 137"), ("echo all is well", "all is well"), ("exit 0", ""),
        ("echo nothing > \"$(echo \"$@\" | sed 's/.*--print-to-pdf=//; s/ .*//')\"", ""),
        ("yes '0123456789' | head -c 3000000; exit 1", "0123456789"),
    ])
    func `a program that prints nothing is told with what it said last`(text: String, reason: String) throws {
        let folder = try Folder()
        let path = try folder.program("chromium", text)
        let outcome = Self.print(PrintingProgram(path: path, folders: [folder.path]))
        if text.hasPrefix("yes") {
            guard case .failure(.printerFailed("chromium", let said)) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(reason.hasPrefix(said) || said == reason)
        } else {
            #expect(outcome == .failure(.printerFailed(program: "chromium", reason: reason)))
        }
        #expect(folder.names == ["chromium"])
    }

    @Test func `one that takes too long is ended with all that it started`() throws {
        let folder = try Folder()
        let path = try folder.program("chromium", "sleep 50 & echo $! > \"$0.child\"; sleep 50")
        let start = Date()
        let outcome = Self.print(PrintingProgram(path: path, folders: [folder.path], seconds: 1))
        #expect(outcome == .failure(.printerTooSlow(program: "chromium", seconds: 1)))
        #expect(Date().timeIntervalSince(start) < 20)
        let text = try String(contentsOfFile: path + ".child", encoding: .utf8)
        let child = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        // Whoever adopts it may not have buried it yet.
        let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
        #expect(state == nil || state?.contains(") Z ") == true)
        #expect(folder.names == ["chromium", "chromium.child"])
    }

    @Test func `a program that is gone, and folders that cannot be written to, are told`() throws {
        let folder = try Folder()
        let gone = Self.print(PrintingProgram(path: folder.path + "/gone", folders: [folder.path]))
        #expect(gone == .failure(.printerFailed(program: "gone", reason: "No such file or directory")))
        let path = try folder.program("chromium", Self.honest)
        let elsewhere = Self.print(PrintingProgram(path: path, folders: ["/nowhere", folder.path]))
        #expect(elsewhere == .success("%PDF-<p>页</p>"))
    }
}
