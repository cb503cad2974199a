// Options written in tests as they are written in a pipeline file.

import Diagnostics
import OptionFiles
import Stages

extension OptionNode {
    /// The node of a text written as in a pipeline file, read by the reader of pipeline files; empty when it is not YAML.
    package static func text(_ text: String, file: String = "pipeline.yml") -> OptionNode {
        OptionFileReader.read(text, file: file, collector: DiagnosticCollector())
            ?? OptionNode(.empty, at: SourceLocation(file: file, line: 1, column: 1))
    }

    /// The value of a key of a mapping.
    package subscript(key: String) -> OptionNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
}
