// What a command says beside the pipeline file: the clock, the period, variables, the folder, the threads.

import Stages
import Tabular

/// The choices of one run, all of them injected.
package struct RunOptions: Sendable {
    /// Values for `${KEY}` in the pipeline file.
    package var settings: [String: String]
    /// The moment the report is made for; milliseconds since 1970-01-01T00:00:00Z.
    package var asOf: AsOf
    /// The name of the period to report on; nil for the one the file asks for.
    package var period: String?
    /// Where to write instead of the usual folder.
    package var output: String?
    /// Whether every report is printed too, whatever formats the file names.
    package var printsPages = false
    /// The value of a variable of the environment; nil for one that is not set.
    package var variable: @Sendable (String) -> String? = { _ in nil }
    /// How long to wait for another run that writes the same report; nil for not at all.
    /// - Units: seconds.
    package var waitLimit: Double?
    /// Told once when there is such a run.
    package var waiting: @Sendable () -> Void = {}
    /// How much of the inputs the plan looks at.
    package var depth = PlanningDepth.whole
    package var jobs: Int
    /// How much of a file is read at once, for tests; nil for what is fastest.
    /// - Units: bytes.
    package var blockSize: Int?
    /// How much memory the run may hold before it keeps rows in a temporary file; nil for no limit.
    /// - Units: bytes.
    package var memoryLimit: Int?
    /// How much memory the machine or its container has; nil when nobody knows.
    /// - Units: bytes.
    package var machineMemory: Int?
    /// Where that file may be made, the best first; the folder of the report comes after all of them.
    package var temporaryFolders: [String]
    /// Told of progress, on any thread.
    package var progress: @Sendable (Progress) -> Void
    /// Seconds of a steady clock, for timing the stages.
    package var steadySeconds: @Sendable () -> Double

    /// The moment a report is made for.
    package enum AsOf: Sendable {
        /// The machine's time when the command began.
        case now(Int64)
        /// A local day or moment the user gave with `--as-of`: the run can be repeated to the byte.
        case fixed(String)
    }

    package init(
        settings: [String: String] = [:], asOf: AsOf, period: String? = nil, output: String? = nil, jobs: Int = 1,
        blockSize: Int? = nil, memoryLimit: Int? = nil, machineMemory: Int? = nil, temporaryFolders: [String] = [],
        progress: @escaping @Sendable (Progress) -> Void = { _ in },
        steadySeconds: @escaping @Sendable () -> Double = { 0 }
    ) {
        self.settings = settings
        self.asOf = asOf
        self.period = period
        self.output = output
        self.jobs = jobs
        self.blockSize = blockSize
        self.memoryLimit = memoryLimit
        self.machineMemory = machineMemory
        self.temporaryFolders = temporaryFolders
        self.progress = progress
        self.steadySeconds = steadySeconds
    }

    /// Whether the clock was given, so that two runs must give the same bytes.
    package var isClockFixed: Bool {
        if case .fixed = asOf { true } else { false }
    }
}
