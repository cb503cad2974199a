// The one door to libxlsxwriter: a workbook becomes the bytes of a file.

import CLinux
import CXlsxWriter
import Foundation
import Synchronization

/// Makes `.xlsx` files in memory.
///
/// A text is written as text and a number as a number, whatever they look like; nothing here guesses. The same workbook and the same
/// moment give the same bytes.
///
/// - Source: ECMA-376, by libxlsxwriter. It prints numbers with 16 digits; spreadsheets keep 15.
enum XlsxFile {
    /// The library keeps its time in a place of the C library that threads share.
    private static let library = Mutex(XlsxLibrary())

    /// - Parameter moment: when it was made: seconds since 1970-01-01T00:00:00Z.
    /// - Errors: the library is not there, there is no memory or no room for its temporary files, or there is more than a sheet can hold.
    static func bytes(of workbook: Workbook, madeAt moment: Int64) throws(DocumentProblem) -> [UInt8] {
        let descriptor = linux_memory_file()
        guard descriptor >= 0 else { throw .noMemoryFile(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        try library.withLock { library throws(DocumentProblem) in
            let functions = try library.functions()
            let error =
                XlsxWriting(functions, path: "/proc/self/fd/\(descriptor)", moment: moment)?.write(workbook)
                ?? LXW_ERROR_MEMORY_MALLOC_FAILED
            guard error == LXW_NO_ERROR else { throw problem(error, functions) }
        }
        guard let bytes = contents(of: descriptor) else { throw .noMemoryFile(String(cString: strerror(errno))) }
        return bytes
    }

    /// Loads the library, so that what is not there is told before a row is read.
    ///
    /// - Errors: ``DocumentProblem/noLibrary(file:reason:)``.
    static func loadLibrary() throws(DocumentProblem) {
        try library.withLock { library throws(DocumentProblem) in _ = try library.functions() }
    }

    private static func problem(_ error: lxw_error, _ functions: xlsx_functions) -> DocumentProblem {
        switch error {
        case LXW_ERROR_CREATING_TMPFILE, LXW_ERROR_READING_TMPFILE: .noTemporaryFile
        default: .library(functions.lxw_strerror(error).map { String(cString: $0) } ?? "\(error.rawValue)")
        }
    }

    /// The whole file; nil with `errno` when it cannot be read.
    private static func contents(of descriptor: Int32) -> [UInt8]? {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done, done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            done += count
        }
        return bytes
    }
}

/// One workbook on its way through the library; the first error is kept.
private struct XlsxWriting {
    private let library: xlsx_functions
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let moment: Int64
    private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
    private var error = LXW_NO_ERROR

    /// What cells must have in common to share a format.
    private struct Style: Hashable {
        var role: Workbook.Role
        var number: String?
    }

    init?(_ library: xlsx_functions, path: String, moment: Int64) {
        guard let book = library.workbook_new(path) else { return nil }
        self.library = library
        self.book = book
        self.moment = moment
    }

    private mutating func note(_ error: lxw_error) {
        if self.error == LXW_NO_ERROR { self.error = error }
    }

    /// Writes everything and lets the workbook go.
    consuming func write(_ workbook: Workbook) -> lxw_error {
        writeProperties(workbook)
        for sheet in workbook.sheets { write(sheet) }
        note(library.workbook_close(book))
        return error
    }

    private mutating func writeProperties(_ workbook: Workbook) {
        var title = Array(String(SheetText.plain(workbook.title).prefix(200)).utf8CString)
        let error = title.withUnsafeMutableBufferPointer { title in
            var properties = lxw_doc_properties()
            properties.title = title.baseAddress
            // 0 would mean now.
            properties.created = moment == 0 ? 1 : Int(moment)
            return library.workbook_set_properties(book, &properties)
        }
        note(error)
    }

