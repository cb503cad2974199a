// Options written in tests as they are written in a pipeline file.

import Diagnostics
import OptionFiles
import Stages

extension OptionNode {
    /// The node of a text written as in a pipeline file, read by the reader of pipeline files; empty when it is not YAML.
    ///
    /// - Parameter collector: told of what is wrong with the text itself, such as a key that stands twice.
    package static func text(
        _ text: String, file: String = "pipeline.yml", collector: DiagnosticCollector = DiagnosticCollector()
    ) -> OptionNode {
        OptionFileReader.read(text, file: file, collector: collector)
            ?? OptionNode(.empty, at: SourceLocation(file: file, line: 1, column: 1))
    }

    /// The value of a key of a mapping.
    package subscript(key: String) -> OptionNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
}
