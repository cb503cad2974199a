// Whatever a user names as the place of a report, nothing of his is lost.

import Foundation
import Testing

struct DestructionTests {
    /// A place a report is sent to, what is done before, and the exit code.
    struct Target: Sendable, CustomTestStringConvertible {
        var name: String
        var out: String
        var status: Int32 = 73
        /// A line of a shell, in the folder that holds `pipelines` and `exports`; `earlier` is an earlier report.
        var before = "true"
        var testDescription: String { name }
    }

    private static let targets = [
        Target(name: "the folder of the pipeline", out: "pipelines"),
        Target(name: "the pipeline file", out: "pipelines/calls.yml"),
        Target(name: "the folder of the exports", out: "exports"),
        Target(name: "the folder of the exports, in a roundabout way", out: "exports/../pipelines/.././exports/"),
        Target(name: "an export", out: "exports/calls.csv"),
        Target(name: "a hard link to an export", out: "same.csv", before: "ln exports/calls.csv same.csv"),
        Target(name: "the folder one stands in", out: "."),
        Target(name: "the folder above", out: ".."),
        Target(name: "the root folder", out: "/"),
        Target(name: "the root folder, in a roundabout way", out: "/tmp/.."),
        Target(name: "an empty home folder", out: "home", before: "mkdir home"),
        Target(name: "a mount point", out: "/proc"),
        Target(name: "a folder in which nothing can be made", out: "/proc/report"),
        Target(name: "a folder with notes", out: "mine", before: "mkdir mine; echo notes > mine/notes.txt"),
        Target(name: "a folder with a hidden file", out: "mine", before: "mkdir mine; echo x > mine/.keep"),
        Target(name: "a folder with a folder", out: "mine", before: "mkdir -p mine/deep; echo x > mine/deep/x"),
        Target(name: "a link to a folder with notes", out: "l", before: "mkdir m; echo x > m/x; ln -s m l"),
        Target(name: "a link to the exports", out: "l", before: "ln -s exports l"),
        Target(name: "a link that leads nowhere", out: "l", before: "ln -s nowhere l"),
        Target(name: "links in a circle", out: "l", before: "ln -s k l; ln -s l k"),
        Target(name: "a file", out: "file", before: "echo mine > file"),
        Target(name: "below a file", out: "file/report", before: "echo mine > file"),
        Target(name: "a pipe", out: "pipe", before: "mkfifo pipe"),
        Target(name: "a device", out: "/dev/full"),
        Target(name: "a name that is too long", out: String(repeating: "长", count: 100)),
        Target(name: "nothing", out: "", status: 64),
        Target(name: "a blank", out: " ", status: 64),
        Target(
            name: "a folder with somebody else's run.json", out: "mine",
            before: #"mkdir mine; echo '{"tool":{"name":"another"},"outputs":["a"]}' > mine/run.json; echo x > mine/a"#),
        Target(
            name: "a folder with a broken run.json", out: "mine",
            before: #"mkdir mine; echo '{"tool":{"name":"rapport"' > mine/run.json; echo x > mine/a"#),
        Target(
            name: "a folder whose run.json is a link", out: "mine",
            before: "mkdir mine; ln -s ../earlier/run.json mine/run.json; echo x > mine/results.csv"),
        Target(
            name: "an earlier report with an export in it, by a hard link", out: "earlier",
            before: "ln exports/calls.csv earlier/calls.csv"),
        Target(
            name: "an earlier report with a link to the pipeline file", out: "earlier",
            before: "ln -s ../pipelines/calls.yml earlier/calls.yml"),
        Target(
            name: "an earlier report one of whose files is an export", out: "earlier",
            before: "mv exports/calls.csv earlier/results.csv; ln -s ../earlier/results.csv exports/calls.csv"),
        Target(
            name: "an earlier report one of whose files became a folder", out: "earlier",
            before: "rm earlier/report.md; mkdir earlier/report.md; echo x > earlier/report.md/x"),
        Target(
            name: "an earlier report one of whose files became a link", out: "earlier",
            before: "rm earlier/report.md; echo mine > mine.md; ln -s ../mine.md earlier/report.md"),
        Target(
            name: "a hidden folder named like the one for what is staged", out: "earlier",
            before: "echo mine > earlier/notes; mkdir .earlier.rapport-new; echo other > .earlier.rapport-new/notes"),
        Target(
            name: "a link named like the one for what is staged", out: "earlier",
            before: "mkdir m; echo x > m/run.json; ln -s m .earlier.rapport-new"),
    ]

    @Test(arguments: targets) func `a report that must not stand there is refused, and nothing is touched`(
        target: Target
    )
        throws
    {
        let pipeline = try SmallPipeline()
        #expect(try pipeline.run(["--out", "earlier"]).status == 0)
        let before = try pipeline.shell(target.before)
        #expect(before.status == 0, "\(before.errors)")
        let picture = pipeline.picture()
        let outcome = try pipeline.run(["--out", target.out], environment: ["HOME": pipeline.path + "/home"])
        #expect(outcome.status == target.status, "\(outcome.errors)")
        #expect(outcome.errors.contains("rror: "))
        #expect(pipeline.picture() == picture)
    }

    private static let kept = [
        Target(name: "nothing yet", out: "new", status: 0),
        Target(name: "an empty folder", out: "new", status: 0, before: "mkdir new"),
        Target(name: "deep below", out: "a/b/c/d", status: 0),
        Target(name: "below what is not there, and up again", out: "a/b/../c", status: 0),
        Target(name: "an earlier report", out: "earlier", status: 0),
        Target(
            name: "an earlier report with notes, a folder and a link", out: "earlier", status: 0,
            before: "cd earlier; echo x > notes.txt; mkdir -p a/b; echo y > a/b/c; ln -s /nowhere l; echo z > .hidden"),
        Target(
            name: "an earlier report whose record lists the exports", out: "earlier", status: 0,
            before: #"""
                echo '{"tool":{"name":"rapport"},"outputs":["../exports/calls.csv","../pipelines","report.md",
                "results.csv","results.json","findings.csv","series.csv","rejects.csv","/etc/passwd"]}' > earlier/run.json
                """#),
        Target(name: "a link to an earlier report", out: "l", status: 0, before: "ln -s earlier l"),
        Target(name: "a link to an empty folder", out: "l", status: 0, before: "mkdir new; ln -s new l"),
        Target(name: "a folder with a blank and a line end", out: "a b\nc", status: 0),
        Target(name: "a folder beside the exports", out: "exports/report", status: 0),
    ]

    @Test(arguments: kept) func `a report that may stand there is made, and nothing of the user's is lost`(
        target: Target
    )
        throws
    {
        let pipeline = try SmallPipeline()
        #expect(try pipeline.run(["--out", "earlier"]).status == 0)
        #expect(try pipeline.shell(target.before).status == 0)
        let ours = [
            "report.md", "results.csv", "results.json", "findings.csv", "series.csv", "rejects.csv", "run.json",
        ]
        let before = pipeline.picture().filter { !ours.map { "earlier/" + $0 }.contains($0.key) }
        let outcome = try pipeline.run(["--out", target.out], environment: ["HOME": pipeline.path + "/home"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let after = pipeline.picture()
        for (path, content) in before { #expect(after[path] == content, "\(path)") }
        let made = URL(fileURLWithPath: pipeline.path + "/" + target.out).standardizedFileURL.path
        for name in ours { #expect(FileManager.default.fileExists(atPath: made + "/" + name), "\(name)") }
        #expect(!after.keys.contains { $0.contains("rapport-") }, "nothing hidden is left")
    }

    @Test(arguments: [
        ("output: ''", []), ("output:", []), ("output: '  '", []), ("output: '${root}'", ["--set", "root="]),
        ("output: ${root}/weekly\nset: { root: '' }", []), ("output: ${root}/weekly", ["--set", "root="]),
        ("output: ${root}/weekly", ["--set", "root= "]),
    ]) func `an empty folder in the pipeline file is told, and never means the root folder`(
        head: String, arguments: [String]
    ) throws {
        let pipeline = try SmallPipeline(head: head)
        let picture = pipeline.picture()
        let outcome = try pipeline.run(arguments)
        #expect(outcome.status == 78, "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count { $0.contains("error: ") } == 1, "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: "/weekly") && !FileManager.default.fileExists(atPath: "/all"))
        #expect(pipeline.picture() == picture)
    }

    @Test func `an empty beginning of a path to an export is told too`() throws {
        let pipeline = try SmallPipeline(files: "${data}/calls.csv")
        let outcome = try pipeline.run(["--set", "data=", "--out", "new"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("'${data}' is empty"))
    }

    @Test func `a report into which a later one would read is not replaced by it`() throws {
        // The pattern finds the export and, from the second run on, the report's own table.
        let pipeline = try SmallPipeline(files: "../exports/**/*.csv")
        #expect(try pipeline.run(["--out", "exports/report"]).status == 0)
        let picture = pipeline.picture(of: "exports")
        let second = try pipeline.run(["--out", "exports/report"])
        #expect(second.status != 0)
        #expect(pipeline.picture(of: "exports") == picture)
    }

    @Test func `rejected rows are for their owner alone unless the pipeline says otherwise`() throws {
        func mode(_ pipeline: SmallPipeline, _ name: String) throws -> Int {
            var facts = stat()
            try #require(lstat(pipeline.path + "/new/" + name, &facts) == 0)
            return Int(facts.st_mode & 0o7777)
        }
        let usual = try SmallPipeline()
        #expect(try usual.shell("umask 022; $RAPPORT run pipelines/calls.yml --quiet --out new").status == 0)
        #expect(try mode(usual, "rejects.csv") == 0o600)
        #expect(try mode(usual, "results.csv") == 0o644)
        let file = usual.path + "/pipelines/calls.yml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let modes = [
            ("0640", 0o640), ("664", 0o664), ("0755", nil), ("rw", nil), ("400", nil), ("6", nil), ("00640", nil),
            ("0688", nil),
        ]
        for (written, bits) in modes {
            try usual.folder.write(
                text.replacingOccurrences(of: "[markdown]", with: "[markdown], rejects_mode: \(written)"),
                to: "pipelines/calls.yml")
            let outcome = try usual.shell("umask 022; $RAPPORT run pipelines/calls.yml --quiet --out new")
            #expect(outcome.status == (bits == nil ? 78 : 0), "\(written): \(outcome.errors)")
            if let bits { #expect(try mode(usual, "rejects.csv") == bits) }
        }
    }
}
