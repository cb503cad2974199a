// What a run was, put together for the report and for the record from its plan, its books and what was said.

import Diagnostics
import Ingestion
import Stages

extension RecordedPaths {
    /// The names by which the files of a run are recorded.
    init(of plan: PipelinePlan, _ books: TableSet) {
        self.init(
            pipeline: plan.file.path, folder: plan.file.folder,
            inputs: plan.file.exports.files.map(\.path) + (plan.file.calendar?.paths ?? []) + books.files.map(\.path))
    }
}

extension RunFacts {
    /// - Parameter told: everything that was said in the run, in any order.
    init(
        of plan: PipelinePlan, _ books: TableSet, links: [LinkMatch], paths: RecordedPaths, told: [Diagnostic]
    ) {
        let inputs = books.files.map { file in
            var file = file
            file.path = paths.name(of: file.path)
            return file
        }
        var calendar = plan.file.calendar
        for index in calendar?.sources.indices ?? 0..<0 {
            let path = calendar?.sources[index].path
            calendar?.sources[index].path = path.map(paths.name)
        }
        // In the order of the names that are told, not of the paths as they were typed.
        let told = told.map(paths.renamed).inOrderOfPlaces
        self.init(
            title: plan.file.title, pipeline: plan.file.name,
            pipelineFingerprint: plan.file.bytes.withUnsafeBytes { Fingerprint.of($0).description },
            toolVersion: Pipelines.version, asOf: plan.asOf,
            zone: plan.file.zone, files: inputs, ledgers: books.ledgers, links: links, rejects: books.rejects,
            warnings: told.filter { $0.severity == .warning }, notes: told.filter { $0.severity == .note },
            calendar: calendar, fiscal: plan.periods.fiscal)
    }
}
