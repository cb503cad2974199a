// Every call to the system by which a report is written fails once, and once the run is killed there: the last report stays whole.

import Foundation
import Testing

struct FailingCallsTests {
    /// A library that is loaded before the system's own: it counts the calls that write, and at the one with the number
    /// `CALL` does what `DO` says: fails with an error number, or kills the run. With `NO_EXCHANGE` folders cannot be exchanged.
    private static let library = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <signal.h>
        #include <stdarg.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <unistd.h>

        static int calls;
        static pid_t first;
        static char ours[4096];

        __attribute__((constructor)) static void begin(void) { first = getpid(); }
        __attribute__((destructor)) static void end(void) {
            if (getpid() != first || !getenv("COUNT")) return;
            FILE *file = fopen(getenv("COUNT"), "w");
            if (file) { fprintf(file, "%d", calls); fclose(file); }
        }
        static int fails(void) {
            if (!getenv("CALL") || ++calls != atoi(getenv("CALL"))) return 0;
            if (getenv("DO")[0] == 'k') {
                // A helper of the run goes on when the run is killed.
                kill(first, SIGKILL);
                if (getpid() == first) for (;;) pause();
                return 0;
            }
            errno = atoi(getenv("DO"));
            return 1;
        }
        #define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
        #define OPEN(name) \
            int name(const char *path, int flags, ...) { \
                va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list); \
                if (!(flags & O_CREAT)) return REAL(name)(path, flags, mode); \
                if (fails()) return -1; \
                int file = REAL(name)(path, flags, mode); \
                if (file >= 0 && file < (int)sizeof ours) ours[file] = 1; \
                return file; \
            }
        OPEN(open)
        OPEN(open64)
        ssize_t write(int file, const void *bytes, size_t count) {
            if (file > 2 && file < (int)sizeof ours && ours[file] && fails()) return -1;
            return REAL(write)(file, bytes, count);
        }
        int close(int file) { if (file >= 0 && file < (int)sizeof ours) ours[file] = 0; return REAL(close)(file); }
        int fsync(int file) { return fails() ? -1 : REAL(fsync)(file); }
        int mkdir(const char *path, mode_t mode) { return fails() ? -1 : REAL(mkdir)(path, mode); }
        int fchmod(int file, mode_t mode) { return fails() ? -1 : REAL(fchmod)(file, mode); }
        int rename(const char *from, const char *to) { return fails() ? -1 : REAL(rename)(from, to); }
        int unlink(const char *path) { return fails() ? -1 : REAL(unlink)(path); }
        int rmdir(const char *path) { return fails() ? -1 : REAL(rmdir)(path); }
        int linkat(int a, const char *from, int b, const char *to, int flags) {
            return fails() ? -1 : REAL(linkat)(a, from, b, to, flags);
        }
        long syscall(long number, ...) {
            va_list list; va_start(list, number);
            long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
            long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
            va_end(list);
            if (number == SYS_renameat2) {
                if (fails()) return -1;
                if (e == 2 && getenv("NO_EXCHANGE")) { errno = EINVAL; return -1; }
            }
            return ((long (*)(long, ...))dlsym(RTLD_NEXT, "syscall"))(number, a, b, c, d, e, f);
        }
        """#

    private static let reportFiles =
        ["report.md", "results.csv", "results.json", "run.json"] + filesWithoutRows
    /// They are the same whatever the rows.
    private static let filesWithoutRows = ["rejects.csv", "findings.csv", "series.csv"]

    /// The library, built; nil, said aloud, where that cannot be done.
    private func build(in pipeline: SmallPipeline) throws -> [String: String]? {
        try pipeline.folder.write(Self.library, to: "calls.c")
        let built = try pipeline.shell("cc -shared -fPIC -o calls.so calls.c -ldl")
        guard built.status == 0 else {
            print("skipped: no C compiler builds a library that makes calls fail: \(built.errors)")
            return nil
        }
        return ["LD_PRELOAD": pipeline.path + "/calls.so"]
    }

    @Test func `a parent that ignores the end of its children learns of a failed exchange all the same`() throws {
        let pipeline = try SmallPipeline()
        guard var variables = try build(in: pipeline) else { return }
        variables.merge(["NO_EXCHANGE": "1", "COUNT": pipeline.path + "/count", "CALL": "0", "DO": "\(ENOSPC)"]) { $1 }
        func run() throws -> BuiltProgram.Outcome {
            try pipeline.shell(
                "trap '' CHLD; exec \"$RAPPORT\" run pipelines/calls.yml --as-of 2026-09-15 --quiet --out out/report --jobs 1",
                environment: variables)
        }
        #expect(try run().status == 0)
        let count = Int(pipeline.folder.bytes("count").map { String(decoding: $0, as: UTF8.self) } ?? "") ?? 0
        for call in 1...max(count, 1) {
            let before = pipeline.folder.bytes("out/report/report.md")
            try pipeline.write(rows: 4 + call)
            variables["CALL"] = "\(call)"
            let outcome = try run()
            let isNew = pipeline.folder.bytes("out/report/report.md") != before
            #expect(isNew == (outcome.status == 0), "call \(call): \(outcome.status) \(outcome.errors)")
        }
    }

    @Test(arguments: ["\(ENOSPC)", "\(EIO)", "kill"], [true, false])
    func `a call that fails, or a kill there, leaves the last report whole and loses nothing`(
        deed: String, canExchange: Bool
    ) throws {
        let pipeline = try SmallPipeline()
        guard var variables = try build(in: pipeline) else { return }
        if !canExchange { variables["NO_EXCHANGE"] = "1" }
        // One thread, so that calls come in the same order each time.
        let arguments = ["--out", "out/report", "--jobs", "1"]
        #expect(try pipeline.run(arguments).status == 0)
        try pipeline.folder.write("mine", to: "out/report/notes.txt")
        try pipeline.folder.write("deep", to: "out/report/notes/deep.txt")
        let strangers = ["notes.txt": "mine", "notes": "folder", "notes/deep.txt": "deep"]
        var last = pipeline.picture(of: "out/report")
        #expect(last.count == Self.reportFiles.count + strangers.count)
        variables["COUNT"] = pipeline.path + "/count"
        variables["CALL"] = "0"
        try pipeline.write(rows: 3)
        #expect(try pipeline.run(arguments, environment: variables).status == 0)
        let count = Int(pipeline.folder.bytes("count").map { String(decoding: $0, as: UTF8.self) } ?? "") ?? 0
        #expect(count > 25, "the library sees the calls")
        last = pipeline.picture(of: "out/report")
        variables["DO"] = deed
        for call in 1...max(count, 1) {
            let rows = 4 + call
            try pipeline.write(rows: rows)
            variables["CALL"] = "\(call)"
            let outcome = try pipeline.run(arguments, environment: variables)
            if deed == "kill" {
                #expect(outcome.status == -SIGKILL, "call \(call)")
                // A helper that exchanges folders step by step may still be at work.
                for _ in 0..<200 where pipeline.folder.bytes("out/report/run.json") == nil { usleep(10_000) }
            } else if outcome.status != 0 {
                #expect(outcome.status == 73, "call \(call): \(outcome.errors)")
                let said = deed == "\(EIO)" ? "input/output error" : "no space is left on the disk"
                #expect(outcome.errors.contains(said), "call \(call): \(outcome.errors)")
            }
            let found = pipeline.picture(of: "out")
            let report = found.filter { $0.key.hasPrefix("report/") }
            let ours = report.filter { strangers[String($0.key.dropFirst(7))] == nil }
            let old = last.filter { strangers[$0.key] == nil }
            let isOld = old.count == ours.count && old.allSatisfy { ours["report/" + $0.key] == $0.value }
            let isNew =
                ours.count == Self.reportFiles.count
                && Self.reportFiles.allSatisfy {
                    ours["report/" + $0] != nil && ours["report/" + $0] != old[$0]
                        || Self.filesWithoutRows.contains($0)
                }
            #expect(isOld != isNew, "call \(call): one report, whole")
            if outcome.status == 73, isOld, canExchange {
                let staged = found.keys.filter { $0.contains(".rapport-new/") || $0.contains(".rapport-old/") }
                #expect(
                    staged.count <= 1, "call \(call): nothing staged is left but what could not be removed: \(staged)")
            }
            for (name, content) in strangers {
                let places = found.filter { $0.key.hasSuffix("/" + name) }
                #expect(places.values.allSatisfy { $0 == content } && !places.isEmpty, "call \(call): \(name)")
                if !name.hasPrefix("notes/"), content != "folder" { #expect(report["report/" + name] == content) }
            }
            #expect(try pipeline.run(arguments).status == 0, "call \(call)")
            last = pipeline.picture(of: "out/report")
            for (name, content) in strangers { #expect(last[name] == content, "call \(call): \(name) is home again") }
            let left = pipeline.picture(of: "out").keys.filter { $0.contains("rapport-") }
            #expect(left.isEmpty, "call \(call): \(left)")
        }
    }

    @Test func `a limit of file size ends with 73 and a sentence, and the last report stays`() throws {
        let pipeline = try SmallPipeline()
        #expect(try pipeline.run(["--out", "report"]).status == 0)
        let picture = pipeline.picture()
        let outcome = try pipeline.shell("ulimit -f 1; exec $RAPPORT run pipelines/calls.yml --quiet --out report")
        #expect(outcome.status == 73, "\(outcome.errors)")
        #expect(outcome.errors.contains("error: cannot write: the file would be larger than the limit (ulimit -f)"))
        #expect(pipeline.picture() == picture)
        let chinese = try pipeline.shell(
            "ulimit -f 1; exec $RAPPORT run pipelines/calls.yml --quiet --out report --language zh-Hans")
        #expect(chinese.errors.contains("错误：无法写入：文件超过大小上限（ulimit -f）"))
    }

    @Test func `a limit of open files is called by its name, and the last report stays`() throws {
        let pipeline = try SmallPipeline()
        #expect(try pipeline.run(["--out", "report"]).status == 0)
        let picture = pipeline.picture()
        var isTold = false
        for limit in 3...14 {
            let outcome = try pipeline.shell(
                "ulimit -n \(limit); exec $RAPPORT run pipelines/calls.yml --quiet --as-of 2026-09-15 --out report")
            // Below some number the program cannot even be loaded.
            if outcome.status == 0 || outcome.status == 127 || outcome.status < 0 { continue }
            isTold =
                isTold
                || outcome.errors.contains("too many files are open at once; the limit of this process is \(limit)")
            #expect([66, 73].contains(outcome.status), "\(limit): \(outcome.errors)")
            #expect(pipeline.picture() == picture, "\(limit)")
        }
        #expect(isTold)
    }

    @Test(arguments: [
        "metrics", "metrics aht", "--help", "help run", "--version", "plan pipelines/calls.yml",
        "profile exports/calls.csv",
    ]) func `a write to a full standard output fails with 73 and a sentence`(arguments: String) throws {
        let pipeline = try SmallPipeline()
        let outcome = try pipeline.shell("exec $RAPPORT \(arguments) > /dev/full")
        #expect(outcome.status == 73)
        #expect(outcome.errors.hasSuffix("error: cannot write to standard output: no space is left on the disk\n"))
        #expect(try pipeline.shell("exec $RAPPORT \(arguments)").status == 0)
    }
}
