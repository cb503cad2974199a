// Prints what each stage costs per cell, row or byte: one thread, made-up data of a fixed seed, medians.

import Foundation

let benchmarks: [(title: String, run: (Workshop) throws -> [Finding])] = [
    ("scan", { _ in try ScanBenchmarks.run() }),
    ("ingest", CellBenchmarks.run),
    ("segment", LinkBenchmarks.run),
    ("aggregate", MeasureBenchmarks.run),
    ("judge", JudgeBenchmarks.run),
    ("render", RenderBenchmarks.run),
]

let wanted = Set(CommandLine.arguments.dropFirst())
if let unknown = wanted.first(where: { name in !benchmarks.contains { $0.title == name } }) {
    let names = benchmarks.map(\.title).joined(separator: " ")
    FileHandle.standardError.write(Data("rapport-benchmarks: expected some of \(names), found '\(unknown)'\n".utf8))
    exit(64)
}

do {
    let workshop = try Workshop()
    defer { workshop.remove() }
    for benchmark in benchmarks where wanted.isEmpty || wanted.contains(benchmark.title) {
        print(benchmark.title)
        for finding in try benchmark.run(workshop) { print("  " + finding.line) }
    }
} catch {
    FileHandle.standardError.write(Data("rapport-benchmarks: \(error)\n".utf8))
    exit(1)
}
