// Headers that could mislead: names that stand twice, rows of question texts, names that begin with a number.
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct HeaderTests {
    private func names(_ text: String, _ options: String = "") -> [String]? {
        read("files: \(TemporaryFile(text).path)\n\(options)").read?.table.columns.map(\.name)
    }

    private func problems(_ text: String, _ options: String = "") -> [String] {
        read("files: \(TemporaryFile(text).path)\n\(options)").problems
    }

    // MARK: Names that stand twice

    @Test(arguments: [
        ("时长,n,时长\n1,2,3\n", "时长"), ("Wait,n,wait\n1,2,3\n", "wait"), ("等待(秒),n,等待（秒）\n1,2,3\n", "等待(秒)"),
        ("a  b,n,A b\n1,2,3\n", "a b"),
    ])
    func `a header that stands twice is refused when it is asked for, and both are named`(text: String, header: String)
    {
        let found = problems(text, "columns: { wait: { from: '\(header)', unit: s } }")
        #expect(found.count == 1)
        #expect(found.first?.contains("'\(header)' is expected once") == true)
        #expect(found.first?.contains("found 2 times: columns 1, 3") == true)
    }

    @Test func `the columns of a repeated header have numbers, and none has the bare name`() throws {
        let text = "时长,n,时长\n1,2,3\n"
        #expect(names(text) == ["时长_1", "n", "时长_2"])
        let table = try #require(read("files: \(TemporaryFile(text).path)\ncolumns: { wait: { from: 时长_2 } }").read)
        #expect(table.texts("wait") == ["3"])
        #expect(names("a_1,a,A,,b\nx,y,z,w,v\n") == ["a_1", "a_2", "A_3", "column_4", "b"])
        // Asked for by its bare name it is ambiguous: one error, however many files have it.
        let (first, second) = (TemporaryFile(text), TemporaryFile("时长,n,时长\n4,5,6\n"))
        let asked = read("files: [\(first.path), \(second.path)]", requested: ["时长", "n"])
        #expect(asked.read == nil)
        #expect(asked.problems.count == 1, "\(asked.problems)")
        #expect(
            asked.problems.first?.contains("error: the header has '时长' 2 times; the columns are called '时长_1', '时长_2'")
                == true,
            "\(asked.problems)")
        #expect(read("files: \(first.path)", requested: ["n"]).problems == [])
    }

    @Test func `an export's column whose header stands twice is refused only when it is used`() {
        let text = "序号,提交答卷时间,所用时间,来源,来源,来自IP\n1,2026/9/16 8:30:05,9秒,a,b,c\n"
        let options = "files: \(TemporaryFile(text).path)\nexport: wjx"
        #expect(read(options, requested: ["time"]).read != nil)
        #expect(read(options, requested: ["channel"]).problems.first?.contains("'来源' is expected once") == true)
    }

    @Test func `files whose headers differ in case or width alone have the same columns`() throws {
        let first = TemporaryFile("Score,等待（秒）\n1,2\n", name: "p-1.csv")
        let folder = (first.path as NSString).deletingLastPathComponent
        try "等待(秒),score\n4,3\n".write(toFile: folder + "/p-2.csv", atomically: true, encoding: .utf8)
        let (table, problems) = read("files: \(folder)/p-*.csv")
        let found = try #require(table)
        #expect(found.table.columns.map(\.name) == ["Score", "等待（秒）"])
        #expect(found.texts("Score") == ["1", "3"])
        #expect(found.texts("等待（秒）") == ["2", "4"])
        #expect(problems.isEmpty)
    }

    // MARK: Names that begin with a number

    @Test(arguments: ["4(物流速度)", "20（选项B）", "1 (very bad)", "10(extremely likely)"])
    func `a number with a remark is a name`(name: String) throws {
        let text = "序号,3(服务态度),\(name)\n一,好,坏\n二,好,好\n"
        #expect(names(text) == ["序号", "3(服务态度)", name])
        #expect(names("\(name),b\nx,y\nz,w\n") == [name, "b"])
    }

    @Test func `a row of texts below a row of numbers is not taken for the header`() {
        for text in ["区域,2024,2025\n华东,-,无\n华北,1,2\n", "1,2,3\nx,y,z\n4,5,6\n"] {
            let found = problems(text)
            #expect(found.first?.contains("header") == true, "\(found)")
            #expect(names(text, "header: 1") != nil)
        }
        #expect(problems("区域,2024,2025\n华东,甲,乙\n").first?.contains("write 'header: 1' or 'header: 2'") == true)
    }

    // MARK: Several rows

    private static let qualtrics = """
        StartDate,Progress,Q1,Q2
        Start Date,Progress,"How satisfied are you?
        (1 to 5)",Would you recommend us?
        "{""ImportId"":""startDate"",""timeZone"":""America/Denver""}","{""ImportId"":""progress""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"
        2026-01-31 08:06:59,100,5,Yes
        2026-02-01 09:00:00,100,3,No

        """
    private static let surveyMonkey = """
        Respondent ID,Start Date,How did you hear?,,,Rate us
        ,,Phone,Mail,Other (please specify),Response
        11811,01/31/2026 8:06:59 AM,Phone,,,5
        11812,02/13/2026 9:00:00 AM,,Mail,by chance,4

        """

    @Test func `two and three header rows are told with what to write`() {
        let three = problems(Self.qualtrics)
        #expect(three.count == 1)
        #expect(three.first?.contains("write 'header: [1, 2, 4]'") == true)
        #expect(problems(Self.qualtrics, "header: 1").first?.contains("'header: [1, 2, 4]'") == true)
        #expect(problems(Self.qualtrics, "header: [1, 2]").first?.contains("'header: [1, 2, 4]'") == true)
        #expect(problems(Self.surveyMonkey).first?.contains("write 'header: [1, 2]'") == true)
    }

    @Test func `the rows of a header make one name, and any of its texts finds the column`() throws {
        let file = TemporaryFile(Self.qualtrics)
        let options = "files: \(file.path)\nheader: [1, 2, 4]\n"
        let (table, problems) = read(
            options + "columns: { csat: Q1, recommended: 'Would you recommend us?', time: Start Date }")
        let found = try #require(table, "\(problems)")
        #expect(found.table.columns.map(\.name) == ["time", "Progress", "csat", "recommended"])
        #expect(found.texts("csat") == ["5", "3"])
        #expect(found.schema.type(of: "csat") == .integer)
        #expect(found.schema.type(of: "time") == .instant)
        #expect(
            names(Self.qualtrics, "header: [1, 2, 4]") == [
                "StartDate – Start Date", "Progress", "Q1 – How satisfied are you? (1 to 5)",
                "Q2 – Would you recommend us?",
            ])
        #expect(found.set.files[0].rows == 2)
    }

    @Test func `a heading over several columns is that of each of them`() throws {
        #expect(
            names(Self.surveyMonkey, "header: [1, 2]\ndates: month-first") == [
                "Respondent ID", "Start Date", "How did you hear? – Phone", "How did you hear? – Mail",
                "How did you hear? – Other (please specify)", "Rate us – Response",
            ])
        let file = TemporaryFile(Self.surveyMonkey)
        let options = "files: \(file.path)\nheader: [1, 2]\ndates: month-first\n"
        let found = try #require(
            read(options + "columns: { score: Rate us, mail: 'How did you hear? - Mail', phone: Phone }").read)
        #expect(found.texts("score") == ["5", "4"])
        #expect(found.texts("mail") == [nil, "Mail"])
        #expect(read(options + "columns: { x: How did you hear? }").problems.first?.contains("found 3 times") == true)
    }

    @Test(arguments: [
        // Words where all rows below have numbers.
        "编号,得分,等待\n问卷编号,您的评分,等待时间\n1,5,10\n2,4,20\n3,5,30\n",
        // Questions.
        "Q1,Q2\n您对服务满意吗？,您会推荐我们吗？\n满意,会\n满意,不会\n不满意,会\n",
        // Codes above, and answers that come again where the wording does not.
        "id,Q1,Q2\n答卷,总体满意度,推荐意愿\na,满意,会\nb,满意,不会\nc,一般,会\nd,满意,会\ne,一般,会\n",
    ])
    func `a row of question texts below the header is told`(text: String) {
        #expect(problems(text).first?.contains("write 'header: [1, 2]'") == true)
        #expect(names(text, "header: 1") != nil)
        #expect(names(text, "header: [1, 2]") != nil)
    }

    @Test func `known names in both rows are told, too`() {
        let text = "q1,q2,id\n满意度,推荐度,编号\n好,会,a\n好,会,b\n"
        let found = problems(text, "columns: { csat: 满意度, nps: q2 }")
        #expect(found.first?.contains("write 'header: [1, 2]'") == true)
    }

    @Test func `a file among others that has a row of question texts more is told`() throws {
        let first = TemporaryFile("编号,得分,等待\n1,5,10\n2,4,20\n3,5,30\n", name: "p-1.csv")
        let folder = (first.path as NSString).deletingLastPathComponent
        let second = "编号,得分,等待\n问卷编号,您的评分,等待时间\n1,5,10\n2,4,20\n3,5,30\n"
        try second.write(toFile: folder + "/p-2.csv", atomically: true, encoding: .utf8)
        #expect(read("files: \(folder)/p-*.csv").problems.first?.contains("p-2.csv:2: error") == true)
        // And one that has a row less would lose its first row of data.
        let both = read("files: [\(folder)/p-2.csv, \(folder)/p-1.csv]\nheader: [1, 2]")
        #expect(both.problems.first?.contains("differs from that of") == true)
        #expect(both.read == nil)
    }

    @Test(arguments: [
        "name,team\n张三,一组\n李四,二组\n", "name,score,note\n张三,缺考,-\n李四,90,好\n王五,80,好\n赵六,70,坏\n",
        ",a,b\n0,x,y\n1,z,w\n", "id,comment\n1,why?\n2,how?\n3,when?\n",
    ])
    func `rows of plain data are no header rows`(text: String) {
        #expect(names(text) != nil, "\(problems(text))")
    }

    @Test func `lines of a header stand in ascending order`() {
        #expect(problems("a,b\n1,2\n", "header: [2, 1]").first?.contains("lines in ascending order") == true)
        #expect(problems("a,b\n1,2\n", "header: [1, 9]").first?.contains("no row begins there") == true)
    }
}

