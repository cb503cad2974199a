// Many small files of a table: read side by side or one after the other, the table and its books are the same.

import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct SmallFilesTests {
    private static let header = "id,day,note\n"

    private static func rows(_ file: Int, _ count: Int) -> String {
        (0..<count).map { "N\(file)\($0),2026-09-\(10 + $0 % 10),text \($0 % 7)\n" }.joined()
    }

    /// Files of every sort that a folder of daily exports may hold.
    private static func folder() throws -> TemporaryPlace {
        let folder = TemporaryPlace()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        for file in 0..<20 {
            var text = header + rows(file, 5 + file)
            if file == 3 { text += "broken\n" }
            if file == 5 { text += "x,2026-13-45,\"two\nlines\"\n" }
            if file == 8 { text = header }
            var bytes = Array(text.utf8)
            if file == 11 { bytes += Array("y,2026-09-01,".utf8) + [0xFF, 0x0A] }
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/day-\(10 + file).csv"))
        }
        // Stored it is small; read it is many blocks.
        let large = folder.path + "/day-40.csv"
        try Data((header + rows(99, 60_000)).utf8).write(to: URL(fileURLWithPath: large))
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
        gzip.arguments = ["-9", large]
        try gzip.run()
        gzip.waitUntilExit()
        return folder
    }

    private static func told(_ folder: String, jobs: Int, blockSize: Int) -> [String] {
        let (found, problems) = read(
            """
            files: '\(folder)/day-*'
            reject_limit: 100%
            may_repeat_files: true
            columns: { id: {}, day: { type: date }, note: {} }
            """, jobs: jobs, blockSize: blockSize)
        guard let found else { return problems }
        return problems
            + found.set.files.map { "\($0.path) \($0.rows) \($0.fingerprint)" }
            + ["id", "note"].map { found.texts($0).map { $0 ?? "-" }.joined(separator: " ") }
            + found.set.rejects.map { "\($0)" }
    }

    @Test(arguments: [1 << 20, 4096])
    func `the rows, the rejects, the messages and their order do not depend on the threads`(blockSize: Int) throws {
        let folder = try Self.folder()
        let alone = Self.told(folder.path, jobs: 1, blockSize: blockSize)
        #expect(alone.count > 25)
        for jobs in [2, 3, 8] {
            #expect(Self.told(folder.path, jobs: jobs, blockSize: blockSize) == alone, "\(jobs) threads")
        }
    }
}
