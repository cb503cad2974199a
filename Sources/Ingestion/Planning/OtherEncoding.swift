// What becomes of a file whose bytes do not fit the encoding that was recognised.

extension FilePlan {
    /// The encoding of a file after bytes that do not fit the first one; nil for any other problem, and where nothing else is to be had.
    ///
    /// One that is declared, or known by a mark, is believed: rows with such bytes are set aside. Else the whole file is looked at
    /// once more: one whose first megabyte is plain ASCII may still be Chinese further down.
    ///
    /// Errors: the file fits no encoding.
    func otherEncoding(after problem: SourceProblem) throws(SourceProblem) -> RecognisedEncoding? {
        let encoding = recognised.encoding
        guard problem.isOfBytes, !encoding.isForgiving else { return nil }
        if encoding.isBelieved { return encoding.forgiving }
        let other = try EncodingRecognition.ofDamagedFile(path: recognised.path, identity: recognised.identity)
        return other == encoding ? nil : other
    }
}

extension TablePlan {
    /// Does something with a file; with its other encoding when the first proves wrong.
    mutating func withRightEncoding<Result>(
        ofFile index: Int, _ body: (FilePlan) throws(SourceProblem) -> Result
    ) throws(SourceProblem) -> Result {
        do throws(SourceProblem) {
            return try body(files[index])
        } catch {
            guard let encoding = try files[index].otherEncoding(after: error) else { throw error }
            files[index].recognised.encoding = encoding
            return try body(files[index])
        }
    }
}
