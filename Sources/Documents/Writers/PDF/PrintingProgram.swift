// A program that prints HTML pages: which one is taken, and how it is called.

import CLinux
import Foundation

/// A browser, or WeasyPrint, that turns a page into a PDF without being seen.
///
/// It is given one page in a folder of its own, which has no script and needs no network, and is ended when it takes too long.
package struct PrintingProgram: Sendable, Equatable {
    /// How a program is called.
    private enum Family: Sendable { case chromium, weasyPrint }

    /// Where it stands.
    package let path: String
    /// Where its folder may be made, the best first.
    private let folders: [String]
    /// How long a page may take.
    private let seconds: Int

    /// What it is called.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    private var family: Family { name.lowercased().contains("weasyprint") ? .weasyPrint : .chromium }

    /// - Parameters:
    ///   - folders: where a folder may be made, the best first.
    ///   - seconds: how long a page may take.
    package init(path: String, folders: [String], seconds: Int = 60) {
        self.path = path
        self.folders = folders
        self.seconds = seconds
    }

    /// Those that are looked for, the best first: what prints and nothing else before what is a whole browser.
    private static let known = [
        "chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome",
        "google-chrome-stable", "weasyprint",
    ]

    /// The program that is to print.
    ///
    /// - Parameters:
    ///   - named: a path or a name that the user gave; nil or empty for the first of those known.
    ///   - searchPath: folders with `:` between them, as in `PATH`.
    /// - Errors: ``DocumentProblem/noPrinter(named:)``.
    package static func found(
        named: String?, searchPath: String, folders: [String]
    ) throws(DocumentProblem) -> PrintingProgram {
        let named = named.flatMap { $0.isEmpty ? nil : $0 }
        guard let path = InstalledProgram.path(of: named.map { [$0] } ?? known, in: searchPath) else {
            throw .noPrinter(named: named)
        }
        return PrintingProgram(path: path, folders: folders)
    }

    // MARK: Calling it

    /// What it says of its version, in one line; nil when it says nothing.
    package func version() -> String? {
        try? PrintingFolder.with(in: folders) { folder throws(DocumentProblem) in
            try run(["--version"], in: folder)
            return folder.said.first
        }
    }

    /// A page as PDF.
    ///
    /// - Errors: ``DocumentProblem/printerFailed(program:reason:)``, ``DocumentProblem/printerTooSlow(program:seconds:)``,
    ///   ``DocumentProblem/noTemporaryFile``.
    func pdf(of page: [UInt8]) throws(DocumentProblem) -> [UInt8] {
        try PrintingFolder.with(in: folders) { folder throws(DocumentProblem) in
            try folder.write(page)
            try run(arguments(folder), in: folder)
            guard let printed = folder.printed else {
                throw .printerFailed(program: name, reason: folder.said.last ?? "")
            }
            return printed
        }
    }

    private func arguments(_ folder: PrintingFolder) -> [String] {
        switch family {
        case .weasyPrint: ["--quiet", "--pdf-variant", "pdf/ua-1", folder.page, folder.print]
        case .chromium:
            // Root may not have it work in a sandbox; the page is ours and has no script.
            (geteuid() == 0 ? ["--no-sandbox"] : []) + [
                "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=\(folder.path)/profile", "--no-pdf-header-footer", "--print-to-pdf-no-header",
                "--export-tagged-pdf", "--generate-pdf-document-outline", "--print-to-pdf=\(folder.print)",
                URL(fileURLWithPath: folder.page).absoluteString,
            ]
        }
    }

    private func run(_ arguments: [String], in folder: PrintingFolder) throws(DocumentProblem) {
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var code: Int32 = 0
        switch linux_run_program(&words, folder.log, Double(seconds), &code) {
        case 0 where code == 0: return
        case 0: throw .printerFailed(program: name, reason: folder.said.last ?? "exit code \(code)")
        case 1: throw .printerTooSlow(program: name, seconds: seconds)
        default: throw .printerFailed(program: name, reason: String(cString: strerror(errno)))
        }
    }
}
