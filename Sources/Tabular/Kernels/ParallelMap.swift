// Runs one piece of work per item on a few threads, and returns the results in the items' order.

import Foundation
import Synchronization

/// Maps `items` on up to `jobs` threads; results stand in the items' order, whatever thread made them.
///
/// - Errors: the error of the first item, in order, that failed; others may have run. A transform that cannot fail
///   needs no `try`.
package func parallelMap<Item: Sendable, Output: Sendable, Failure: Error>(
    _ items: [Item], jobs: Int, _ transform: @escaping @Sendable (Item) throws(Failure) -> Output
) throws(Failure) -> [Output] {
    let workers = min(max(1, jobs), items.count)
    guard workers > 1 else {
        var outputs: [Output] = []
        outputs.reserveCapacity(items.count)
        for item in items { outputs.append(try transform(item)) }
        return outputs
    }
    let shared = ParallelWork(items: items, transform: transform)
    let group = DispatchGroup()
    for _ in 0..<workers {
        group.enter()
        let thread = Thread {
            shared.work()
            group.leave()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }
    group.wait()
    return try shared.results()
}

private final class ParallelWork<Item: Sendable, Output: Sendable, Failure: Error>: Sendable {
    private struct State {
        var next = 0
        var outcomes: [Result<Output, Failure>?]
    }

    private let items: [Item]
    private let transform: @Sendable (Item) throws(Failure) -> Output
    private let state: Mutex<State>

    init(items: [Item], transform: @escaping @Sendable (Item) throws(Failure) -> Output) {
        self.items = items
        self.transform = transform
        state = Mutex(State(outcomes: Array(repeating: nil, count: items.count)))
    }

    func work() {
        while let index = takeNext() {
            let outcome: Result<Output, Failure>
            do throws(Failure) { outcome = .success(try transform(items[index])) } catch { outcome = .failure(error) }
            state.withLock { $0.outcomes[index] = outcome }
        }
    }

    func results() throws(Failure) -> [Output] {
        var outputs: [Output] = []
        outputs.reserveCapacity(items.count)
        for outcome in state.withLock({ $0.outcomes }) {
            if let outcome { outputs.append(try outcome.get()) }
        }
        return outputs
    }

    private func takeNext() -> Int? {
        state.withLock { state in
            guard state.next < items.count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }
}
