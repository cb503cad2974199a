// Runs the built program as a user would, and keeps what it says and how it ends.

import Foundation

/// The program `rapport` as it was built: that of `RAPPORT_BINARY`, else the one beside the tests.
struct BuiltProgram {
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The top folder of the package.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static var path: String {
        if let path = ProcessInfo.processInfo.environment["RAPPORT_BINARY"] { return path }
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return tests.appendingPathComponent("rapport").path
    }

    /// Runs the program, or another one that runs it, to its end, in English unless told otherwise.
    static func run(
        _ arguments: [String], in folder: String = root, environment: [String: String] = [:], program: String = path
    ) throws -> Outcome {
        let process = start(arguments, in: folder, environment: environment)
        process.executableURL = URL(fileURLWithPath: program)
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let errorReader = Reader(errors)
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errorReader.data()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .uncaughtSignal
                ? -process.terminationStatus : process.terminationStatus,
            output: String(decoding: said, as: UTF8.self), errors: String(decoding: complained, as: UTF8.self))
    }

    /// A process that is ready to run.
    static func start(_ arguments: [String], in folder: String = root, environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        var variables = ProcessInfo.processInfo.environment
        variables["LC_ALL"] = "C.UTF-8"
        variables.merge(environment) { $1 }
        process.environment = variables
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Reads a pipe on a thread of its own, so that neither pipe fills up.
    private final class Reader: @unchecked Sendable {
        private let done = DispatchSemaphore(value: 0)
        private var collected = Data()

        init(_ pipe: Pipe) {
            let thread = Thread { [self] in
                collected = pipe.fileHandleForReading.readDataToEndOfFile()
                done.signal()
            }
            thread.start()
        }

        func data() -> Data {
            done.wait()
            return collected
        }
    }
}

/// A folder that is removed with the value's last use.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "rapport-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: path + "/" + name) }
}
