// swift-tools-version: 6.2
// Rapport's targets, floor by floor. A target may import only targets listed above it, and every third-party library has one door.
import PackageDescription

// MARK: Third-party libraries, each named once

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// MARK: How the command is linked

/// A release carries Swift's libraries inside: it starts in 7 ms of processor time instead of 12, and needs no Swift where it runs.
/// Time zones come from FoundationInternationalization; without it every zone would be unknown.
/// Its addresses are fixed: every start takes 1.4 ms less, for nothing is relocated, and 3 MiB less memory.
/// Tests in release mode are linked without all this: RAPPORT_SHARED_LIBRARIES=1.
let swiftLibrariesInside =
    Context.environment["RAPPORT_SHARED_LIBRARIES"] != nil
    ? []
    : [
        "-static-stdlib", "-lFoundation", "-lCoreFoundation", "-lFoundationInternationalization",
        "-lFoundationEssentials",
        "-l_FoundationCollections", "-l_FoundationCShims", "-l_FoundationICU", "-lswift_RegexParser", "-lstdc++",
        "-Xclang-linker", "-no-pie",
    ]

/// libxlsxwriter, with what it needs, is loaded when a workbook is asked for: most runs make none. A program that has no loader carries it
/// inside: RAPPORT_WORKBOOKS_INSIDE=1.
let workbooks: (settings: [CSetting], linking: [LinkerSetting]) =
    Context.environment["RAPPORT_WORKBOOKS_INSIDE"] != nil
    ? ([.define("XLSXWRITER_INSIDE")], [.linkedLibrary("xlsxwriter"), .linkedLibrary("z")])
    : ([], [.linkedLibrary("dl")])

// MARK: The house

