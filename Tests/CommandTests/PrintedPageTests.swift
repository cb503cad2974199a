// What stands on the first printed page: a browser, where one is installed, prints the golden reports.

import Foundation
import Testing

struct PrintedPageTests {
    private static let browser = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"].map {
        "/usr/bin/" + $0
    }.first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(arguments: ["zh-Hans", "en"])
    func `the nightly report is one sheet of paper, its eight headline figures among it`(language: String) throws {
        guard let browser = Self.browser else {
            print("no browser is installed: nothing was printed")
            return
        }
        let page = try String(
            contentsOfFile: BuiltProgram.root + "/reports/nightly/index.\(language).html", encoding: .utf8)
        let headlines = try #require(page.firstRange(of: "<section id=\"headlines\">"))
        let end = try #require(page[headlines.upperBound...].firstRange(of: "</section>"))
        #expect(page[headlines.upperBound..<end.lowerBound].ranges(of: "<article class=\"card\">").count == 8)
        let folder = try TemporaryFolder()
        let file = try folder.write(page, to: "page.html")
        let outcome = try BuiltProgram.run(
            [
                "--headless", "--no-sandbox", "--no-pdf-header-footer", "--print-to-pdf=\(folder.path)/page.pdf",
                "file://\(file)",
            ], program: browser)
        let printed = try #require(folder.bytes("page.pdf"), "\(outcome.errors)")
        let text = String(decoding: printed, as: UTF8.self)
        #expect(text.matches(of: /\/Type\s*\/Page\b/).count == 1)
    }
}
