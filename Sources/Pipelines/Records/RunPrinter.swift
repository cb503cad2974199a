// Which program printed the pages of a run, for its record.

import Documents

/// A program and what it says of its version.
struct RunPrinter: Sendable {
    let name: String
    let version: String?

    init(_ program: PrintingProgram) {
        name = program.name
        version = program.version()
    }

    var json: JSONValue { .object([("program", .text(name)), ("version", .optional(version))]) }
}
