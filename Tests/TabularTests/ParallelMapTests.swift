// Threads that help: results in order, calls within calls, and nothing kept when a call is over.

import Synchronization
import Testing

@testable import Tabular

struct ParallelMapTests {
    private final class Subject: Sendable {}

    @Test(arguments: [1, 2, 3, 16])
    func `calls within calls come to an end, with results in order`(jobs: Int) {
        let sums = parallelMap(Array(0..<50), jobs: jobs) { outer in
            parallelMap(Array(0..<20), jobs: jobs) { outer * 100 + $0 }.reduce(0, +)
        }
        #expect(sums == (0..<50).map { $0 * 2000 + 190 })
    }

    private final class Count: Sendable {
        let done = Mutex<[Int]>([])
    }

    @Test func `every piece of work is done once, however many calls there are at a time`() async {
        let count = Count()
        await withTaskGroup(of: Void.self) { group in
            for call in 0..<8 {
                group.addTask {
                    _ = parallelMap(Array(0..<200), jobs: 4) { item in
                        count.done.withLock { $0.append(call * 200 + item) }
                    }
                }
            }
        }
        #expect(count.done.withLock { $0.sorted() } == Array(0..<1600))
    }

    @Test func `nothing of the work is held when a call returns`() {
        for _ in 0..<200 {
            weak var left: Subject?
            do {
                let held = Subject()
                left = held
                _ = parallelMap(Array(0..<4), jobs: 4) { _ in ObjectIdentifier(held) }
            }
            #expect(left == nil)
        }
    }

    @Test(arguments: [1, 2])
    func `two pieces of work give both results`(jobs: Int) {
        let (number, text) = sideBySide(jobs: jobs, { 1 as Int? }, { nil as String? })
        #expect(number == 1 && text == nil)
    }
}
