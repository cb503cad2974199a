// The library that makes workbooks, loaded when it is first asked for.

import CXlsxWriter
import Foundation

/// The functions of libxlsxwriter.
///
/// A run without a workbook never loads it, nor the libraries that it needs in turn.
struct XlsxLibrary {
    private var loaded: xlsx_functions?

    /// - Errors: ``DocumentProblem/noLibrary(file:reason:)`` when it is not there, or is not what the program was built for.
    mutating func functions() throws(DocumentProblem) -> xlsx_functions {
        if let loaded { return loaded }
        let file = Self.file
        var functions = xlsx_functions()
        if let reason = xlsx_load(file, &functions) {
            throw .noLibrary(file: Self.usualFile, reason: String(cString: reason))
        }
        loaded = functions
        return functions
    }

    /// What the variable RAPPORT_XLSXWRITER names, else the library by the number of the interface that the program was built for.
    private static var file: String {
        getenv("RAPPORT_XLSXWRITER").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? usualFile
    }

    private static let usualFile = "libxlsxwriter.so.\(LXW_SOVERSION)"
}
