// How the files of a table are written, as far as the user or the format of its export says so.
import Diagnostics

extension TableOptions {
    /// What is declared of the table's files: what the user says, and else what the format does.
    func declaredFormat(_ export: ExportFormat?) -> DeclaredFormat {
        // An example is written as the user writes it, not as the system does.
        let layout = exampleTypes == nil ? export?.layout : nil
        var declared = DeclaredFormat()
        declared.encoding = encoding ?? layout?.encoding
        declared.hasDelimiter = hasDelimiter || layout?.hasDelimiter == true
        declared.delimiter = hasDelimiter ? delimiter : layout?.delimiter
        declared.quote = quote ?? layout?.quote
        declared.escape = escape ?? layout?.escape
        declared.header = header == .automatic && exampleTypes == nil ? export?.header ?? .automatic : header
        declared.rowLimit = rowLimit
        let headers =
            columns.flatMap(\.headers).map(\.text) + (export?.columns ?? []).flatMap { $0.headers + $0.timeHeaders }
        declared.knownNames = Set(headers.map(HeaderName.folded))
        // What databases that escape by backslashes write for nothing.
        let ofDatabases = declared.escape == 0x5C ? [EscapeTokenizer.noValue] : []
        declared.missing = MissingSpellings(
            (missingOnly ?? MissingSpellings.common + (export?.missing ?? []) + missing) + ofDatabases)
        return declared
    }
}
