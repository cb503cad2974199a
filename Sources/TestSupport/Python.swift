// Runs Python, for the outside witnesses that tests ask: those of `Scripts/setup --tests`, where they are installed.

import Foundation

package enum Python {
    /// Runs a program that reads JSON from its standard input.
    package static func run(
        _ program: String, input: some Encodable
    ) throws -> (status: Int32, output: Data, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program]
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stderr
        try process.run()
        try? stdin.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(input))
        try? stdin.fileHandleForWriting.close()
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        let errors = stderr.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, output, String(decoding: errors, as: UTF8.self))
    }

    /// Whether a module can be imported; when it cannot, a line on standard output says what is skipped.
    package static func has(_ module: String) -> Bool {
        let isInstalled = (try? run("import \(module)", input: [String]()))?.status == 0
        if !isInstalled { print("skipped: \(module) is not installed") }
        return isInstalled
    }
}
