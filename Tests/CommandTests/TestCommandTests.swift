// `rapport test`: rows in the pipeline file go through its own stages, and what comes out is compared with what is written.

import Foundation
import Testing

struct TestCommandTests {
    /// A folder with a pipeline whose exports are not there: no test needs them.
    private static func folder(_ tests: String, period: String = "month") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(pipeline.replacing("PERIOD", with: period) + tests, to: "p.yml")
        return folder
    }

    private static let pipeline = """
        period: PERIOD
        languages: [en]
        ingest:
          calls:
            files: exports/calls-*.csv
            delimiter: ";"
            header: 3
            encoding: gb18030
            columns:
              id: 通话ID
              start: { from: 开始时间, type: instant }
              agent: 坐席
              direction: 方向
              disposition: 结果
              wait: { from: 等待, type: duration, unit: s }
          agents:
            files: exports/agents.csv
            columns: { agent_id: 工号, team: 班组 }
        clean:
          calls:
            - map: { column: direction, values: { 呼入: in, 呼出: out } }
            - drop_duplicates: { key: id, keep: last }
            - reject: { when: wait > 1 h, because: longer than an hour }
          agents:
            - drop_duplicates: { key: agent_id, keep: last }
        link: { calls.agent: agents.agent_id }
        segment:
          team: { column: agents.team }
          long: { expression: wait > 60 s, of: calls }
        aggregate:
          metrics: [offered, { metric: service_level, target: 30 s }, asa, long_calls]
          by: [[team]]
          define:
            long_calls: { count: rows, of: calls, at: start, where: long = 'true' }
        render: [{ report: summary, formats: [markdown] }]

        """

    private static func run(
        _ folder: TemporaryFolder, _ arguments: [String] = [], language: String = "en"
    ) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(["test", "p.yml", "--language", language] + arguments, in: folder.path)
    }

    private static let rows = """
              calls: |
                id,start,agent,direction,disposition,wait
                1,2026-09-01 09:00:00,A1,呼入,answered,10
                2,2026-09-01 09:01:00,A1,呼入,answered,30
                3,2026-09-02 09:02:00,A2,呼入,answered,70
                3,2026-09-02 09:02:00,A2,呼入,abandoned,70
                4,2026-09-02 09:03:00,A2,呼出,answered,9
                5,2026-10-01 00:00:00,A2,呼入,answered,9

        """

    private static func test(_ name: String, _ rest: String, tables: String = rows) -> String {
        "  \(name):\n    tables:\n\(tables)"
            + rest.split(separator: "\n").map { "    \($0)\n" }.joined()
    }

    // MARK: What passes

    @Test func `rows go through the stages of a run, and values are compared to the digits that are written`() throws {
        let folder = try Self.folder(
            "tests:\n"
                + Self.test(
                    "all of it",
                    """
                    period: 2026-09
                    expect:
                      offered: 3
                      service_level: { value: 66.7%, n: 3, low: 20.8%, high: 93.9% }
                      asa: 20 s
                      long_calls: { value: 1, tolerance: 0 }
                    expect_by:
                      - { metric: offered, segment: { team: east }, value: 2 }
                      - { metric: offered, segment: { team: west }, value: 1 }
                      - { metric: offered, segment: { team: north }, value: missing }
                      - { metric: offered, period: 2026-09-02, value: 1 }
                      - { metric: asa, period: 2026-09-01, segment: { team: east }, value: 0.33 min }
                    """, tables: Self.rows + "      agents: teams.csv\n")
                + Self.test("without agents", "as_of: 2026-10-15\nexpect: { offered: 3.00 }"))
        try folder.write("工号,team\nA1,east\nA2,west\n", to: "teams.csv")
        let outcome = try Self.run(folder)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output == "✔ all of it\n✔ without agents\n")
        #expect(outcome.errors == "2 tests passed\n")
        #expect(try Self.run(folder, language: "zh").errors == "2 个测试全部通过\n")
        let one = try Self.run(folder, ["--test", "without agents", "--quiet"])
        #expect(one.output == "✔ without agents\n" && one.errors == "")
        // Nothing was written anywhere.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["p.yml", "teams.csv"])
    }

    @Test func `a row that is set aside must be expected`() throws {
        let rows = Self.rows + "        6,2026-09-03 09:00:00,A2,呼入,answered,3700\n"
        let folder = try Self.folder(
            "tests:\n" + Self.test("told", "period: 2026-09\nexpect: { offered: 3 }\nrejected: 1", tables: rows)
                + Self.test("by table", "period: 2026-09\nrejected: { calls: 1 }", tables: rows)
                + Self.test("untold", "period: 2026-09\nexpect: { offered: 3 }", tables: rows)
                + Self.test("wrong", "period: 2026-09\nrejected: { calls: 2 }", tables: rows))
        let outcome = try Self.run(folder)
        #expect(outcome.status == 65)
        #expect(outcome.output.contains("✔ told\n✔ by table\n✘ untold\n"), "\(outcome.output)")
        let lines = try String(contentsOfFile: folder.path + "/p.yml", encoding: .utf8).components(separatedBy: "\n")
        let places = lines.indices.filter { lines[$0].contains("6,2026-09-03") }.map { $0 + 1 }
        #expect(
            outcome.output.contains(
                "  p.yml:\(places[2]): error: a row of table 'calls' was set aside by 'reject': longer than an hour\n"
                    + "    help: if that is meant, say how many there are: 'rejected: 1'\n"), "\(outcome.output)")
        #expect(outcome.output.contains("error: expected 2 rows of table 'calls' to be set aside, found 1"))
        #expect(try Self.run(folder, language: "zh").output.contains("错误：表 'calls' 应剔除 2 行，实际为 1 行"))
    }

    // MARK: What fails

    @Test func `a value that is not as expected is told with its place, its parts and enough digits`() throws {
        let folder = try Self.folder(
            "tests:\n"
                + Self.test(
                    "wrong",
                    """
                    period: 2026-09
                    expect:
                      offered: { value: 4, n: 5 }
                      service_level: 66.6%
                      asa: { value: 20 s, tolerance: 0 }
                      long_calls: missing
                    expect_by: { metric: offered, segment: { team: east }, value: 2 }
                    """))
        let outcome = try Self.run(folder)
        #expect(outcome.status == 65)
        #expect(outcome.errors == "1 of 1 test failed\n")
        let said = outcome.output.components(separatedBy: "\n")
        #expect(said.first == "✘ wrong")
        for sentence in [
            "metric 'offered' expected 4, found 3", "n of metric 'offered' expected 5, found 3",
            "metric 'service_level' expected 66.6%, found 66.7% (2 of 3)",
            "metric 'long_calls' expected no value, found 1",
            "metric 'offered' of team 'east' expected 2, found no value",
        ] {
            #expect(
                said.contains { $0.hasPrefix("  p.yml:") && $0.hasSuffix(": error: " + sentence) },
                "\(sentence)\n\(outcome.output)")
        }
        let chinese = try Self.run(folder, language: "zh").output
        for sentence in [
            "指标 'offered' 应为 4，实际为 3", "指标 'service_level' 应为 66.6%，实际为 66.7%（3 中的 2）",
            "指标 'long_calls' 应无值，实际为 1", "指标 'offered' 的 n 应为 5，实际为 3",
            "指标 'offered'（team 'east'） 应为 2，实际无值",
        ] { #expect(chinese.contains(sentence), "\(sentence)\n\(chinese)") }
        // The others pass all the same.
        #expect(!outcome.output.contains("asa"), "\(outcome.output)")
    }

    @Test func `a column that the rows lack is named where there is no value`() throws {
        let folder = try Self.folder(
            "tests:\n"
                + Self.test(
                    "no wait", "period: 2026-09\nexpect: { asa: 5 s }",
                    tables: """
                              calls: |
                                start,direction,disposition
                                2026-09-01 09:00:00,in,answered

                        """))
        let outcome = try Self.run(folder)
        #expect(
            outcome.output.contains(
                "error: metric 'asa' expected 5 s, found no value\n    help: the rows of table 'calls' have no column 'wait'"
            ),
            "\(outcome.output)")
        #expect(try Self.run(folder, language: "zh").output.contains("建议：表 'calls' 的示例行没有列 'wait'"))
    }

    // MARK: Mistakes

    @Test(arguments: [
        (
            "period: 2026-09\nexpect: { ofered: 1 }", "unknown metric 'ofered'", "没有指标 'ofered'",
            "did you mean 'offered'?"
        ),
        (
            "period: 2026-09\nexpect_by: { metric: offered, segment: { taem: a }, value: 1 }", "unknown segment 'taem'",
            "没有分组 'taem'", "did you mean 'team'?"
        ),
        ("period: 2026-09\nrejected: { cals: 1 }", "unknown table 'cals'", "没有表 'cals'", "did you mean 'calls'?"),
        (
            "period: 2026-13\nexpect: { offered: 1 }", "'period' expects a period such as", "'period' 应为周期", "2026-13"
        ),
        ("as_of: soon\nexpect: { offered: 1 }", "'as_of' expects a day or a moment", "'as_of' 应为日期或时刻", "soon"),
        (
            "expect: { offered: 1 }", "test 't' needs the key 'period' or 'as_of'", "测试 't' 缺少键 'period' 或 'as_of'",
            "depends on the day"
        ),
        ("period: 2026-09", "test 't' needs the key 'expect'", "测试 't' 缺少键 'expect'", "p.yml:"),
        ("period: 2026-09\nexpct: { offered: 1 }", "unknown key 'expct' in test 't'", "测试 't' 中有未知的键", "'expect'"),
        (
            "period: 2026-09\nexpect: { offered: many }",
            "expects a number of at most 18 digits, a percentage, a length of time such as 90 s, or an amount, or 'missing', found \"many\"",
            "应为数字（至多 18 位）、百分数、时长（如 90 s）或金额，或 'missing'", "p.yml:"
        ),
        (
            "period: 2026-09\nexpect: { offered: 12345678901234567890123 }", "expects a number of at most 18 digits",
            "至多 18 位", "p.yml:"
        ),
        ("period: 2026-09\nexpect: { offered: 1e999 }", "found \"1e999\"", "实际为 \"1e999\"", "p.yml:"),
        (
            "period: 2026-09\nexpect: { offered: 10% }",
            "metric 'offered' expects a number (its unit is 'count'), found \"10%\"",
            "指标 'offered' 应为数字（单位为 'count'），实际为 \"10%\"", "p.yml:"
        ),
        (
            "period: 2026-09\nexpect: { service_level: 10 s }", "expects a percentage or a share of 1",
            "应为百分数或小数比例", "p.yml:"
        ),
        (
            "period: 2026-09\nexpect: { asa: 10% }", "expects a length of time, or a number in s", "应为时长，或以 s 为单位的数字",
            "p.yml:"
        ),
        ("period: 2026-09\nexpect: { offered: { n: -1 } }", "'n' expects a whole number", "'n' 应为", "p.yml:"),
        ("period: 2026-09\nexpect: { offered: {} }", "needs the key 'value'", "缺少键 'value'", "p.yml:"),
        ("period: 2026-09\nrejected: some", "expects a number of rows, such as 1", "应为行数，如 1", "p.yml:"),
        ("period: 2026-09\nexpect: [offered]", "'expect' expects a mapping", "'expect' 应为键值表", "p.yml:"),
    ]) func `a mistake in a test is told with its place, by test and by check`(
        rest: String, english: String, chinese: String, help: String
    ) throws {
        let folder = try Self.folder("tests:\n" + Self.test("t", rest))
        let outcome = try Self.run(folder)
        let said = outcome.output + outcome.errors
        #expect(outcome.status == 78, "\(said)")
        #expect(said.contains(english) && said.contains(help) && said.contains("p.yml:"), "\(said)")
        let other = try Self.run(folder, language: "zh")
        #expect((other.output + other.errors).contains(chinese), "\(other.output)\(other.errors)")
        let check = try BuiltProgram.run(["check", "p.yml", "--as-of", "2026-10-01"], in: folder.path)
        #expect(check.status == 78 && check.errors.contains(english), "\(check.errors)")
    }

    @Test(arguments: [
        ("      calls: ''\n", 78, "the rows of table 'calls' expect a header, found nothing"),
        ("      calls: |\n\n", 78, "the rows of table 'calls' expect a header, found nothing"),
        ("      calls: nowhere.csv\n", 66, "there is no file 'nowhere.csv'"),
        ("      cals: |\n        id\n        1\n", 78, "unknown table 'cals'"),
        ("      calls: [1, 2]\n", 78, "the rows of table 'calls' expects a single value, found a list"),
        (
            "      calls: |\n        id,start,direction,dispositon\n        1,2026-09-01 09:00:00,in,answered\n", 78,
            "nothing reads column 'dispositon' of the rows of table 'calls'"
        ),
    ]) func `rows that are none are told`(tables: String, status: Int, said: String) throws {
        let folder = try Self.folder(
            "tests:\n" + Self.test("t", "period: 2026-09\nexpect: { offered: 1 }", tables: tables))
        let outcome = try Self.run(folder)
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        #expect((outcome.output + outcome.errors).contains(said), "\(outcome.output)\(outcome.errors)")
        #expect(!(outcome.output + outcome.errors).contains("/proc/"))
    }

    @Test(arguments: [
        "      calls: |\n        hello world\n        what is this\n",
        "      calls: |\n        \"id\n        \"\"\"\n",
        "      calls: |\n        id,start,direction,disposition,wait\n        1,2,3,4,5,6,7\n",
        "      calls: |\n        ,,,,\n        ,,,,\n",
        "      calls: |\n        id,id,start\n        1,2,2026-09-01\n",
        "      calls: |\n        id,start,direction,disposition,wait\n        1,2026-09-01 09:00:00,呼入,answered,99999999999999999999999\n",
        "      calls: \"id,start\\n1,\\0\\n\"\n",
        "      calls: |\n        id,start,direction,disposition,wait\n",
        "      calls:\n",
    ]) func `whatever stands there, a test ends with a sentence`(tables: String) throws {
        let folder = try Self.folder(
            "tests:\n" + Self.test("t", "period: 2026-09\nexpect: { offered: 1, asa: 5 s }", tables: tables))
        for language in ["en", "zh"] {
            let outcome = try Self.run(folder, language: language)
            #expect([65, 78].contains(outcome.status), "\(outcome.status)\(outcome.output)\(outcome.errors)")
            #expect((outcome.output + outcome.errors).contains("p.yml:"), "\(outcome.output)\(outcome.errors)")
            #expect(!(outcome.output + outcome.errors).contains("/proc/"), "\(outcome.output)\(outcome.errors)")
        }
    }

    @Test func `names and numbers of people in the rows are in no message`() throws {
        let folder = try Self.folder(
            "tests:\n"
                + Self.test(
                    "t", "period: 2026-09\nexpect: { offered: 2 }",
                    tables: """
                              calls: |
                                id,start,agent,direction,disposition,wait
                                1,2026-09-01 09:00:00,王小明,in,answered,13812345678号
                                2,王小明 13812345678,王小明,in,answered,5

                        """))
        for language in ["en", "zh"] {
            let outcome = try Self.run(folder, language: language)
            #expect(outcome.status == 65, "\(outcome.output)")
            for text in ["王小明", "13812345678"] { #expect(!outcome.output.contains(text), "\(outcome.output)") }
            #expect(outcome.output.contains(": "), "\(outcome.output)")
        }
    }

    // MARK: The command

    @Test func `a run does not look at tests, and a test needs some`() throws {
        let pipeline = try SmallPipeline(head: "tests: { broken: { nonsense: '${nowhere}' } }")
        #expect(try pipeline.run(["--out", "out"]).status == 0)
        let outcome = try BuiltProgram.run(["test", pipeline.path + "/pipelines/calls.yml"])
        #expect(outcome.status == 78 && outcome.errors.contains("unknown key 'nonsense' in test 'broken'"))
        let none = try SmallPipeline()
        let said = try BuiltProgram.run(["test", none.path + "/pipelines/calls.yml"])
        #expect(said.status == 78 && said.errors.contains("error: the pipeline file has no 'tests'"))
        #expect(try BuiltProgram.run(["test", "nowhere.yml"]).status == 66)
    }

    @Test func `a test that is asked for by a wrong name is a wrong call`() throws {
        let folder = try Self.folder("tests:\n" + Self.test("first", "period: 2026-09\nexpect: { offered: 3 }"))
        let outcome = try Self.run(folder, ["--test", "frist"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--test: there is no test 'frist'\n  help: did you mean 'first'?"))
        #expect(try Self.run(folder, ["--test", "frist"], language: "zh").errors.contains("没有名为 'frist' 的测试"))
    }

    @Test func `what only whole data must fulfil is not asked`() throws {
        // Words that no metric knows, scores off the scale, small cells, days without rows, duplicates that differ: none hides a value.
        let folder = try TemporaryFolder()
        try folder.write(
            """
            period: month
            ingest:
              surveys: { files: s.csv, columns: { time: { type: date }, csat: { type: integer } } }
              calls: { files: c.csv, columns: { start: { type: instant }, disposition: disposition, wait: { type: duration } } }
            clean: { calls: [{ drop_duplicates: { key: start, keep: first, differ_limit: 0% } }] }
            aggregate: { metrics: [csat_mean, asa, calls], define: { calls: { count: rows, of: calls, at: start } } }
            render: [{ report: summary, suppress_below: 100 }]
            tests:
              few:
                tables:
                  surveys: |
                    time,csat
                    2026-09-01,5
                  calls: |
                    start,disposition,wait
                    2026-09-30 10:00:00,nonsense,5 s
                    2026-09-30 10:00:00,other,6 s
                period: 2026-09
                expect: { csat_mean: 5.0, calls: 1, asa: missing }
            """, to: "p.yml")
        let outcome = try Self.run(folder)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
}
