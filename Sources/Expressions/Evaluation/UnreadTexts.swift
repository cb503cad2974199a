// Rows whose text a formula should read as a number or a day and cannot, and who is told of them.

import Synchronization
import Tabular

/// The rows of one chunk whose text a function could not read; one thread's, for one evaluation.
///
/// What is missing because the text is missing is not among them, and what stands in a branch that is not taken is not either.
final class UnreadRows {
    /// By the call, a bit for each row.
    private(set) var words: [String: [UInt64]] = [:]

    /// - Parameter mask: the rows whose value is asked for; nil for all.
    func add(_ call: String, present: Presence, read: Presence, mask: [UInt64]?) {
        guard let read = read.words else { return }
        let all = Truths(all: true, count: present.count).trueBits
        var unread = present.words ?? all
        for index in unread.indices {
            unread[index] &= ~read[index] & all[index]
            if let mask { unread[index] &= mask[index] }
        }
        guard unread.contains(where: { $0 != 0 }) else { return }
        guard let known = words[call] else {
            words[call] = unread
            return
        }
        words[call] = zip(known, unread).map { $0 | $1 }
    }
}

/// Counts the rows whose texts could not be read, over all chunks and threads.
package final class UnreadTally: Sendable {
    private struct Counts {
        /// By formula and call.
        var rows: [String: [String: Int]] = [:]
        var told: Set<String> = []
    }

    private let counts = Mutex(Counts())

    func add(_ rows: UnreadRows, of formula: String) {
        if rows.words.isEmpty { return }
        counts.withLock { counts in
            for (call, words) in rows.words {
                counts.rows[formula, default: [:]][call, default: 0] += words.reduce(0) { $0 + $1.nonzeroBitCount }
            }
        }
    }

    /// The calls and their rows, which begin anew; a call in several formulas counts once.
    ///
    /// - Parameter subject: whose formulas these are; the same is not told of it twice.
    package func take(of subject: String) -> [(call: String, rows: Int)] {
        counts.withLock { counts in
            var most: [String: Int] = [:]
            for calls in counts.rows.values {
                for (call, rows) in calls { most[call] = max(most[call] ?? 0, rows) }
            }
            counts.rows = [:]
            return most.filter { counts.told.insert("\(subject) \($0.key) \($0.value)").inserted }
                .map { (call: $0.key, rows: $0.value) }.sorted { $0.call < $1.call }
        }
    }
}
