// Header lines of mail: texts beyond ASCII as encoded words, and dates.

import Foundation
import Tabular

enum MailHeader {
    /// A text as a header may hold it, folded where it is long.
    ///
    ///     日报    =?UTF-8?B?5pel5oql?=
    ///
    /// Short plain ASCII stays as it is; else every word is at most 75 characters and holds whole characters only. Nothing in it ends
    /// the line.
    ///
    /// - Source: RFC 2047 §2, §5 (3), §6.2.
    static func encoded(_ text: String) -> String {
        let safe = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    ["\n", "\r", "\t"].contains(scalar) ? " " : HTMLText.isPrintable(scalar) ? scalar : "\u{FFFD}"
                }))
        if safe.utf8.count <= mostPlain, safe.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !safe.contains("=?") {
            return safe
        }
        var words: [[UInt8]] = [[]]
        for character in safe {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > bytesOfWord {
                // A character of very many marks is cut between them.
                for scalar in character.unicodeScalars { append(Array(String(scalar).utf8), to: &words) }
            } else {
                append(bytes, to: &words)
            }
        }
        return words.map { "=?UTF-8?B?\(base64($0[...]))?=" }.joined(separator: "\r\n ")
    }

    private static func append(_ bytes: [UInt8], to words: inout [[UInt8]]) {
        if words[words.count - 1].count + bytes.count > bytesOfWord { words.append([]) }
        words[words.count - 1] += bytes
    }

    /// With `Subject: ` before it on a line of 76.
    private static let mostPlain = 66
    /// In base64 with what stands around it no longer than 63 characters: the first word has a name before it.
    private static let bytesOfWord = 36

    static func base64(_ bytes: ArraySlice<UInt8>) -> String { Data(bytes).base64EncodedString() }

    /// `Tue, 15 Sep 2026 06:30:00 +0000`
    ///
    /// - Parameter moment: milliseconds since 1970-01-01T00:00:00Z.
    /// - Source: RFC 5322 §3.3.
    static func date(_ moment: Int64) -> String {
        let seconds = Int((Double(moment) / 1000).rounded(.down))
        let second = ((seconds % 86_400) + 86_400) % 86_400
        let day = CivilDate(dayNumber: (seconds - second) / 86_400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let name = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let year = String(repeating: "0", count: max(0, 4 - String(day.year).count)) + String(day.year)
        return "\(name), \(day.day) \(months[day.month - 1]) \(year) "
            + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) +0000"
    }
}
