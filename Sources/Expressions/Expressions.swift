// Small typed formulas over columns: read, type-checked before any data, evaluated a column at a time.

import Diagnostics
import Tabular

/// A formula as the user wrote it, read but not yet checked against columns.
package struct Expression: Sendable, Hashable {
    package let source: SourceText

    /// Reads a formula; mistakes are reported with their place inside it, and then the result is nil.
    package init?(_ source: SourceText, collector: DiagnosticCollector) {
        self.source = source
    }
}
