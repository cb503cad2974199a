// The example pipelines and the moments their reports are made for.

/// A pipeline of `pipelines/`, with the clock its golden report was made by.
struct ExamplePipeline: CustomStringConvertible, Equatable, Sendable {
    var name: String
    var asOf: String

    var description: String { name }
    var path: String { "pipelines/\(name).yml" }

    static let surveyDump = ExamplePipeline(name: "survey-dump", asOf: "2026-09-20")

    static let quarterlyReview = ExamplePipeline(name: "quarterly-review", asOf: "2026-10-01")

    static let all = [ExamplePipeline(name: "nightly", asOf: "2026-09-15"), quarterlyReview, surveyDump]
}
