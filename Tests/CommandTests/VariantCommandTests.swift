// `variants: true` from the pipeline file to the pages: one day of one queue under every definition of its service level.

import Foundation
import Testing

struct VariantCommandTests {
    /// 1000 offered; 800 answered, 640 of them in 20 s; 150 abandoned, 60 of them below 5 s; 50 voicemails and call-backs.
    private static let calls: String = {
        let parts = [
            (640, "answered", 12), (160, "answered", 33), (60, "abandoned", 3), (30, "abandoned", 11),
            (60, "abandoned", 45), (30, "voicemail", 25), (20, "callback", 40),
        ]
        var rows = ["call_id,start,direction,disposition,wait"]
        for (count, disposition, wait) in parts {
            for _ in 0..<count {
                rows.append("C\(rows.count),2026-09-14 09:\(10 + rows.count % 50):00,in,\(disposition),\(wait)")
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }()

    private static func folder(_ metrics: String, _ rest: String = "") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(calls, to: "calls.csv")
        try folder.write(
            """
            timezone: Asia/Shanghai
            period: day
            ingest:
              calls: { files: calls.csv, columns: { wait: { type: duration, unit: s } } }
            aggregate:
              metrics: [\(metrics)]
            \(rest)
            """, to: "p.yml")
        return folder
    }

    private static func text(_ name: String, in folder: TemporaryFolder) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    private static let expected = [
        ("71.9%", "Service level · as reported", "服务水平 · 本报告采用", "service_level{target=20 s,short=5 s}"),
        (
            "64.0%", "Service level (of all offered)", "服务水平（按全部呼入）", "service_level_offered{target=20 s}"
        ),
        ("67.4%", "Service level (strict)", "服务水平（严格）", "service_level_strict{target=20 s}"),
        (
            "80.0%", "Service level (answered only)", "服务水平（仅已接）",
            "service_level_answered_only{target=20 s}"
        ),
    ]

    @Test func `every definition is named with its number, in both languages and in both forms`() throws {
        let folder = try Self.folder("{ metric: service_level, variants: true }")
        let run = try BuiltProgram.run(
            ["run", "p.yml", "--period", "2026-09-14", "--as-of", "2026-10-01"], in: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        let report = "reports/p/2026-09-14"
        for (value, english, chinese, definition) in Self.expected {
            for (file, name) in [("annex.en.md", english), ("annex.zh-Hans.md", chinese)] {
                let line = try Self.text("\(report)/\(file)", in: folder).split(separator: "\n").first {
                    $0.hasPrefix("| \(name) |")
                }
                #expect(line?.contains("| \(value) |") == true, "\(file): \(name)")
                #expect(line?.replacing("\\", with: "").contains(definition) == true, "\(file): \(name)")
            }
            for (file, name) in [("annex.en.html", english), ("annex.zh-Hans.html", chinese)] {
                let page = try Self.text("\(report)/\(file)", in: folder)
                #expect(page.contains(name) && page.contains(value), "\(file): \(name)")
            }
        }
        let results = try Self.text("\(report)/results.csv", in: folder)
        #expect(results.contains("service_level_offered,day,2026-09-14,2026-09-15,,0.64,640,1000,1000,"))
    }

    @Test func `a test may expect a value under another definition, with the parameters of the metric`() throws {
        let folder = try Self.folder(
            "{ metric: service_level, target: 40 s, variants: true }, { metric: abandon_rate, variants: [of_offered] }",
            """
            tests:
              one late call:
                tables:
                  calls: |
                    call_id,start,direction,disposition,wait
                    1,2026-09-14 09:00:00,in,answered,30
                    2,2026-09-14 09:01:00,in,abandoned,50
                    3,2026-09-14 09:02:00,in,voicemail,10
                    4,2026-09-14 09:03:00,in,voicemail,10
                period: 2026-09-14
                expect:
                  service_level_strict: 50%
                  service_level_offered: 25%
                  abandon_rate_of_offered: 25%
            """)
        let run = try BuiltProgram.run(["test", "p.yml", "--language", "en"], in: folder.path)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }
}
