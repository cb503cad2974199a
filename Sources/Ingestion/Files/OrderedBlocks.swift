// Reads a file block by block on several threads and hands the results on in the file's order.
import Synchronization
import Tabular

/// What a thread keeps from block to block.
protocol BlockWorker: AnyObject, SendableMetatype {
    associatedtype Output: Sendable

    /// Works on one block. `ordinal` counts blocks from 0.
    func work(on block: RecordBlock, ordinal: Int) -> Output
}

/// One reader, several workers, one consumer that sees the outputs in the file's order.
///
/// Reading and consuming are each done by one thread at a time; the work between is done side by side. The outputs do
/// not depend on the number of threads.
final class OrderedBlocks<Worker: BlockWorker, State>: Sendable {
    private struct Source {
        var next = 0
        var isAtEnd = false
        var failure: SourceProblem?
    }

    private struct Sink {
        var next = 0
        var waiting: [Int: Worker.Output] = [:]
        var state: State
    }

    /// Touched only while `source` is locked.
    private nonisolated(unsafe) let reader: RecordReader
    private let source = Mutex(Source())
    private let sink: Mutex<Sink>
    private let makeWorker: @Sendable () -> Worker
    private let consume: @Sendable (inout State, Worker.Output) -> Void

    init(
        reader: sending RecordReader, state: sending State, makeWorker: @escaping @Sendable () -> Worker,
        consume: @escaping @Sendable (inout State, Worker.Output) -> Void
    ) {
        self.reader = reader
        sink = Mutex(Sink(state: state))
        self.makeWorker = makeWorker
        self.consume = consume
    }

    /// Reads the whole file; afterwards `finish` tells what came of it.
    func run(jobs: Int) {
        _ = parallelMap(Array(0..<max(1, jobs)), jobs: jobs) { _ in self.loop() }
    }

    /// The final state, the fingerprint of the file, and what stopped the reading, if anything did.
    func finish<Result: Sendable>(
        _ body: (inout State) -> sending Result
    ) -> (result: Result, fingerprint: Fingerprint, failure: SourceProblem?) {
        let result = sink.withLock { body(&$0.state) }
        let (fingerprint, failure) = source.withLock { (reader.stream.file.fingerprint, $0.failure) }
        return (result, fingerprint, failure)
    }

    private func loop() {
        let worker = makeWorker()
        let block = RecordBlock()
        while let ordinal = readNext(into: block) {
            let output = worker.work(on: block, ordinal: ordinal)
            sink.withLock { sink in
                sink.waiting[ordinal] = output
                while let ready = sink.waiting.removeValue(forKey: sink.next) {
                    sink.next += 1
                    consume(&sink.state, ready)
                }
            }
        }
    }

    private func readNext(into block: RecordBlock) -> Int? {
        source.withLock { source in
            guard !source.isAtEnd, source.failure == nil else { return nil }
            do throws(SourceProblem) {
                guard try reader.read(into: block) else {
                    source.isAtEnd = true
                    let file = reader.stream.file
                    if file.storedCount != file.storedSize { source.failure = .changed }
                    return nil
                }
            } catch {
                source.failure = error
                return nil
            }
            defer { source.next += 1 }
            return source.next
        }
    }
}
