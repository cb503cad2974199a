// `rapport sql`: DuckDB comes to the numbers of every report, and the folder of tables takes the place of nothing strange.

import Foundation
import TestSupport
import Testing

struct SQLCommandTests {
    private func script(
        _ pipeline: ExamplePipeline, _ options: [String], in folder: String = BuiltProgram.root
    ) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(
            ["sql", "\(BuiltProgram.root)/\(pipeline.path)", "--as-of", pipeline.asOf] + options, in: folder)
    }

    @Test(arguments: ExamplePipeline.all, ["cleaned", "ingested"])
    func `DuckDB comes to every number of a golden report`(pipeline: ExamplePipeline, beginning: String) throws {
        let folder = try TemporaryFolder()
        let outcome = try script(pipeline, ["--from", beginning, "--tables", folder.path + "/tables"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!outcome.output.contains("-- Not said in SQL"))
        guard let rows = try DuckDB.rows(outcome.output) else { return }
        var found: [[String]: [Double?]] = [:]
        for row in rows {
            let place = row.prefix(5).map { $0 ?? "" }
            #expect(found[place] == nil, "\(place) stands there twice")
            found[place] = row.suffix(4).map { $0.flatMap { Double($0) } }
        }
        let results = try String(
            contentsOfFile: "\(BuiltProgram.root)/reports/\(pipeline.name)/results.csv", encoding: .utf8)
        var compared = 0
        for cells in PlainCSV.cells(results).dropFirst() {
            let place = Array(cells.prefix(5))
            let measured = try #require(found[place], "\(cells) is absent")
            found[place] = nil
            if cells.last == "hidden" { continue }
            let expected = cells[5...8].map { Double($0) }
            #expect(zip(expected, measured).allSatisfy(Closeness.holds), "\(cells): SQL \(measured)")
            compared += 1
        }
        #expect(found.isEmpty, "only SQL has \(found.keys)")
        #expect(compared > 100)
    }

    @Test func `DuckDB comes to the counts of every distribution`() throws {
        let folder = try TemporaryFolder()
        let outcome = try script(.surveyDump, ["--tables", folder.path + "/tables"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let made = try BuiltProgram.run(
            [
                "run", "\(BuiltProgram.root)/\(ExamplePipeline.surveyDump.path)", "--as-of",
                ExamplePipeline.surveyDump.asOf, "--quiet", "--out", folder.path + "/report",
            ], in: BuiltProgram.root)
        #expect(made.status == 0, "\(made.errors)")
        let table = try String(contentsOfFile: folder.path + "/report/distributions.csv", encoding: .utf8)
        var compared = 0
        for name in ["contentment", "ratings", "recommendation", "wishes", "channels"] {
            let question = "SELECT item, segment, answer, n FROM \"distribution of \(name)\" WHERE answer IS NOT NULL"
            guard let rows = try DuckDB.rows(outcome.output + "\n" + question) else { return }
            let counts = Dictionary(
                rows.map { row in
                    let label = row[1].map { "identity=\($0)" } ?? ""
                    return ([row[0] ?? "", label, row[2] ?? ""], row[3])
                }, uniquingKeysWith: { first, _ in first })
            for cells in PlainCSV.cells(table) where cells[0] == name && cells[6] == "step" {
                #expect(counts[[cells[4], cells[5], cells[7]]] == .some(cells[10]), "\(cells)")
                compared += 1
            }
        }
        #expect(compared == 20 + 20 + 11 + 6 + 5)
    }

    @Test func `without a folder the columns that the engine must have are told, in the user's language`() throws {
        let outcome = try script(.surveyDump, ["--language", "zh", "--dialect", "spark"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("-- 清洗后的表 surveys\n-- 引擎中须已有该表"))
        #expect(outcome.output.contains("-- `row_number` BIGINT, `response_id` STRING"))
        #expect(!outcome.output.contains("USING csv"))
        #expect(outcome.output.contains("CREATE OR REPLACE TEMPORARY VIEW `periods` AS"))
    }

    @Test func `from ingested tables every rule has a statement, with its line above it`() throws {
        let options = ["--language", "zh", "--dialect", "spark", "--from", "ingested"]
        let outcome = try script(.surveyDump, options)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("-- 清洗前的表 surveys\n-- 引擎中须已有该表"))
        #expect(outcome.output.contains("-- `row_number` BIGINT, `file_number` BIGINT, `response_id` STRING"))
        #expect(
            outcome.output.contains(
                """
                -- surveys 2 derive：'csat' = number(overall)
                CREATE OR REPLACE TEMPORARY VIEW `surveys after rule 2` AS
                """))
        #expect(outcome.output.contains("-- 清洗后的表 surveys，行重新编号\n"))
    }

    @Test func `the folder takes the place of nothing strange, and of what the command wrote before`() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "tables/diary.txt")
        let refused = try script(.surveyDump, ["--tables", "tables"], in: folder.path)
        #expect(refused.status == 73, "\(refused.errors)")
        #expect(refused.output.isEmpty)
        #expect(folder.bytes("tables/diary.txt") == Data("mine".utf8))
        for _ in 1...2 {
            let outcome = try script(.surveyDump, ["--tables", "new"], in: folder.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(folder.bytes("new/surveys.table") != nil)
        }
        #expect(try script(.surveyDump, ["--tables", " "]).status == 64)
        #expect(try script(.surveyDump, ["--dialect", "oracle"]).status == 64)
        #expect(try script(.surveyDump, ["--from", "files"]).status == 64)
    }

    @Test func `names and texts of any kind reach the engine as they are`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            Row_Number,key,KEY,at,amount,note
            a,"x""y",=1+1,2026-09-01 08:00:00,1.50,"two
            lines"
            b,'é,-2,2026-09-01 09:00:00,2.25,
            c,,"a; b=c",2026-09-02 09:00:00,,\\N
            d,unknown,z,2026-09-02 10:00:00,3,"  "

            """, to: "t.csv")
        try folder.write(
            """
            title: "a -- b\\n; DROP TABLE t"
            period: month
            ingest:
              looked_at:
                files: t.csv
                columns: { first: { from: key_1 }, First_2: { from: KEY_2 }, number: { from: Row_Number } }
            segment:
              periods: { column: looked_at.first }
              own: { expression: "if(First_2 = 'a; b=c', 'q''\\"', First_2)", of: looked_at }
            aggregate:
              metrics: [n, sums, told]
              define:
                n: { count: rows, of: looked_at, at: at }
                sums: { sum: amount, of: looked_at, at: at, where: note <> 'none' or note is missing }
                told: { distinct: note, of: looked_at, at: at }
              by: [[periods], [own, day]]
            """, to: "p.yml")
        let outcome = try BuiltProgram.run(
            ["sql", "p.yml", "--as-of", "2026-10-01", "--tables", "tables"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        guard let rows = try DuckDB.rows(outcome.output) else { return }
        func numbers(_ metric: String, _ segment: String) -> [String?]? {
            // By day there is one row of each label.
            rows.first { row in
                row[0] == metric && row[4] == segment && (row[1] == "day" || row[2] == "2026-09-01")
            }.map { Array($0.suffix(4)) }
        }
        #expect(numbers("n", "") == ["4.0", nil, nil, "4"])
        // A text with a line break, and one that engines like to take for a missing cell; blanks are none.
        #expect(numbers("told", "") == ["2.0", nil, nil, "2"])
        #expect(numbers("sums", "") == ["6.75", nil, nil, "3"])
        #expect(numbers("sums", #"periods="x\"y""#) == ["1.5", nil, nil, "1"])
        #expect(numbers("n", #"periods="'é""#) == ["1.0", nil, nil, "1"])
        #expect(numbers("n", "periods=“unknown”") == ["1.0", nil, nil, "1"])
        #expect(numbers("n", "periods=unknown") == ["1.0", nil, nil, "1"])
        #expect(numbers("n", #"own="\=1+1""#) == ["1.0", nil, nil, "1"])
        #expect(numbers("n", #"own="q'\"""#) == ["1.0", nil, nil, "1"])
    }

    @Test func `labels that read like two stay two cells, in the words of the results`() throws {
        let folder = try TemporaryFolder()
        try folder.write("a,b,x\n\"x; b=y\",z,1\nx,\"y; b=z\",2\n", to: "t.csv")
        try folder.write(
            """
            period: all
            timezone: "+05:45"
            ingest: { t: { files: t.csv } }
            segment: { a: { column: t.a }, b: { column: t.b } }
            aggregate: { metrics: [s], define: { s: { sum: x, of: t } }, by: [[a, b]] }
            render: { suppress_below: 0 }
            """, to: "p.yml")
        let outcome = try BuiltProgram.run(["sql", "p.yml", "--tables", "t[13]"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/t[13]/t.table")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        guard let rows = try DuckDB.rows(outcome.output) else { return }
        #expect(rows.map { $0[4] } == ["", #"a="x; b=y"; b=z"#, #"a=x; b="y; b=z""#])
        #expect(rows.map { $0[5] } == ["3.0", "1.0", "2.0"])
    }

    @Test func `a report and a folder of tables do not take each other's place`() throws {
        let folder = try TemporaryFolder()
        let pipeline = "\(BuiltProgram.root)/pipelines/survey-dump.yml"
        func run(_ arguments: [String]) throws -> Int32 {
            try BuiltProgram.run(arguments + ["--as-of", "2026-09-20"], in: folder.path).status
        }
        #expect(try run(["run", pipeline, "--out", "report"]) == 0)
        #expect(try run(["sql", pipeline, "--tables", "report"]) == 73)
        let said = try BuiltProgram.run(
            ["sql", pipeline, "--as-of", "2026-09-20", "--tables", "report", "--language", "zh"], in: folder.path)
        #expect(said.errors.contains("报告与脚本的表不能互相取代，此处有 'charts/"), "\(said.errors)")
        #expect(folder.bytes("report/results.csv") != nil)
        #expect(try run(["sql", pipeline, "--tables", "tables"]) == 0)
        #expect(try run(["run", pipeline, "--out", "tables"]) == 73)
        #expect(folder.bytes("tables/surveys.table") != nil)
    }
}
