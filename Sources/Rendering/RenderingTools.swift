// What rendering needs of the machine beside Rapport itself: found before a row is read, so that no run is in vain.

import Diagnostics
import Documents

/// The programs that the files of a report are made with.
package struct RenderingTools: Sendable {
    /// What prints pages; nil where nothing is printed.
    package let printer: PrintingProgram?

    /// For reports of which nothing is printed.
    package static let none = RenderingTools(printer: nil)

    private init(printer: PrintingProgram?) { self.printer = printer }

    /// Finds what a plan needs, and makes sure that it is there.
    ///
    /// - Parameters:
    ///   - printer: the program that the user named for printing, a path or a name; nil for none.
    ///   - searchPath: folders with programs, with `:` between them.
    ///   - folders: where folders for printing may be made, the best first.
    /// - Errors: `missing-library`, `missing-browser`.
    package init(
        for plan: RenderingPlan, printer: String?, searchPath: String, folders: [String]
    ) throws(DiagnosedFailure) {
        var file = ""
        do {
            if let book = plan.firstFile(in: .xlsx) {
                file = book
                try WorkbookWriter.prepare()
            }
            guard let print = plan.firstFile(in: .pdf) else {
                self = .none
                return
            }
            file = print
            self.printer = try PrintingProgram.found(named: printer, searchPath: searchPath, folders: folders)
        } catch {
            throw DiagnosedFailure(FileDiagnostics.unmade(file, error))
        }
    }
}
