// Looks at a file's beginning and tells how to read the whole of it: encoding, dialect, header.

/// What the user declares about a file instead of leaving it to recognition.
struct DeclaredFormat: Equatable, Sendable {
    var encoding: TextEncoding?
    /// Set when the user names the delimiter; the value may still be nil for "none".
    var hasDelimiter = false
    var delimiter: UInt8?
    var quote: UInt8?
    var escape: UInt8?
    var header = HeaderChoice.automatic
    /// The most bytes of a row.
    var rowLimit = RecordBlock.rowLimit
    /// Folded names that the pipeline or the format of the export mentions.
    var knownNames: Set<String> = []
    var missing = MissingSpellings()
}

/// How a file is to be read.
struct RecognisedFile: Sendable {
    var path: String
    /// What stood at the path; whoever opens it again must find the same.
    var identity: FileIdentity
    var encoding: RecognisedEncoding
    var dialect: RecognisedDialect
    var header: RecognisedHeader
    /// The most bytes of a row.
    var rowLimit = RecordBlock.rowLimit
    /// The first data rows as texts, unless they are very wide.
    var sample: [[String]] = []

    /// Bytes of the file as stored.
    var size: Int { identity.size }

    /// Opens the file again.
    ///
    /// Errors: `changed` when it is not what it was.
    func open() throws(SourceProblem) -> SourceFile { try SourceFile(path: path, expecting: identity) }
}

/// What reading the beginning of a file told.
struct FileBeginning {
    var encoding: RecognisedEncoding
    var identity: FileIdentity
    /// Bytes that were read.
    var count: Int
    /// Whether they are the whole file.
    var isWhole: Bool

    /// Makes the bytes that stand in the block its text, where they are what a stream would bring: UTF-8 without a mark.
    ///
    /// Returns how many; 0 where a stream must bring the text, or say what is wrong with it. To read the same megabyte again
    /// into fresh memory took 1 ms a file.
    func takeText(in block: RecordBlock) -> Int {
        guard encoding.encoding == .utf8, encoding.markLength == 0 else { return 0 }
        let length: Int
        switch checkUTF8(UnsafeRawBufferPointer(start: block.bytes, count: count)) {
        case .valid: length = count
        // A character that is cut: the stream has it once more, and the rest of it.
        case .incomplete(let offset) where !isWhole: length = offset
        case .incomplete, .invalid, .nul: return 0
        }
        block.encoding = .utf8
        block.addCheckpoint(offset: 0, stored: 0)
        block.textCount = length
        block.byteCount = length
        return length
    }
}

/// Why a file cannot be understood.
enum RecognitionFailure: Error {
    case source(SourceProblem)
    case header(HeaderProblem)
}

enum FileRecognition {
    /// Bytes looked at; more when not one record ends within them.
    static let sampleSize = 1 << 20

    /// Opens the file, looks at its beginning and closes it again.
    static func recognise(path: String, declared: DeclaredFormat) throws(RecognitionFailure) -> RecognisedFile {
        let (beginning, dialect, block) = try look(at: path, declared: declared)
        let problem: SourceProblem
        do throws(HeaderProblem) {
            let header = try HeaderRecognition.recognise(
                block, choice: declared.header, known: declared.knownNames, missing: declared.missing)
            var file = RecognisedFile(
                path: path, identity: beginning.identity, encoding: beginning.encoding, dialect: dialect, header: header
            )
            file.rowLimit = declared.rowLimit
            if header.names.count <= 2000 {
                file.sample = (header.rowsBeforeData..<max(header.rowsBeforeData, block.rowCount)).filter {
                    block.badByte(ofRow: $0) == nil
                }.map(block.texts)
            }
            let headerRows = (header.rowsBeforeData - max(1, header.rows.count))..<header.rowsBeforeData
            if header.line != nil, headerRows.lowerBound >= 0, headerRows.upperBound <= block.rowCount,
                let byte = headerRows.lazy.compactMap(block.badByte).first
            {
                problem = byte.problem(in: beginning.encoding.encoding)
            } else {
                return file
            }
        } catch {
            throw .header(error)
        }
        // Names of columns are no names when something is missing from them.
        throw .source(problem)
    }

    /// What the beginning of a file shows of the system that wrote it, whatever its header is.
    static func signs(path: String, declared: DeclaredFormat) throws(RecognitionFailure) -> FileSigns {
        let (beginning, _, block) = try look(at: path, declared: declared)
        return FileSigns(block, path: path, encoding: beginning.encoding.encoding)
    }

