// Times a piece of work some times over and keeps the median, and says what came out in a line.

/// How long pieces of work take.
enum Stopwatch {
    /// Seconds of each piece, the median of some rounds. The pieces take turns, so that a slow moment meets all of them.
    static func medians(of rounds: Int, _ pieces: [() throws -> Void]) throws -> [Double] {
        var seconds = [[Double]](repeating: [], count: pieces.count)
        // The round before the first fills caches and does not count.
        for round in 0...rounds {
            for (index, piece) in pieces.enumerated() {
                let duration = try ContinuousClock().measure(piece)
                if round > 0 { seconds[index].append(duration / .seconds(1)) }
            }
        }
        return seconds.map { median($0) }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}

/// One number of the table that is printed.
struct Finding {
    var name: String
    var value: Double
    var unit: String

    static func nanoseconds(_ name: String, _ seconds: Double, per count: Int, _ what: String) -> Finding {
        Finding(name: name, value: seconds * 1e9 / Double(count), unit: "ns/" + what)
    }

    static func rate(_ name: String, bytes: Int, _ seconds: Double) -> Finding {
        Finding(name: name, value: Double(bytes) / 1e9 / seconds, unit: "GB/s")
    }

    var line: String {
        let rounded = String(Int((value * 100).rounded()))
        let digits = String(repeating: "0", count: max(0, 3 - rounded.count)) + rounded
        let number = digits.dropLast(2) + "." + digits.suffix(2)
        let blanks = String(repeating: " ", count: max(1, 54 - name.count - number.count))
        return name + blanks + number + " " + unit
    }
}
