// Reads a file block by block on several threads and hands the results on in the file's order.
import CScanner
import Synchronization
import Tabular

/// What became of a block.
protocol BlockOutput: Sendable {
    /// Adds the lines of the file before the block to every line that is told of.
    mutating func moveDown(by lines: Int)
}

/// What a thread keeps from block to block.
protocol BlockWorker: AnyObject, SendableMetatype {
    associatedtype Output: BlockOutput

    /// Where it wants the cells of its columns when all rows of a block are alike; nil when it wants every cell listed.
    var grid: CellGrid? { get }

    /// Works on one block, whose lines count from its first. `ordinal` counts blocks from 0.
    func work(on block: RecordBlock, ordinal: Int) -> Output
}

/// What ended the reading of a file before its end.
enum ReadingObstacle: Error, Equatable {
    case problem(SourceProblem)
    /// A block did not end where its records end: the file must be read in sequence.
    case cutInDoubt
}

/// One reader, several workers, one consumer that sees the outputs in the file's order.
///
/// Reading and consuming are each done by one thread at a time; the work between, cutting the text into records included,
/// is done side by side. The outputs do not depend on the number of threads.
final class OrderedBlocks<Worker: BlockWorker, State>: Sendable {
    private struct Source {
        var next = 0
        var isAtEnd = false
        var problem: SourceProblem?
    }

    private struct Finished {
        var result: Result<Worker.Output, ReadingObstacle>
        var lineCount: Int
    }

    private struct Sink {
        var next = 0
        var waiting: [Int: Finished] = [:]
        /// Lines of the blocks that were handed on.
        var lineCount = 0
        var obstacle: ReadingObstacle?
        var isMoreWanted = true
        var state: State
    }

    /// Touched only while `source` is locked.
    private nonisolated(unsafe) let reader: RecordReader
    private let source = Mutex(Source())
    /// Whether a thread is reading just now; only a hint.
    private let isReading = Atomic(false)
    private let sink: Mutex<Sink>
    private let dialect: Dialect
    private let rowLimit: Int
    private let makeWorker: @Sendable () -> Worker
    private let consume: @Sendable (inout State, Worker.Output) -> Bool

    /// - Parameter reader: its blocks count their lines from their first.
    /// - Parameter consume: gives false when nothing more is wanted.
    init(
        reader: sending RecordReader, dialect: Dialect, state: sending State,
        makeWorker: @escaping @Sendable () -> Worker,
        consume: @escaping @Sendable (inout State, Worker.Output) -> Bool
    ) {
        rowLimit = reader.rowLimit
        self.reader = reader
        self.dialect = dialect
        sink = Mutex(Sink(state: state))
        self.makeWorker = makeWorker
        self.consume = consume
    }

    /// Reads the whole file; afterwards `finish` tells what came of it.
    func run(jobs: Int) {
        _ = parallelMap(Array(0..<max(1, jobs)), jobs: jobs) { _ in self.loop() }
    }

    /// The final state, the fingerprints of the file, and what stopped the reading, if anything did.
    ///
    /// A file that was changed while it was read is no more than that: whatever else was found in it may be true of neither state.
    func finish<Result: Sendable>(
        _ body: (inout State) -> sending Result
    ) -> (result: Result, fingerprints: FileFingerprints, obstacle: ReadingObstacle?) {
        let (result, lineCount, obstacle) = sink.withLock { (body(&$0.state), $0.lineCount, $0.obstacle) }
        let (fingerprints, problem, hasChanged) = source.withLock { source in
            let file = reader.stream.file
            return (file.fingerprints, source.problem, file.hasChanged)
        }
        if hasChanged { return (result, fingerprints, .problem(.changed)) }
        return (result, fingerprints, obstacle ?? problem.map { .problem($0.movedDown(by: lineCount)) })
    }

    private func loop() {
        // A small file is at its end before a second thread comes.
        guard source.withLock({ !$0.isAtEnd && $0.problem == nil }) else { return }
        let worker = makeWorker()
        let tokenizer = TokenizerChoice.standard.tokenizer(for: dialect)
        let block = RecordBlock()
        block.grid = worker.grid
        while let ordinal = readNext(into: block) {
            let result = cut(block, with: tokenizer).map { worker.work(on: block, ordinal: ordinal) }
            handOn(Finished(result: result, lineCount: block.lineCount), ordinal)
        }
    }

    private func cut(_ block: RecordBlock, with tokenizer: any Tokenizer) -> Result<Void, ReadingObstacle> {
        guard block.isUncut else { return .success(()) }
        tokenizer.restart()
        do throws(SourceProblem) {
            try tokenizer.read(block, isEnd: block.endsFile, rowLimit: .max)
        } catch {
            return .failure(.problem(error))
        }
        tokenizer.complete(block)
        if let problem = block.rowTooLong(rowLimit) { return .failure(.problem(problem)) }
        return block.endsFile || block.finishedCount == block.textCount ? .success(()) : .failure(.cutInDoubt)
    }

    private func handOn(_ finished: Finished, _ ordinal: Int) {
        let isStopped = sink.withLock { sink in
            sink.waiting[ordinal] = finished
            while let ready = sink.waiting.removeValue(forKey: sink.next) {
                sink.next += 1
                guard sink.obstacle == nil, sink.isMoreWanted else { continue }
                switch ready.result {
                case .success(var output):
                    if sink.lineCount > 0 { output.moveDown(by: sink.lineCount) }
                    sink.isMoreWanted = consume(&sink.state, output)
                case .failure(.problem(let problem)): sink.obstacle = .problem(problem.movedDown(by: sink.lineCount))
                case .failure(.cutInDoubt): sink.obstacle = .cutInDoubt
                }
                sink.lineCount += ready.lineCount
            }
            return sink.obstacle != nil || !sink.isMoreWanted
        }
        if isStopped { source.withLock { $0.isAtEnd = true } }
    }

    /// How often a thread looks whether it is its turn to read before it lies down: some 0.1 ms, about as long as reading takes. Being
    /// woken again takes as long, and happened to every third block.
    private static var patience: Int { 3000 }

    private func readNext(into block: RecordBlock) -> Int? {
        // Looked at, and not asked of the lock, whose every answer would take a call to the system.
        var patience = Self.patience
        while patience > 0, isReading.load(ordering: .relaxed) {
            scanner_pause()
            patience -= 1
        }
        return source.withLock { source in
            isReading.store(true, ordering: .relaxed)
            defer { isReading.store(false, ordering: .relaxed) }
            return readNext(&source, into: block)
        }
    }

    private func readNext(_ source: inout Source, into block: RecordBlock) -> Int? {
        guard !source.isAtEnd, source.problem == nil else { return nil }
        do throws(SourceProblem) {
            guard try reader.readText(into: block) else {
                source.isAtEnd = true
                let file = reader.stream.file
                if file.storedCount != file.storedSize { source.problem = .changed }
                return nil
            }
        } catch {
            source.problem = error
            return nil
        }
        defer { source.next += 1 }
        return source.next
    }
}
