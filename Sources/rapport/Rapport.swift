// The command `rapport`: its subcommands, and what all of them share with the outside.

import ArgumentParser
import Pipelines

@main
struct Rapport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rapport",
        abstract: "Turns CSV exports of calls, surveys and sales into management reports one can trust.",
        discussion: """
            A pipeline file says what to read, how to clean it, how to segment customers, which metrics to compute and \
            what to render.

              rapport run pipelines/nightly.yml --as-of 2026-09-15
            """,
        version: Pipelines.version,
        subcommands: [Run.self, Check.self, Plan.self, Metrics.self, Profile.self])
}