@Suite struct RepeatedHeaderTests {
    @Test(arguments: [1, 2], [64, 1 << 20])
    func `a header repeated inside a table is rejected and counted, whatever the columns are`(jobs: Int, blockSize: Int)
        throws
    {
        for (header, row) in [
            ("queue,agent", "客服,张三"), ("queue,n", "客服,5"), ("\"queue\",\"at\"", "a,2026-01-31 08:00:00"),
        ] {
            for mark in ["", "\u{FEFF}"] {
                let rows = String(repeating: row + "\n", count: 40)
                let file = TemporaryFile(header + "\n" + rows + mark + header + "\n" + rows)
                let (table, problems) = read("files: \(file.path)", jobs: jobs, blockSize: blockSize)
                let found = try #require(table, "\(problems)")
                #expect(found.table.rowCount == 80)
                #expect(found.set.ledgers[0].readByFile == [0: 81])
                #expect(found.set.rejects.map(\.line) == [42])
                #expect(
                    found.problems.first?.drop { $0 != ":" }
                        == ":42: warning: the row repeats the header; the row is rejected")
                // It does not make texts of numbers and moments either.
                #expect((found.schema.columns.last?.type == .text) == (header == "queue,agent"))
            }
        }
    }

    @Test(
        arguments: [
            "\"id\",\"name\"", "ID,NAME", "Id,Name", "id, name", "\"ID\",\"Name\"", "\"id\", \"name\"",
            "\u{FEFF}\"ID\",\"NAME\"",
        ], ["id,name", "\"id\",\"name\"", "Id, Name"])
    func `the header again is known however it is written`(again: String, header: String) throws {
        let file = TemporaryFile("\(header)\n1,a\n2,b\n\(again)\n3,c\n")
        for options in ["", "footer: [合计]\n"] {
            let (table, problems) = read(
                "files: \(file.path)\nreject_limit: 100%\n\(options)columns: { id: { type: text } }")
            let found = try #require(table, "\(problems)")
            #expect(found.texts(found.schema.columnNames.last ?? "") == ["a", "b", "c"])
            #expect(table?.set.rejects.map(\.line) == [4])
            #expect(problems.first?.contains("the row repeats the header") == true)
        }
    }

    @Test(arguments: [
        // A cell of its own, another order, names without a letter, one column, blanks for names.
        ("id,name", "ID,names"), ("id,name", "name,id"), ("id,name", "Id,"), ("\"1\",\"2\"", "1,2"), ("city", "City"),
        ("id,name", "id;name,x"), ("a,b", "A,\"\""), ("编号,姓名", "编号,姓 名"),
    ])
    func `a row that differs from the header in any cell is data`(header: String, row: String) throws {
        let file = TemporaryFile(
            "\(header)\nx,y\n\(row)\nz,w\n".replacingOccurrences(of: ",y\n", with: header == "city" ? "\n" : ",y\n")
                .replacingOccurrences(of: ",w\n", with: header == "city" ? "\n" : ",w\n"))
        let (table, problems) = read("files: \(file.path)\nheader: 1\ndelimiter: ','")
        #expect(try #require(table, "\(problems)").table.rowCount == 3)
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test(arguments: [
        // After a gap, and right below the header.
        "id,wait,talk\na1,5,6\na2,7,8\n\na3,N/A,N/A\na4,1,2\n", "id,wait,talk\na1,5,6\na2,7,8\n\na3,暂无,暂无\na4,1,2\n",
        "wait,talk\n暂无,暂无\n1,2\n1,2\n3,4\n", "wait,talk\n不详,暂无\n1,2\n1,2\n3,4\n",
    ])
    func `a row of missing cells is no header`(text: String) throws {
        let missing = "missing: [暂无, 不详]\n"
        let options = missing + "columns: { wait: { type: integer }, talk: { type: integer } }"
        let (table, problems) = read("files: \(TemporaryFile(text).path)\n\(options)")
        #expect(try #require(table, "\(problems)").texts("wait").contains(nil))
        #expect(table?.set.rejects.isEmpty == true)
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test func `a second table after a gap ends the run, or is told where columns are texts`() throws {
        let typed = "队列,接听量,放弃量\n客服,5,1\n售前,6,2\n"
        let second = "班组,接听量,放弃量\n一组,5,1\n二组,6,2\n"
        for gap in ["\n", ",,\n", "按班组\n", "\r\n\r\n"] {
            let file = TemporaryFile(typed + gap + second)
            let (table, problems) = read("files: \(file.path)\nreject_limit: 100%")
            #expect(table == nil)
            #expect(problems.contains { $0.contains("another seems to begin after a gap: \"班组,接听量,放弃量\"") })
            #expect(problems.contains { $0.contains("write \"stop_at: ['班组']\"") })
            let ended = try #require(
                read("files: \(file.path)\nreject_limit: 100%\nstop_at: ['班组']").read)
            #expect(ended.texts("接听量") == ["5", "6"])
        }
        let texts = TemporaryFile("姓名,班组\n张三,一组\n李四,二组\n\n工号,职场\n甲,合肥\n乙,南京\n")
        let (table, problems) = read("files: \(texts.path)")
        #expect(table?.table.rowCount == 5)
        #expect(problems.count == 1)
        #expect(problems.first?.contains(":5: warning: the row after a gap holds no number") == true)
        let apart = TemporaryFile(typed + String(repeating: "客服,5,1\n", count: 30) + "\n" + second)
        #expect(
            read("files: \(apart.path)\nreject_limit: 100%", jobs: 2, blockSize: 40).problems.contains {
                $0.contains("another seems to begin")
            })
    }

    /// What comes after a gap, and the columns that are read of the file before.
    @Test(arguments: ["\n", "汇总表\n", "\n汇总表\n", ",,\n"], ["id,day,v", "id,day,total", "team,day,total"])
    func `another table is noticed by its whole header, also where it is that of the first and few columns are read`(
        gap: String, header: String
    ) throws {
        let rows = (0..<40).map { "\($0),2026-09-0\($0 % 9 + 1),\($0)\n" }.joined()
        let file = TemporaryFile("id,day,v\n" + rows + gap + header + "\n0,2026-09-01,100\n1,2026-09-02,200\n")
        let cells = header.split(separator: ",").map(String.init)
        for (columns, places) in [
            ("day: { type: date }, v: { type: integer }", [1, 2]), ("v: { type: integer }", [2]),
            ("day: { type: date }", [1]),
        ] {
            // What is said of columns that are not read is at most that they have their own name again.
            let shown = cells.indices.filter { places.contains($0) || cells[$0] == ["id", "day", "v"][$0] }.map {
                cells[$0]
            }
            for blockSize in [64, 1 << 20] {
                let (table, problems) = read(
                    "files: \(file.path)\nreject_limit: 100%\ncolumns: { \(columns) }",
                    requested: Set(places.map { ["id", "day", "v"][$0] }), blockSize: blockSize)
                #expect(table == nil)
                #expect(
                    problems.contains {
                        $0.contains("another seems to begin after a gap: \"\(shown.joined(separator: ","))\"")
                    },
                    "\(problems)")
            }
        }
    }

    @Test(arguments: [
        (
            "导出人,张三,手机,13812345678\n日期,坐席,队列,时长\n2026-09-01,a1,客服,3\n2026-09-02,a2,客服,3\n2026-09-03,a2,客服,3\n", "", [],
            ["张三", "138"]
        ),
        // Only some columns are read; a nickname is known by its column alone.
        (
            "agent,queue,note\nanna,north,x\nbert,south,y\n\ncarl,north,happycat\nanna,south,z\n", "",
            ["agent", "queue"],
            ["happycat"]
        ),
        ("昵称,queue\na,north\nb,south\n\nhappycat,north\na,south\n", "", [], ["happycat"]),
        (
            "nickname,wait,talk\na,3,4\nb,3,4\n\nhappycat,未知,未知\na,3,4\n",
            "columns: { wait: { type: integer }, talk: { type: integer } }", [], ["happycat"]
        ),
        (
            "昵称,日期\nhappycat,2026-09-01\nhappycat88,2026-09-01\nhappycat9,2026-09-02\n",
            "columns: { wait: { from: 昵称, type: duration, unit: s } }", [], ["happycat"]
        ),
        ("生日,n\n03/04/1988,1\n05/06/1977,2\n", "columns: { 生日: { type: date } }", [], ["1988", "1977"]),
        ("生日,n\n13/04/1988,1\n05/26/1977,2\n", "columns: { 生日: { type: date } }", [], ["1988", "1977"]),
    ])
    func `what is said of a file names nobody`(text: String, options: String, requested: [String], personal: [String]) {
        let file = TemporaryFile(text)
        let problems = read(
            "files: \(file.path)\nreject_limit: 100%\n\(options)", requested: requested.isEmpty ? nil : Set(requested)
        ).problems
        #expect(!problems.isEmpty)
        for problem in problems { for part in personal { #expect(!problem.contains(part), "\(problem)") } }
    }

    @Test func `blank lines between rows of data are none`() throws {
        let file = TemporaryFile("id,queue,n\n1,客服,5\n\n2,售前,6\n,,\n3,客服,7\n\n")
        let (table, problems) = read("files: \(file.path)")
        #expect(try #require(table).texts("n") == ["5", "6", "7"])
        #expect(problems.isEmpty)
    }
}
