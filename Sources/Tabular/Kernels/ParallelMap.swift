// Runs one piece of work per item on a few threads, and returns the results in the items' order.

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
    HelperThreads.shared.run(besides: workers - 1) { shared.work() }
    return try shared.results()
}

/// The results of two pieces of work that need nothing of each other; made side by side where more than one thread may work.
package func sideBySide<First: Sendable, Second: Sendable>(
    jobs: Int, _ first: @escaping @Sendable () -> First, _ second: @escaping @Sendable () -> Second
) -> (First, Second) {
    let made = parallelMap([true, false], jobs: jobs) { isFirst -> (First?, Second?) in
        isFirst ? (first(), nil) : (nil, second())
    }
    guard let one = made[0].0, let two = made[1].1 else { return (first(), second()) }
    return (one, two)
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