    /// Encoding and dialect, and the first records in a block.
    private static func look(
        at path: String, declared: DeclaredFormat
    ) throws(RecognitionFailure) -> (FileBeginning, RecognisedDialect, RecordBlock) {
        var beginning: FileBeginning
        // With room for the cells of the first records that are unescaped.
        let block = RecordBlock(byteCapacity: sampleSize + (1 << 16))
        do throws(SourceProblem) {
            let room = UnsafeMutableRawBufferPointer(start: block.bytes, count: sampleSize)
            beginning = try recogniseEncoding(path: path, declared: declared.encoding, readingInto: room)
            do throws(SourceProblem) {
                return (beginning, try recogniseDialect(path: path, beginning, declared: declared, block), block)
            } catch {
                // A declared encoding, and UTF-16, are believed: what does not fit is set aside with its rows.
                guard error.isOfBytes, !beginning.encoding.isForgiving, beginning.encoding.isBelieved else {
                    throw error
                }
                beginning.encoding.isForgiving = true
                block.clear()
                return (beginning, try recogniseDialect(path: path, beginning, declared: declared, block), block)
            }
        } catch {
            throw .source(error)
        }
    }

    /// The same as a value.
    static func outcome(path: String, declared: DeclaredFormat) -> Result<RecognisedFile, RecognitionFailure> {
        do throws(RecognitionFailure) {
            return .success(try recognise(path: path, declared: declared))
        } catch {
            return .failure(error)
        }
    }

    /// Refuses what is no text, and tells the encoding from the bytes that fill the sample (from all of a shorter file).
    static func recogniseEncoding(
        path: String, declared: TextEncoding?, readingInto sample: UnsafeMutableRawBufferPointer
    ) throws(SourceProblem) -> FileBeginning {
        let file = try SourceFile(path: path)
        let count = try file.read(into: sample)
        let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(sample)[..<count])
        guard count > 0 else { throw .empty }
        if let kind = FileKind.recognise(bytes) { throw .wrongKind(kind) }
        let isWhole = count < sample.count
        if let declared {
            let mark = EncodingRecognition.mark(bytes)
            let length = mark?.encoding == declared ? mark?.markLength ?? 0 : 0
            let encoding = RecognisedEncoding(encoding: declared, evidence: .declared, markLength: length)
            return FileBeginning(encoding: encoding, identity: file.identity, count: count, isWhole: isWhole)
        }
        let encoding: RecognisedEncoding
        do throws(SourceProblem) {
            encoding = try EncodingRecognition.recognise(bytes, isWhole: isWhole)
        } catch {
            encoding = try EncodingRecognition.ofDamagedFile(path: path, identity: file.identity)
        }
        return FileBeginning(encoding: encoding, identity: file.identity, count: count, isWhole: isWhole)
    }

    /// Tells the dialect from the first records and leaves them in the block.
    private static func recogniseDialect(
        path: String, _ beginning: FileBeginning, declared: DeclaredFormat, _ block: RecordBlock
    ) throws(SourceProblem) -> RecognisedDialect {
        let taken = beginning.takeText(in: block)
        let stream = try DecodedStream(
            file: try SourceFile(path: path, expecting: beginning.identity), recognised: beginning.encoding,
            startingAt: taken)
        let isComplete = taken > 0 && beginning.isWhole
        var wanted = sampleSize - taken
        while true {
            if !isComplete { try stream.fill(block, wanted: wanted) }
            let isEnd = isComplete || stream.isAtEnd
            let found: RecognisedDialect
            do throws(SourceProblem) {
                found = try DialectRecognition.recognise(
                    block, isEnd: isEnd, delimiter: declared.delimiter, hasDelimiter: declared.hasDelimiter,
                    quote: declared.quote, escape: declared.escape)
            } catch {
                // A first record longer than the sample: look at more before giving up.
                guard case .dialectUnknown(let seen) = error, seen.allSatisfy({ $0.rows == 0 }), !isEnd
                else { throw error }
                guard block.textCount <= declared.rowLimit else {
                    throw block.tooLong(
                        from: 0, line: 1, limit: declared.rowLimit,
                        Dialect(
                            delimiter: declared.delimiter ?? 0x2C, quote: declared.quote ?? 0x22,
                            escape: declared.escape))
                }
                wanted = block.textCount
                continue
            }
            let tokenizer = TokenizerChoice.libcsv.tokenizer(for: found.dialect)
            block.clearRecords()
            tokenizer.restart()
            do throws(SourceProblem) {
                try tokenizer.read(block, isEnd: isEnd, rowLimit: FirstRows.searchLimit + 10)
            } catch {
                guard case .quoteNotClosed = error, block.rowCount > 0 else { throw error }
            }
            tokenizer.complete(block)
            if let problem = block.rowTooLong(declared.rowLimit) { throw problem }
            return found
        }
    }
}
