// Where the process may take only so much memory, its end is a sentence and a code, not a crash.

import CLastWords
import Diagnostics
import Stages

/// The last words of a process to which memory is refused.
package enum MemoryEnd {
    /// Prepares for memory being refused: the run then ends with `status` and a sentence, and the last report stays.
    ///
    /// Rows go to a file long before; what does not fit all the same are texts, groups and what a stage works on. Without a limit of the
    /// address space memory is never refused, and nothing is prepared.
    package static func prepare(language: Language, status: Int32) {
        guard let limit = MachineMemory.addressSpace else { return }
        let diagnostic = PipelinesDiagnostics.addressSpaceUsedUp(limit: limit)
        last_words_when_memory_ends(
            DiagnosticText(language: language).text(of: diagnostic) + "\n", status, UInt(limit / 2))
    }
}
