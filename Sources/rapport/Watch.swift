// `rapport run --watch`: makes the report again whenever something it is made from has changed, until Ctrl-C.

import Diagnostics
import Foundation
import Pipelines
import Stages
import Synchronization

/// Each run is a process of its own: what one leaves behind or breaks off does not touch the next.
struct Watch {
    let pipeline: String
    let options: RunOptions
    let console: Console

    /// Set when the user ends it.
    private static let isOver = Atomic<Bool>(false)

    /// Runs until Ctrl-C, and then ends with 0, whatever the last run said.
    func run() {
        _ = Self.isOver.load(ordering: .relaxed)
        var ending = sigset_t()
        sigemptyset(&ending)
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in Watch.isOver.store(true, ordering: .relaxed) }
            sigaddset(&ending, number)
        }
        // Whoever started this process may have held these signals back from a thread of its own.
        sigprocmask(SIG_UNBLOCK, &ending, nil)
        var paths = WatchedPaths(of: pipeline, options: options)
        while !isOver {
            let before = paths.now
            makeReport()
            if isOver { return }
            paths = WatchedPaths(of: pipeline, options: options, earlier: paths)
            let seen = paths.now.asSeen(in: before)
            say(seen.count)
            waitForChange(of: paths, since: seen)
        }
    }

    private var isOver: Bool { Self.isOver.load(ordering: .relaxed) }

    private func say(_ files: Int) {
        console.say(
            Wording(
                en: "watching \(English.count(files, "file")); Ctrl-C ends", zh: "正在监视 \(files) 个文件；按 Ctrl-C 结束"))
    }

    /// Returns when something has changed and nothing changed any more for a second, or when it is over.
    private func waitForChange(of paths: WatchedPaths, since seen: WatchedFiles) {
        var last = seen
        while !isOver {
            pause()
            let now = paths.now
            if now == last, now != seen { return }
            last = now
        }
    }

    private func pause() {
        for _ in 0..<10 where !isOver { usleep(100_000) }
    }

    /// One run with the same words but this one; Ctrl-C is passed on, so that it tidies up.
    private func makeReport() {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = CommandLine.arguments.dropFirst().filter { $0 != "--watch" }
        do {
            try process.run()
        } catch {
            console.show([
                Diagnostic.internalError(
                    Wording(en: "cannot start a run: \(error)", zh: "无法启动运行：\(error)"))
            ])
            return
        }
        var isTold = false
        while process.isRunning {
            usleep(20_000)
            if isOver, !isTold {
                process.interrupt()
                isTold = true
            }
        }
    }
}
