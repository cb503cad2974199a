// Where the data of a file begin and end: rows above the header, totals, remarks, a header that nobody declared.
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct LayoutTests {
    private static let columns = "columns: { p: { type: integer }, k: }"

    private func outcome(
        _ text: String, _ options: String, requested: Set<String>? = ["k", "p"], jobs: Int = 1, blockSize: Int? = nil
    ) -> (read: ReadTable?, problems: [String]) {
        read(
            "files: \(TemporaryFile(text).path)\nreject_limit: 100%\n" + options, requested: requested, jobs: jobs,
            blockSize: blockSize)
    }

    // MARK: Rows above the header

    @Test(arguments: [
        ("a,1\nb,2\nk,p\nc,3\nd,4\n", 1, 3), ("a,1\nb,2\nk,p\n", 1, 3), ("报表\n甲,乙\nx,1\nk,p\nc,3\nd,4\n", 3, 4),
        ("a,1,\nk,p\nb,2,\nc,3,\nd,4,\n", 1, 2), ("k,q\nx,y\n\nk,p,z\na,1,2\n", 1, 4),
    ])
    func `a row above the header that may be data is an error and never a preamble`(text: String, row: Int, header: Int)
    {
        let columns =
            text.contains("z") ? "columns: { p: { type: integer }, k: , z: , q: { required: false } }" : Self.columns
        let (table, problems) = outcome(text, columns)
        #expect(table == nil)
        #expect(problems.count == 1)
        #expect(
            problems.first?.contains(":\(row): error: line \(header) has the names of the columns") == true,
            "\(problems)")
        #expect(problems.first?.contains("write 'header: \(header)' if the rows above it are no data") == true)
    }

    @Test(arguments: [
        "电话报表,\nk,p\nc,3\nd,4\n", "开始,结束\nk,p\nc,3\nd,4\n", "期间：9月\n,\nk,p\nc,3\nd,4\n", "a,1\nk,p\nc,3\nd,4\n",
    ])
    func `titles and headings above the header are a preamble, and so is what is declared`(text: String) throws {
        let declared = text.hasPrefix("a,1") ? "header: 2\n" : ""
        let (table, problems) = outcome(text, declared + Self.columns)
        #expect(try #require(table, "\(problems)").texts("p") == ["3", "4"])
    }

    @Test func `rows above an export's header are an error too`() {
        let text = "E1,2026-09-01 10:00:00,5\n订单号,买家付款时间,订单实付金额\nE2,2026-09-02 10:00:00,6\n"
        let (table, problems) = outcome(text, "export: youzan-orders", requested: ["paid"])
        #expect(table == nil)
        #expect(problems.first?.contains("line 2 has the names of the columns") == true, "\(problems)")
    }

    // MARK: A header that is declared not to be there

    @Test(arguments: [("k,p\na,1\nb,2\n", 1), ("a,1\nb,2\nK,\"p\"\n", 3), ("a,1\nk,p\nb,2\n", 2)])
    func `the names of a file without a header are no data where they stand in it`(text: String, line: Int) throws {
        for (jobs, blockSize) in [(1, nil), (2, 8)] as [(Int, Int?)] {
            let (table, _) = outcome(text, "header: none\nnames: [k, p]", jobs: jobs, blockSize: blockSize)
            let found = try #require(table)
            #expect(found.texts("k") == ["a", "b"])
            #expect(found.schema.columns.map(\.type) == [.text, .integer])
            #expect(found.set.rejects.map(\.line) == (line == 1 ? [] : [line]))
        }
    }

    @Test func `a first row that looks like the header of a file without one is told`() throws {
        let (table, problems) = outcome("客户,数量\na,1\nb,2\nc,3\n", "header: none\nnames: [k, p]", requested: ["k"])
        #expect(try #require(table).texts("k").count == 4)
        #expect(problems.contains { $0.contains("its first row looks like one") && $0.contains("write 'header: 1'") })
        #expect(outcome("甲,1\na,1\nb,2\nc,3\n", "header: none\nnames: [k, p]", requested: ["k"]).problems.isEmpty)
    }

    // MARK: Footers

    @Test(arguments: [
        ("k,p\na,1\nb,2\n小计,3\nc,4\nd,5\n小计,9\n总计,12\n", "[小计, 总计]", 3), ("k,p\n合计,3\nc,4\nd,5\n", "[合计]", 1),
        ("k,p\nc,4\n 合计 ,3\nd,5\n\n合计,9\n", "[合计]", 2), ("k,p\nc,4\n,3\n合计：2条,\nd,5\n共3条,\n", "['合计*', '共*条']", 2),
        ("k,p\nc,4\n\"Total\",3\nd,5\n", "[Total]", 1),
    ])
    func `a footer drops the rows that begin with it, wherever they stand, and none behind`(
        text: String, footer: String, dropped: Int
    ) throws {
        for (jobs, blockSize) in [(1, nil), (2, 8)] as [(Int, Int?)] {
            let (table, problems) = outcome(
                text, "footer: \(footer)\n" + Self.columns, jobs: jobs, blockSize: blockSize)
            let found = try #require(table, "\(problems)")
            let values = found.texts("p").compactMap { $0 }
            #expect(values.suffix(2) == ["4", "5"] || values == ["4", "3", "5"])
            #expect(found.set.files[0].footerRows == dropped)
            #expect(found.set.files[0].rows + dropped == text.split(separator: "\n").count - 1)
        }
    }

    @Test func `the first filled cell tells a footer, and the data end only where it is said`() throws {
        let text = "d,k,p\n1,a,1\n,合计,1\n2,b,2\n导出时间:2026-09-01,,\n3,c,3\n"
        let dropped = try #require(outcome(text, "footer: [合计, '导出时间*']\n" + Self.columns).read)
        #expect(dropped.texts("p") == ["1", "2", "3"])
        for blockSize in [nil, 8] as [Int?] {
            let (table, problems) = outcome(
                text, "footer: [合计]\nstop_at: ['导出时间*']\n" + Self.columns, blockSize: blockSize)
            #expect(try #require(table).texts("p") == ["1", "2"])
            #expect(table?.set.files[0].footerRows == 3)
            #expect(problems.contains { $0.contains(":5:1: note: 'stop_at' ends the data here") })
        }
    }

    @Test func `a second table whose header is called a footer still ends the run`() {
        let text = "队列,接听量,放弃量\n客服,5,1\n售前,6,2\n\n班组,接听量,放弃量\n一组,5,1\n"
        let (table, problems) = outcome(text, "footer: [班组]", requested: ["队列", "接听量", "放弃量"])
        #expect(table == nil)
        #expect(problems.contains { $0.contains("another seems to begin") && $0.contains("stop_at: ['班组']") })
        let ended = outcome(text, "stop_at: [班组]", requested: ["队列", "接听量", "放弃量"]).read
        #expect(ended?.texts("接听量") == ["5", "6"])
    }

    @Test(arguments: [
        ("k,p\na,1\nb,2\n共2条,\n", "\"footer: ['共*条']\""), ("d,k,p\n1,a,1\n2,b,2\n,合计,3\n", "'footer: [合计]'"),
        ("k,p\na,1\nb,2\nSumme,3\n", "'footer: [Summe]'"),
        ("k,p\na,1\nb,2\nTotal,3\n总计：3条,\n", "\"footer: ['Total', '总计：*']\""),
        ("k,p\na,1\nb,2\n\n导出时间:2026-09-01,\n", "\"footer: ['导出时间:*']\""), ("k,p\na,1\nb,2\n小計,3\n", "'footer: [小計]'"),
        ("k,p\na,1\nb,2\n,3\n", "rows without 'k' out by 'keep'"),
        ("k,p\na,1\nb,2\n\"Grand Total\",3\n", "'footer: [Grand Total]'"),
        ("k,p\na,1\nb,2\nExported by: 张三,\n", "footer: ['Exported by"),
    ])
    func `rows that end a file like totals and remarks are told with what to write`(text: String, help: String) throws {
        for (requested, blockSize) in [(["k"], nil), (["p"], nil), (["k", "p"], 16)] as [(Set<String>, Int?)] {
            let (table, problems) = outcome(
                text, "columns: { p: { type: integer }, k: }", requested: requested, blockSize: blockSize)
            #expect(table != nil)
            let told = problems.filter { $0.contains("read as data") }
            #expect(told.count == 1 && told[0].contains(help), "\(problems)")
        }
        // Pasted, it is obeyed.
        if let first = help.firstIndex(of: "["), help.contains("footer: ["), help.contains("]") {
            let key = "footer: " + help[first...].dropLast(help.last == "\"" || help.last == "'" ? 1 : 0)
            #expect(outcome(text, key + "\n" + Self.columns).problems.isEmpty)
        }
    }

    @Test func `totals between the rows are told with all of their words`() throws {
        let text = "k,p\na,1\nb,2\n小计,3\nc,4\nd,5\n小计,9\n总计,12\n"
        let (table, problems) = outcome(text, Self.columns)
        #expect(try #require(table).table.rowCount == 7)
        #expect(problems.count == 1)
        #expect(problems.first?.contains("3 rows of table 't' have \"小计\" or \"总计\" in column 'k'") == true)
        #expect(problems.first?.contains("write 'footer: [小计, 总计]' for the table") == true, "\(problems)")
    }

    @Test(arguments: [
        "k,p\na,1\nb,2\n共青团,3\n", "k,p\na,1\nb,2\n备注,3\n", "k,p\na,1\n,2\n,3\n", "k,p\n总经办,1\n合计科,2\nTotalEnergies,3\n",
    ])
    func `names that only begin like totals are none`(text: String) {
        #expect(outcome(text, Self.columns).problems.isEmpty)
    }

    // MARK: Several headers for one column of an export

    @Test(arguments: [
        ("refunded", "退款金额,商品已退款金额"), ("paid", "订单实付金额,实付金额"), ("pay_time", "买家付款时间,付款时间"), ("product", "全部商品名称,商品名称"),
    ])
    func `several headers for one column of an export are told and not chosen from`(column: String, headers: String)
        throws
    {
        let names = headers.split(separator: ",")
        let value = column == "pay_time" ? "2026-09-01 10:00:00" : "1.50"
        let text = "订单号,收货人手机号/提货人手机号,\(names[1]),\(names[0])\nE1,x,\(value),\(value)\n"
        let (table, problems) = outcome(text, "export: youzan-orders", requested: [column, "order_id"])
        #expect(table == nil)
        #expect(problems.count == 1)
        #expect(problems.first?.contains("found '\(names[0])', '\(names[1])'") == true, "\(problems)")
        #expect(problems.first?.contains("columns: { \(column): \(names[0]) }") == true)
        for said in ["columns: { \(column): \(names[1]) }", "columns: { \(column): }"] {
            let (decided, told) = outcome(text, "export: youzan-orders\n" + said, requested: [column])
            #expect((decided != nil) == said.contains(names[1]), "\(told)")
        }
        // Nobody asks: nobody is told.
        #expect(outcome(text, "export: youzan-orders", requested: ["order_id"]).problems.isEmpty)
    }

    @Test(arguments: [("province", "省,省份"), ("source", "来源,客户来源"), ("address", "地址,详细地址")])
    func `so are those of a list of customers, but for what the system itself has twice`(
        column: String, headers: String
    ) throws {
        let (table, problems) = outcome(
            "客户名称,\(headers)\n甲,a,b\n", "export: fxiaoke-account", requested: [column])
        #expect(table == nil)
        #expect(problems.first?.contains("is expected once") == true, "\(problems)")
        let (team, told) = outcome("客户名称,归属部门,负责人主属部门\n甲,a,b\n", "export: fxiaoke-account", requested: ["team"])
        #expect(try #require(team).texts("team") == ["b"])
        #expect(told.contains { $0.contains("note: column 'team' is '负责人主属部门'; the file also has '归属部门'") })
    }
}

