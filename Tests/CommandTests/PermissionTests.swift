// What may not be read is said to be so, and ends the run with its own exit code; nothing is left out in silence.

import Foundation
import Testing

struct PermissionTests {
    private static let csv = "id,at\n1,2026-09-01\n2,2026-09-02\n"

    /// A folder that everybody may use, with a pipeline file over `files`.
    private func folder(files: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            period: all
            ingest:
              calls: { files: \(files), columns: { id: { type: integer } } }
            aggregate:
              metrics: [calls]
              define: { calls: { count: rows, of: calls } }
            render:
              - { report: summary, formats: [markdown] }
            """, to: "calls.yml")
        try permit(0o777, folder.path)
        return folder
    }

    private func permit(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// Runs `calls.yml` as somebody who is bound by permissions; nil, said aloud, where that cannot be done.
    private func run(in folder: TemporaryFolder, _ arguments: [String] = []) throws -> BuiltProgram.Outcome? {
        let arguments = ["run", "calls.yml", "--as-of", "2026-09-15", "--out", "out/report", "--quiet"] + arguments
        guard getuid() == 0 else { return try BuiltProgram.run(arguments, in: folder.path) }
        // Permissions do not bind root: somebody without any rights runs the program.
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", BuiltProgram.path]
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv"),
            try BuiltProgram.run(nobody + ["--version"], in: folder.path, program: "/usr/bin/setpriv").status == 0
        else {
            print("skipped: root cannot run the program as somebody else here")
            return nil
        }
        return try BuiltProgram.run(nobody + arguments, in: folder.path, program: "/usr/bin/setpriv")
    }

    @Test func `a file without permission is named and ends with code 66`() throws {
        let folder = try folder(files: "calls.csv")
        try permit(0o000, folder.write(Self.csv, to: "calls.csv"))
        guard let outcome = try run(in: folder) else { return }
        #expect(outcome.status == 66)
        #expect(outcome.errors == "calls.csv: error: permission to read the file is denied\n")
        let chinese = try run(in: folder, ["--language", "zh-Hans"])
        #expect(chinese?.status == 66)
        #expect(chinese?.errors == "calls.csv: 错误：没有读取该文件的权限\n")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out/report"))
        // The same folder with permission, so that nothing else was in the way.
        try permit(0o644, folder.path + "/calls.csv")
        #expect(try run(in: folder)?.status == 0)
    }

    @Test(arguments: ["exports/*.csv", "**/*.csv", "*/calls.csv", "*/*.csv"])
    func `a folder without permission is named, and its files are not left out in silence`(_ files: String) throws {
        let folder = try folder(files: "'\(files)'")
        try folder.write(Self.csv, to: "exports/calls.csv")
        try folder.write(Self.csv.replacingOccurrences(of: "2026-09-01", with: "2026-09-03"), to: "open/calls.csv")
        try permit(0o000, folder.path + "/exports")
        defer { try? permit(0o755, folder.path + "/exports") }
        guard let outcome = try run(in: folder) else { return }
        #expect(outcome.status == 66)
        let expected = "'\(files)' needs the files of folder 'exports', but permission to read it is denied\n"
        #expect(outcome.errors.hasSuffix(expected), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
        try permit(0o755, folder.path + "/exports")
        #expect(try run(in: folder)?.status == 0)
    }

    @Test func `a pipeline file without permission ends with code 66, an output folder without with code 73`() throws {
        let folder = try folder(files: "calls.csv")
        try folder.write(Self.csv, to: "calls.csv")
        try permit(0o000, folder.path + "/calls.yml")
        guard let unread = try run(in: folder) else { return }
        #expect(unread.status == 66)
        #expect(unread.errors == "calls.yml: error: cannot read the pipeline file: permission denied\n")
        try permit(0o644, folder.path + "/calls.yml")
        try permit(0o555, folder.path)
        defer { try? permit(0o755, folder.path) }
        // Whether the folder above the report has to be made or is there already.
        for out in ["out/report", "report"] {
            let unwritten = try run(in: folder, ["--out", out])
            #expect(unwritten?.status == 73)
            #expect(
                unwritten?.errors.contains("error: cannot write: permission denied") == true,
                "\(unwritten?.errors ?? "")")
        }
    }
}
