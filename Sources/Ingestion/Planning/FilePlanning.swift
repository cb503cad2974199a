// Finds the files of a table, and tells what is remarkable of each: absence, repetition, headers that differ, columns that are not there.
import Diagnostics
import Stages

extension TablePlanning {
    func paths() -> [String] {
        var paths: [String] = []
        var known: Set<String> = []
        for pattern in options.files {
            let matches = FilePattern(pattern.text, folder: baseFolder).matches()
            for folder in matches.unlisted {
                collector.add(IngestionDiagnostics.folderUnlisted(folder, pattern: pattern))
            }
            // A path without wild cards is one that nobody has looked for yet.
            let isAbsent = matches.paths.allSatisfy(FilePattern.isAbsent)
            if matches.unlisted.isEmpty, isAbsent,
                matches.paths.isEmpty || options.mayBeEmpty || context.depth == .beginning
            {
                tellAbsence(of: pattern)
                continue
            }
            for path in matches.paths where known.insert(path).inserted { paths.append(path) }
        }
        return options.mayRepeatFiles ? paths : withoutRepetitions(paths)
    }

    private func tellAbsence(of pattern: SourceText) {
        if context.depth == .beginning, !options.mayBeEmpty {
            collector.add(IngestionDiagnostics.absentFiles(pattern))
            return
        }
        collector.add(
            options.mayBeEmpty
                ? IngestionDiagnostics.noFileToday(pattern, folder: baseFolder, table: options.name.text)
                : IngestionDiagnostics.noFileMatches(pattern, folder: baseFolder))
    }

    /// The paths without those that lead to a file which another path has led to already; each of these is an error.
    private func withoutRepetitions(_ paths: [String]) -> [String] {
        var first: [FileIdentity: String] = [:]
        return paths.filter { path in
            guard let identity = FileIdentity(path: path) else { return true }
            guard let other = first[identity] else {
                first[identity] = path
                return true
            }
            collector.add(IngestionDiagnostics.oneFileTwice(other, path, table: options.name.text))
            return false
        }
    }

    func recognisedFiles(
        _ paths: [String], _ outcomes: [Result<RecognisedFile, RecognitionFailure>]
    ) -> [RecognisedFile] {
        var files: [RecognisedFile] = []
        for (path, outcome) in zip(paths, outcomes) {
            switch outcome {
            case .success(let file):
                files.append(file)
                checkLineEnd(file)
                if let line = file.header.doubtfulLine {
                    collector.add(IngestionDiagnostics.doubtfulFirstRow(at: SourceLocation(file: path, line: line)))
                }
            case .failure(.source(let problem)):
                collector.add(IngestionDiagnostics.unreadable(problem, file: path))
            case .failure(.header(let problem)):
                collector.add(IngestionDiagnostics.headerProblem(problem, file: path))
            }
        }
        return files
    }

    private func checkLineEnd(_ file: RecognisedFile) {
        guard let expected = options.lineEnd else { return }
        let found = file.dialect.lineEnds.name.lowercased()
        if found != "none", !found.split(separator: "+").allSatisfy({ $0 == expected.rawValue }) {
            collector.add(
                IngestionDiagnostics.lineEndDiffers(expected: expected.rawValue, found: found, file: file.path))
        }
    }

    /// Whether the lower rows of a header of several rows are the same in all files; a file whose header has fewer rows would lose
    /// its first row of data to it. The first file that differs is told.
    func headersAgree(_ files: [RecognisedFile], _ choice: HeaderChoice) -> Bool {
        guard let rows = choice.rowCount, rows > 1, let first = files.first else { return true }
        func lower(_ file: RecognisedFile) -> [String: String] {
            var found: [String: String] = [:]
            for cells in file.header.cells {
                found[HeaderName.folded(cells.dropLast().joined(separator: " "))] = HeaderName.folded(cells.last ?? "")
            }
            return found
        }
        let expected = lower(first)
        for file in files.dropFirst() {
            let found = lower(file)
            let shared = found.filter { expected[$0.key] != nil }
            let differing = shared.filter { expected[$0.key] != $0.value }
            guard differing.count * 2 <= shared.count else {
                collector.add(
                    IngestionDiagnostics.headersDiffer(
                        file.path, line: choice.lastLine ?? file.header.line ?? 1, first: first.path))
                return false
            }
        }
        return true
    }

    func tellAbsentColumns(_ planned: [String], _ files: [FilePlan]) {
        for file in files {
            for (index, name) in planned.enumerated() where file.places[index] == nil {
                let declared = options.columns.first { $0.name.text == name }
                // That a column which is required is absent has been told.
                if declared?.isRequired == true { continue }
                // One that need not be there is remarkable in some files only.
                let isExpected = declared != nil || ofRules.contains(name)
                if isExpected, files.allSatisfy({ $0.places[index] == nil }) { continue }
                collector.add(
                    IngestionDiagnostics.columnAbsentInFile(name, file: file.path, isExpected: isExpected))
            }
        }
    }

    /// Says that a file looks like an export that the table does not name.
    func hint(_ files: [FilePlan]) {
        guard let first = files.first else { return }
        let found = exports.recognised(FileSigns(first.recognised)).map(\.name)
        if found.count == 1 { collector.add(IngestionDiagnostics.exportHint(found[0], file: first.path)) }
        if found.count > 1 { collector.add(ExportDiagnostics.severalHints(found, file: first.path)) }
    }
}
