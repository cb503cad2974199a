// Threads that wait to help whoever has work for several; they are started when first needed and stay.

import Foundation
import Synchronization

/// The threads of the process that work beside the one that asks.
///
/// Whoever asks works too, and waits for nobody who has not come: a short piece of work is done before a helper wakes, and costs what
/// it would cost on one thread. Threads started anew for each of them are what a small run would mostly wait for.
final class HelperThreads: Sendable {
    static let shared = HelperThreads()

    private struct Call {
        var number: Int
        var work: @Sendable () -> Void
        /// How many helpers may still come.
        var wanted: Int
        var come = 0
        /// Signalled by every helper that leaves.
        var left: DispatchSemaphore
    }

    private struct State {
        var threads = 0
        var calls: [Call] = []
        var nextNumber = 0
    }

    private let state = Mutex(State())
    /// Rung once for every helper that is wanted.
    private let bell = DispatchSemaphore(value: 0)

    /// Does `work` on the calling thread, and side by side on up to `count` others; returns when all have left it.
    ///
    /// - Parameter work: takes pieces until there are none; whoever comes late finds nothing to do.
    func run(besides count: Int, _ work: @escaping @Sendable () -> Void) {
        let left = DispatchSemaphore(value: 0)
        let (number, missing) = state.withLock { state in
            state.nextNumber += 1
            state.calls.append(Call(number: state.nextNumber, work: work, wanted: count, left: left))
            let missing = max(0, count - state.threads)
            state.threads += missing
            return (state.nextNumber, missing)
        }
        for _ in 0..<missing { start() }
        for _ in 0..<count { bell.signal() }
        work()
        let come = state.withLock { state in
            guard let index = state.calls.firstIndex(where: { $0.number == number }) else { return 0 }
            return state.calls.remove(at: index).come
        }
        for _ in 0..<come { left.wait() }
    }

    private func start() {
        let thread = Thread { [self] in
            while true {
                bell.wait()
                help()
            }
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func help() {
        guard let left = help(with: nextCall()) else { return }
        left.signal()
    }

    /// Nothing of the call is held any more when it returns: what the work looked at may then be changed in place.
    private func help(with call: consuming Call?) -> DispatchSemaphore? {
        guard let call else { return nil }
        call.work()
        return call.left
    }

    private func nextCall() -> Call? {
        state.withLock { state in
            guard let index = state.calls.firstIndex(where: { $0.wanted > 0 }) else { return nil }
            state.calls[index].wanted -= 1
            state.calls[index].come += 1
            return state.calls[index]
        }
    }
}
