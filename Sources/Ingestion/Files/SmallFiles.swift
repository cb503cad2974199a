// Small files of a table are read side by side: a file of one block keeps but one thread busy.
import Stages
import Tabular

/// What reading a small file gave: its blocks, not yet part of any table.
struct SmallFile: Sendable {
    var outcomes: [BlockOutcome]
    var fingerprints: FileFingerprints
    var obstacle: ReadingObstacle?
}

/// The small files that were read ahead of their turn.
///
/// What they hold joins the table in the files' order, so nothing depends on how many were read at once. An export of each day is such a
/// file.
struct SmallFiles {
    /// More blocks than this are no small file's; a compressed one may hold them.
    private static let mostBlocks = 2

    private var ahead: [Int: Result<SmallFile, SourceProblem>] = [:]

    /// The file with this index, if it is small; others behind it may be read meanwhile.
    ///
    /// - Returns: nil where the file must be read by itself.
    mutating func take(
        _ index: Int, of files: [FilePlan], context: StageContext,
        makeWorker: @escaping @Sendable (_ index: Int) -> ChunkMaker
    ) -> Result<SmallFile, SourceProblem>? {
        if ahead[index] == nil {
            let batch = Self.batch(from: index, of: files, context: context)
            if batch.count < 2 { return nil }
            let made = parallelMap(batch, jobs: context.jobs) { index in
                Self.read(files[index], context: context) { makeWorker(index) }
            }
            ahead = Dictionary(uniqueKeysWithValues: zip(batch, made))
        }
        guard let result = ahead.removeValue(forKey: index) else { return nil }
        if case .success(let file) = result, file.outcomes.count > Self.mostBlocks { return nil }
        return result
    }

    /// Reads a file's blocks by one thread, as far as they are wanted.
    private static func read(
        _ file: FilePlan, context: StageContext, makeWorker: @escaping @Sendable () -> ChunkMaker
    ) -> Result<SmallFile, SourceProblem> {
        do throws(SourceProblem) {
            let blocks = OrderedBlocks<ChunkMaker, [BlockOutcome]>(
                reader: try file.makeReader(blockSize: context.blockSize, isInSequence: true),
                dialect: file.recognised.dialect.dialect, state: [], makeWorker: makeWorker
            ) { outcomes, outcome in
                outcomes.append(outcome)
                return outcomes.count <= Self.mostBlocks
            }
            blocks.run(jobs: 1)
            let (outcomes, fingerprints, obstacle) = blocks.finish { $0 }
            return .success(SmallFile(outcomes: outcomes, fingerprints: fingerprints, obstacle: obstacle))
        } catch {
            return .failure(error)
        }
    }

    /// The indices of small files from this one on: a few for each thread, and no more bytes than the threads would read in any case.
    private static func batch(from index: Int, of files: [FilePlan], context: StageContext) -> [Int] {
        guard context.jobs > 1 else { return [] }
        let blockSize = context.blockSize ?? RecordReader.blockSize
        var room = context.jobs * blockSize
        var batch: [Int] = []
        for index in files.indices[index...] {
            let size = files[index].recognised.size
            guard batch.count < 8 * context.jobs, size * 2 <= blockSize, size <= room else { break }
            room -= size
            batch.append(index)
        }
        return batch
    }
}