let package = Package(
    name: "rapport",
    products: [.executable(name: "rapport", targets: ["rapport"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Floor 1: what is said to the user, and the C libraries made visible.
        .target(name: "Diagnostics"),
        .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
        .systemLibrary(name: "CIconv"),
        .target(name: "CXlsxWriter", cSettings: workbooks.settings, linkerSettings: workbooks.linking),
        .target(name: "CLinux"),
        .target(name: "CLastWords"),
        .target(name: "CScanner"),

        // Floor 2: typed columns, and pure functions.
        .target(name: "Tabular", dependencies: ["Diagnostics", "CLinux"]),
        .target(name: "Statistics"),
        .target(name: "Charts"),
        .target(
            name: "Documents", dependencies: ["Diagnostics", "Tabular", "Charts", "CLinux", "CXlsxWriter"],
            resources: [.embedInCode("Style")]),

        // Floor 3: formulas over columns, and the hall where the stages meet.
        .target(name: "Expressions", dependencies: ["Diagnostics", "Tabular"]),
        .target(name: "Stages", dependencies: ["Diagnostics", "Tabular", "Documents", "Expressions"]),
        .target(name: "OptionFiles", dependencies: ["Diagnostics", "Stages", yams]),

        // Floor 4: the five stages.
        .target(
            name: "Ingestion",
            dependencies: [
                "Diagnostics", "Tabular", "Stages", "OptionFiles", "CLibCSV", "CZlib", "CXXHash", "CIconv", "CScanner",
            ],
            resources: [.embedInCode("Exports")]),
        .target(name: "Cleaning", dependencies: ["Diagnostics", "Tabular", "Statistics", "Expressions", "Stages"]),
        .target(name: "Segmentation", dependencies: ["Diagnostics", "Tabular", "Expressions", "Stages", "CLinux"]),
        .target(
            name: "Aggregation",
            dependencies: ["Diagnostics", "Tabular", "Expressions", "Stages", "Statistics", "OptionFiles"],
            resources: [.embedInCode("Expectations/Tables")]),
        .target(
            name: "Lists", dependencies: ["Diagnostics", "Tabular", "Expressions", "Stages", "OptionFiles"],
            resources: [.embedInCode("BuiltIn")]),
        .target(name: "Judgement", dependencies: ["Diagnostics", "Tabular", "Stages", "Statistics"]),
        .target(
            name: "Rendering",
            dependencies: ["Diagnostics", "Tabular", "Stages", "Statistics", "Charts", "Documents"]),

        // Floor 5: a pipeline file, a plan, a run.
        .target(
            name: "Pipelines",
            dependencies: [
                "Diagnostics", "Tabular", "Documents", "Expressions", "Stages", "Ingestion", "Cleaning",
                "Segmentation", "Aggregation", "Judgement", "Lists", "Rendering", "OptionFiles", "CLinux", "CLastWords",
            ],
            resources: [.embedInCode("Catalogue"), .embedInCode("Holidays")]),

        // Floor 6: the command.
        .executableTarget(
            name: "rapport", dependencies: ["Diagnostics", "Expressions", "Pipelines", argumentParser],
            linkerSettings: [.unsafeFlags(swiftLibrariesInside, .when(platforms: [.linux], configuration: .release))]),

        // Beside the house: made-up exports with the truth known, what each stage costs, and what tests share.
        .target(name: "ExportGenerator", dependencies: ["CIconv"]),
        .executableTarget(
            name: "make-manual",
            dependencies: [
                "Diagnostics", "Tabular", "Expressions", "Stages", "OptionFiles", "Ingestion", "Cleaning",
                "Segmentation", "Aggregation", "Pipelines",
            ]),
        .executableTarget(name: "generate-fixtures", dependencies: ["ExportGenerator", argumentParser]),
        .executableTarget(
            name: "rapport-benchmarks",
            dependencies: [
                "Diagnostics", "Stages", "Ingestion", "Segmentation", "Aggregation", "Judgement", "Rendering",
                "Pipelines",
                "CScanner", "TestSupport",
            ],
            path: "Benchmarks/Sources"),
        .target(
            name: "TestSupport",
            dependencies: ["Diagnostics", "Tabular", "Documents", "Expressions", "Stages", "OptionFiles"]),

        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "TabularTests", dependencies: ["Tabular", "TestSupport"]),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
        .testTarget(
            name: "DocumentsTests",
            dependencies: ["Charts", "Diagnostics", "Documents", "Stages", "Tabular", "TestSupport"]),
        .testTarget(name: "ExpressionsTests", dependencies: ["Diagnostics", "Expressions", "Tabular", "TestSupport"]),
        .testTarget(name: "StagesTests", dependencies: ["Diagnostics", "Stages", "Tabular", "TestSupport"]),
        .testTarget(name: "OptionFilesTests", dependencies: ["Diagnostics", "OptionFiles", "Stages"]),
        .testTarget(
            name: "IngestionTests",
            dependencies: ["CIconv", "Diagnostics", "Ingestion", "Stages", "Tabular", "TestSupport"]),
        .testTarget(
            name: "CleaningTests",
            dependencies: ["Cleaning", "Diagnostics", "Expressions", "Stages", "Tabular", "TestSupport"]),
        .testTarget(
            name: "SegmentationTests",
            dependencies: ["Diagnostics", "Expressions", "Segmentation", "Stages", "Tabular", "TestSupport"]),
        .testTarget(
            name: "AggregationTests",
            dependencies: [
                "Aggregation", "Diagnostics", "Expressions", "Judgement", "OptionFiles", "Stages", "Statistics",
                "Tabular", "TestSupport",
            ]),
        .testTarget(
            name: "JudgementTests",
            dependencies: ["Diagnostics", "Judgement", "Stages", "Statistics", "Tabular", "TestSupport"]),
        .testTarget(
            name: "ListsTests",
            dependencies: ["Diagnostics", "Lists", "OptionFiles", "Stages", "Tabular", "TestSupport"]),
        .testTarget(
            name: "RenderingTests",
            dependencies: [
                "Charts", "Diagnostics", "Documents", "Judgement", "Rendering", "Stages", "Statistics", "Tabular",
                "TestSupport",
            ]),
        .testTarget(
            name: "PipelinesTests",
            dependencies: [
                "Aggregation", "Cleaning", "Diagnostics", "Expressions", "Ingestion", "OptionFiles", "Pipelines",
                "Segmentation",
                "Stages", "Tabular", "TestSupport",
            ]),
        .testTarget(name: "ExportGeneratorTests", dependencies: ["ExportGenerator"]),
        .testTarget(name: "CommandTests", dependencies: ["TestSupport", "make-manual", "rapport"]),
    ],
    swiftLanguageModes: [.v6])

// Every target of ours is held to the same strictness.
for target in package.targets where target.type != .system {
    var settings = target.swiftSettings ?? []
    settings.append(.treatAllWarnings(as: .error))
    settings.append(.enableUpcomingFeature("ExistentialAny"))  // SE-0335
    settings.append(.enableUpcomingFeature("MemberImportVisibility"))  // SE-0444
    target.swiftSettings = settings
}
