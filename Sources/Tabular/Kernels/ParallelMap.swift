// Runs one piece of work per item on a few threads, and returns the results in the items' order.

import Foundation
import Synchronization

/// Maps `items` on up to `jobs` threads; results stand in the items' order, whatever thread made them.
///
/// - Errors: the error of the first item, in order, that failed; the others still run.
package func parallelMap<Item: Sendable, Result: Sendable>(
    _ items: [Item], jobs: Int, _ transform: @escaping @Sendable (Item) throws -> Result
) throws -> [Result] {
    let workers = min(max(1, jobs), items.count)
    if workers <= 1 { return try items.map(transform) }
    let shared = ParallelWork<Item, Result>(items: items, transform: transform)
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

private final class ParallelWork<Item: Sendable, Output: Sendable>: Sendable {
    private struct State {
        var next = 0
        var outcomes: [Result<Output, any Error>?]
    }

    private let items: [Item]
    private let transform: @Sendable (Item) throws -> Output
    private let state: Mutex<State>

    init(items: [Item], transform: @escaping @Sendable (Item) throws -> Output) {
        self.items = items
        self.transform = transform
        state = Mutex(State(outcomes: Array(repeating: nil, count: items.count)))
    }

    func work() {
        while let index = takeNext() {
            let outcome = Result { try transform(items[index]) }
            state.withLock { $0.outcomes[index] = outcome }
        }
    }

    func results() throws -> [Output] {
        try state.withLock { $0.outcomes }.compactMap { try $0?.get() }
    }

    private func takeNext() -> Int? {
        state.withLock { state in
            guard state.next < items.count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }
}