    private mutating func write(_ sheet: Workbook.Sheet) {
        guard let page = library.workbook_add_worksheet(book, sheet.name) else {
            note(LXW_ERROR_SHEETNAME_ALREADY_USED)
            return
        }
        library.worksheet_set_landscape(page)
        library.worksheet_set_paper(page, 9)  // A4
        library.worksheet_fit_to_pages(page, 1, 0)
        for (column, width) in sheet.widths.enumerated() {
            note(library.worksheet_set_column(page, lxw_col_t(column), lxw_col_t(column), width, nil))
        }
        let texts = sheet.textColumns
        for (index, row) in sheet.rows.enumerated() {
            let line = lxw_row_t(index)
            switch row {
            case .gap: break
            case .cells(let cells):
                for (column, cell) in cells.enumerated() { write(cell, line, lxw_col_t(column), page) }
            case .text(let text, let role):
                let format = format(Style(role: role, number: FormulaGuard.beginsFormula(text) ? "@" : nil))
                let height = Double(row.lines(room: texts.room)) * Self.height(role)
                note(library.worksheet_set_row(page, line, height, nil))
                note(library.worksheet_merge_range(page, line, 0, line, lxw_col_t(texts.count - 1), "", format))
                note(library.worksheet_write_string(page, line, 0, SheetText.escaped(text), format))
            }
        }
        if sheet.frozenRows > 0 {
            library.worksheet_freeze_panes(page, lxw_row_t(sheet.frozenRows), 0)
            note(library.worksheet_repeat_rows(page, lxw_row_t(sheet.frozenRows - 1), lxw_row_t(sheet.frozenRows - 1)))
        }
    }

    private mutating func write(
        _ cell: Workbook.Cell, _ row: lxw_row_t, _ column: lxw_col_t, _ page: UnsafeMutablePointer<lxw_worksheet>
    ) {
        switch cell.content {
        case .text(let text):
            // Who edits such a cell gets a text again, and no formula.
            let number = FormulaGuard.beginsFormula(text) ? "@" : nil
            note(
                library.worksheet_write_string(
                    page, row, column, SheetText.escaped(text), format(Style(role: cell.role, number: number))))
        case .number(let number):
            note(
                library.worksheet_write_number(
                    page, row, column, number.value, format(Style(role: cell.role, number: number.format))))
        case .blank:
            if [.head, .numberHead].contains(cell.role) {
                note(library.worksheet_write_blank(page, row, column, format(Style(role: cell.role))))
            }
        }
    }

    // MARK: Looks

    private mutating func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
        if let format = formats[style] { return format }
        guard let format = library.workbook_add_format(book) else {
            note(LXW_ERROR_MEMORY_MALLOC_FAILED)
            return nil
        }
        if let number = style.number { library.format_set_num_format(format, number) }
        library.format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        dress(format, for: style.role)
        formats[style] = format
        return format
    }

    private func dress(_ format: UnsafeMutablePointer<lxw_format>, for role: Workbook.Role) {
        switch role {
        case .title:
            library.format_set_bold(format)
            library.format_set_font_size(format, 14)
            library.format_set_text_wrap(format)
        case .heading:
            library.format_set_bold(format)
            library.format_set_font_size(format, 12)
            library.format_set_text_wrap(format)
        case .head, .numberHead:
            library.format_set_bold(format)
            library.format_set_text_wrap(format)
            library.format_set_bg_color(format, 0xE8EDF2)
            library.format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            if role == .numberHead { library.format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
        case .text: library.format_set_text_wrap(format)
        case .number: break
        case .totalText:
            library.format_set_bold(format)
            library.format_set_text_wrap(format)
        case .totalNumber: library.format_set_bold(format)
        case .absent:
            library.format_set_font_color(format, 0x595959)
            library.format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        case .quiet:
            library.format_set_font_color(format, 0x595959)
            library.format_set_text_wrap(format)
        }
    }

    /// Of a line, in points.
    private static func height(_ role: Workbook.Role) -> Double {
        switch role {
        case .title: 20
        case .heading: 17
        case .head, .numberHead, .text, .number, .totalText, .totalNumber, .absent, .quiet: 15
        }
    }
}
