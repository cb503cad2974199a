// `results.json` is read back by an independent reader and compared with `results.csv`.

import Foundation
import Stages
import Testing

@testable import Rendering

struct ResultsJSONTests {
    @Test func `another reader finds the same cells in results.json as in results.csv`() throws {
        let results = SampleResults.results()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("results-json-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in ResultsFiles(results: results, facts: SampleResults.facts()).files {
            try Data(file.bytes).write(to: folder.appendingPathComponent(file.name))
        }
        let script = """
            import csv, json
            from decimal import Decimal
            def refuse(name): raise ValueError(name)
            document = json.load(open('results.json', encoding='utf-8'), parse_float=Decimal, parse_constant=refuse)
            rows = list(csv.DictReader(open('results.csv', encoding='utf-8', newline='')))
            cells = document['cells']
            assert len(rows) == len(cells) > 100, (len(rows), len(cells))
            keys = {m['key']: m for m in document['metrics']}
            for row, cell in zip(rows, cells):
                assert row['metric'] == cell['metric'] and cell['definition'] == keys[cell['metric']]['definition']
                for name in ('value', 'numerator', 'denominator', 'low', 'high'):
                    found = None if row[name] == '' else Decimal(row[name])
                    expected = None if cell[name] is None else Decimal(cell[name])
                    assert found == expected, (name, found, expected)
                assert int(row['n']) == cell['n'] and row['status'] == cell['status'] and row['unit'] == cell['unit']
                assert row['grain'] == cell['grain'] and row['period_end'] == (cell['period_end'] or '')
                assert row['segment'] == '; '.join(f'{k}={v}' for k, v in cell['segment'].items())
            verdicts = {c['verdict'] for cell in cells for c in cell['comparisons']}
            assert verdicts == {'better', 'worse', 'within-noise', 'unjudged', 'not-comparable'}, verdicts
            print('same', len(cells))
            """
        guard let output = try run(script, in: folder) else {
            print("skipped: no python3 to read results.json with")
            return
        }
        #expect(output.contains("same \(results.cells.count)"), Comment(rawValue: output))
    }

    @Test func `exact decimals keep all their digits and undefined values are null`() {
        let file = ResultsFiles(results: ResultsTableTests.small, facts: SampleResults.facts()).files[1]
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("\"value\": -12345678901234.5,"))
        #expect(text.contains("\"value\": null, \"numerator\": null, \"denominator\": null, \"n\": 0"))
        #expect(text.contains("\"segment\": {\"region\": \"=1+1, \\\"x\\\"\", \"tier\": \"A\"}"))
        #expect(!text.contains("nan") && !text.contains("inf,"))
    }

    /// The output of a Python script, or nil when there is no Python.
    private func run(_ script: String, in folder: URL) throws -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 127 ? nil : String(decoding: output, as: UTF8.self)
    }
}
