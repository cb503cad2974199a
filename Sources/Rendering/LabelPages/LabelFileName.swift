// What the files of the pages of labels are called: a label may be any text, a file's name may not.

/// Names of files for labels, the same in every run and on every system as long as no other differs by large and small letters alone.
///
/// A label that a file can bear is its name; of any other the signs that a file can bear stand before digits made of all of it.
///
///     A1001           A1001
///     陈静             陈静
///     Maria González  Maria-González-8f1c0a77d2e4
///     ../etc          etc-0b6a1f9c33aa
enum LabelFileName {
    private static let mostBytes = 60

    /// One name per key, all different, also on disks to which large and small letters are the same.
    static func names(of keys: [String]) -> [String] {
        var counts: [String: Int] = [:]
        for key in keys where ReportName.isUsable(key) { counts[key.lowercased(), default: 0] += 1 }
        var taken: Set<String> = []
        return keys.map { key in
            let isPlain = ReportName.isUsable(key) && counts[key.lowercased()] == 1
            let name = isPlain ? key : marked(key)
            var unique = name
            var number = 2
            while !taken.insert(unique.lowercased()).inserted {
                unique = "\(name)-\(number)"
                number += 1
            }
            return unique
        }
    }

    /// The signs of a key that files can bear, and digits that tell it from others.
    private static func marked(_ key: String) -> String {
        var kept = ""
        for scalar in key.unicodeScalars {
            let isKept = ReportName.isLetterOrDigit(scalar)
            if !isKept, kept.isEmpty || kept.hasSuffix("-") { continue }
            let next = isKept ? String(scalar) : "-"
            if kept.utf8.count + next.utf8.count > mostBytes { break }
            kept += next
        }
        if kept.hasSuffix("-") { kept.removeLast() }
        return kept.isEmpty ? "label-\(digits(of: key))" : "\(kept)-\(digits(of: key))"
    }

    /// 48 bits of FNV-1a over the UTF-8 of a text, in twelve digits.
    private static func digits(of text: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let digits = String(hash >> 16, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}