@Suite struct DecimalMarkTests {
    @Test func `a number with the other decimal mark says what to write`() throws {
        let file = TemporaryFile("k;p\na;0,125\nb;15,5\nc;2\n")
        let declared = read("files: \(file.path)\nreject_limit: 100%\ncolumns: { p: { type: decimal }, k: }")
        #expect(try #require(declared.read).texts("p") == ["2"])
        #expect(
            declared.problems.contains {
                $0.contains("found \"0,125\"; the row is rejected") && $0.contains("write 'decimal: comma'")
            })
        let inferred = read("files: \(file.path)")
        #expect(inferred.read?.schema.columns.last?.type == .text)
        #expect(
            inferred.problems.contains { $0.contains("none begins with 0") && $0.contains("write 'decimal: comma'") })
        let right = read("files: \(file.path)\ndecimal: comma")
        #expect(try #require(right.read).texts("p").map { $0.flatMap(Double.init) } == [0.125, 15.5, 2])
        #expect(right.problems.isEmpty)
        let point = TemporaryFile("k;p\na;0.125\nb;1.500\n")
        let other = read(
            "files: \(point.path)\ndecimal: comma\ncolumns: { p: { type: decimal, bad: missing }, k: }")
        #expect(other.problems.contains { $0.contains("the cell is missing") && $0.contains("write 'decimal: point'") })
    }

    @Test(arguments: ["id;x", "0,125;1", "a;b"])
    func `a row of numbers with decimal commas is no header`(first: String) {
        let file = TemporaryFile(first + "\n1,5;2\n2,5;3\n")
        let names = read("files: \(file.path)").read?.table.columns.map(\.name)
        #expect((names == first.split(separator: ";").map(String.init)) == !first.hasPrefix("0"))
    }
}
