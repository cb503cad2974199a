// A folder with a pipeline file and an export so small that a run takes an instant, and pictures of folders to compare.

import Foundation

/// `pipelines/calls.yml` over `exports/calls.csv`, in a folder of its own.
struct SmallPipeline {
    let folder: TemporaryFolder

    var path: String { folder.path }

    /// - Parameter head: further lines of the pipeline file.
    init(head: String = "", files: String = "../exports/calls.csv") throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            period: all
            languages: [en]
            \(head)
            ingest:
              calls: { files: "\(files)", reject_limit: 90%, columns: { id: { type: integer }, at: { type: date } } }
            aggregate:
              metrics: [calls]
              define: { calls: { count: rows, of: calls, at: at, where: id >= 0 } }
            render:
              - { report: summary, formats: [markdown] }
            """, to: "pipelines/calls.yml")
        try write(rows: 2)
    }

    /// The export with so many rows that can be read, and one that cannot.
    func write(rows: Int) throws {
        try folder.write(
            "id,at\n" + (1...rows).map { "\($0),2026-0\($0 % 9 + 1)-10\n" }.joined() + "bad,2026-01-10\n",
            to: "exports/calls.csv")
    }

    func run(
        _ arguments: [String], in place: String = "", environment: [String: String] = [:]
    ) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(
            ["run", path + "/pipelines/calls.yml", "--as-of", "2026-09-15", "--quiet"] + arguments,
            in: path + "/" + place, environment: environment)
    }

    /// Runs a line of a shell in the folder; `$RAPPORT` is the program.
    func shell(_ line: String, environment: [String: String] = [:]) throws -> BuiltProgram.Outcome {
        let variables = environment.merging(["RAPPORT": BuiltProgram.path]) { $1 }
        return try BuiltProgram.run(["-c", line], in: path, environment: variables, program: "/bin/sh")
    }

    /// Everything below a folder: files with their bytes, links with where they lead, folders.
    func picture(of folder: String = "") -> [String: String] {
        var picture: [String: String] = [:]
        let root = path + "/" + folder
        guard let walk = FileManager.default.enumerator(atPath: root) else { return [:] }
        for case let name as String in walk {
            var facts = stat()
            guard lstat(root + "/" + name, &facts) == 0 else { continue }
            switch facts.st_mode & S_IFMT {
            case S_IFREG:
                picture[name] = String(
                    decoding: FileManager.default.contents(atPath: root + "/" + name) ?? Data(), as: UTF8.self)
            case S_IFLNK:
                picture[name] =
                    "-> " + ((try? FileManager.default.destinationOfSymbolicLink(atPath: root + "/" + name)) ?? "")
            case S_IFDIR: picture[name] = "folder"
            default: picture[name] = "other"
            }
        }
        return picture
    }
}
