// Whole tables: from bytes to typed columns, with every row that was left out accounted for.
import Diagnostics
import Foundation
import Stages
import Tabular
import Testing

@testable import Ingestion

@Suite struct IngestionTests {
    @Test func `a table is read with inferred types`() throws {
        let file = TemporaryFile(
            #"""
            id,name,paid,share,when,day,ok,code
            1,张三,12.50,1e-3,2026-01-31 08:06:59,2026-01-31,true,007
            2,,3,0.25,2026-02-01T00:00:00Z,2026/2/1,false,12
            3,"a ""b""",-,0.5,2026-02-01 08:00:00 +0800,-,-,-

            """#)
        let table = try #require(read("files: \(file.path)").read)
        #expect(table.schema.columns.map(\.type) == [.integer, .text, .decimal, .real, .instant, .date, .flag, .text])
        #expect(table.texts("id") == ["1", "2", "3"])
        #expect(table.texts("name") == ["张三", nil, "a \"b\""])
        #expect(table.texts("paid") == ["12.5", "3", nil])
        #expect(table.texts("share") == ["0.001", "0.25", "0.5"])
        #expect(table.texts("when") == ["1769846819000", "1769904000000", "1769904000000"])
        #expect(table.texts("day") == ["2026-01-31", "2026-02-01", nil])
        #expect(table.texts("ok") == ["true", "false", nil])
        #expect(table.texts("code") == ["007", "12", nil])
    }

    @Test func `bad cells and ragged rows are rejected with file, line, cell and byte`() throws {
        let file = TemporaryFile(
            "id,wait\n1,10\n2,x\n3\n4,\"multi\nline\"\n5,50\n")
        let (table, problems) = read(
            """
            files: \(file.path)
            reject_limit: 100%
            columns: { wait: { type: duration, unit: s } }
            """)
        let read = try #require(table)
        #expect(read.texts("id") == ["1", "5"])
        #expect(read.texts("wait") == ["10000", "50000"])
        #expect(
            problems == [
                "\(file.path):3:2: warning: column 'wait' expects a duration in s, found \"x\"; the row is rejected",
                "\(file.path):4: warning: a row expects 2 cells, found 1; the row is rejected",
                "\(file.path):5:2: warning: column 'wait' expects a duration in s, found \"multi line\"; the row is rejected",
            ])
        #expect(read.set.rejects.map(\.line) == [3, 4, 5])
        #expect(read.set.rejects.map(\.byte) == [13, 17, 19])
        #expect(read.set.rejects.map(\.raw) == ["2,x", "3", "4,\"multi\nline\""])
        #expect(read.set.rejects.map(\.column) == ["wait", nil, "wait"])
        #expect(read.set.ledgers[0].readByFile == [0: 5])
        #expect(read.set.ledgers[0].keptByFile == [0: 2])
    }

    @Test func `a row can be named and read again in every encoding`() throws {
        let text = "id,名字\n1,张三\n2,李四é\n3,王五𠮷\n"
        for (encoding, bytes) in try encoded(text) {
            let file = TemporaryFile(bytes)
            let read = try #require(read("files: \(file.path)\nencoding: \(encoding)").read)
            #expect(read.texts("名字") == ["张三", "李四é", "王五𠮷"], "\(encoding)")
            let chunk = try #require(read.table.chunks.first)
            let row = try #require(read.raw.rawRow(2, of: chunk))
            #expect(row.line == 4)
            #expect(row.text == "3,王五𠮷")
            let prefix = try #require(try encoded("id,名字\n1,张三\n2,李四é\n").first { $0.0 == encoding })
            #expect(row.byte == prefix.1.count, "\(encoding)")
        }
    }

    private func encoded(_ text: String) throws -> [(String, [UInt8])] {
        var found: [(String, [UInt8])] = [("utf-8", Array(text.utf8))]
        for (name, foundation) in [
            ("utf-16le", String.Encoding.utf16LittleEndian), ("utf-16be", .utf16BigEndian),
        ] {
            found.append((name, Array(try #require(text.data(using: foundation)))))
        }
        var gb: [UInt8] = []
        text.withCString { _ in
            var bytes = Array(text.utf8)
            bytes.withUnsafeMutableBytes { buffer in
                GB18030Encoder.encode(UnsafeRawBufferPointer(buffer)) { gb += Array($0) }
            }
        }
        found.append(("gb18030", gb))
        return found
    }

    @Test func `the result does not depend on the number of threads`() throws {
        var text = "id,name,paid\n"
        for row in 0..<40_000 { text += "\(row),n\(row % 977),\(row % 100).\(row % 89)\(row % 7 == 0 ? "x" : "")\n" }
        let file = TemporaryFile(text)
        let options = """
            files: \(file.path)
            reject_limit: 50%
            columns: { paid: { type: decimal } }
            """
        let one = try #require(read(options, jobs: 1, blockSize: 1 << 16).read)
        let four = try #require(read(options, jobs: 4, blockSize: 1 << 16).read)
        #expect(one.table.chunks.count > 2)
        for column in ["id", "name", "paid"] { #expect(one.texts(column) == four.texts(column)) }
        #expect(one.set.rejects == four.set.rejects)
        #expect(one.problems == four.problems)
        #expect(one.table.pool(ofColumn: 1)?.texts == four.table.pool(ofColumn: 1)?.texts)
    }

    @Test func `several files become one table by column name`() throws {
        let first = TemporaryFile("a,b\n1,x\n", name: "p-1.csv")
        let folder = (first.path as NSString).deletingLastPathComponent
        try "b;c\ny;2\n".write(toFile: folder + "/p-2.csv", atomically: true, encoding: .utf8)
        let (table, problems) = read("files: \(folder)/p-*.csv")
        let read = try #require(table)
        #expect(read.table.columns.map(\.name) == ["a", "b", "c"])
        #expect(read.texts("a") == ["1", nil])
        #expect(read.texts("b") == ["x", "y"])
        #expect(read.texts("c") == [nil, "2"])
        #expect(problems.count == 2)
        #expect(read.set.files.map(\.delimiter) == [",", ";"])
    }

    @Test func `a file that turns out to be GB18030 after a megabyte of ASCII is read again`() throws {
        var bytes = Array("id,name\n".utf8)
        for row in 0..<120_000 { bytes += Array("\(row),abcdef\n".utf8) }
        bytes += Array("x,".utf8) + [0xD5, 0xC5, 0xC8, 0xFD] + Array("\n".utf8)
        let file = TemporaryFile(bytes)
        let read = try #require(read("files: \(file.path)", jobs: 2).read)
        #expect(read.texts("name").last == "张三")
        #expect(read.set.files[0].encoding == "gb18030")
    }

    @Test func `ambiguous dates are refused, decided by a cell beyond twelve, or declared`() throws {
        let open = TemporaryFile("d\n01/02/2026\n03/04/2026\n")
        #expect(read("files: \(open.path)").problems.first?.contains("cannot be told apart") == true)
        let declared = try #require(read("files: \(open.path)\ndates: day-first").read)
        #expect(declared.texts("d") == ["2026-02-01", "2026-04-03"])
        let told = TemporaryFile("d\n01/02/2026\n03/14/2026\n")
        #expect(try #require(read("files: \(told.path)").read).texts("d") == ["2026-01-02", "2026-03-14"])
        let both = TemporaryFile("d\n14/02/2026\n03/14/2026\n")
        #expect(read("files: \(both.path)").problems.first?.contains("both day-first and month-first") == true)
    }

    @Test func `a preamble, a footer and blank lines are no data`() throws {
        let file = TemporaryFile("报表,,\n日期范围,2026,\n\n姓名,金额,备注\n张三,1.5,x\n,,\n合计,1.5,\n导出人,某某,\n")
        let read = try #require(read("files: \(file.path)\nfooter: [合计, 导出人]").read)
        #expect(read.texts("姓名") == ["张三"])
        let input = read.set.files[0]
        #expect(input.headerLine == 4)
        #expect(input.preamble == ["报表,,", "日期范围,2026,"])
        #expect(input.rows == 1)
        #expect(input.footerRows == 2)
    }

    @Test func `columns are renamed, and a missing one is named with its neighbour`() throws {
        let file = TemporaryFile("等待时长（秒）,customer,客户\n5,own,A1\n")
        let (found, problems) = read(
            """
            files: \(file.path)
            columns:
              wait: { from: 等待时长(秒), unit: s }
              customer: 客户
            """)
        let mapped = try #require(found)
        #expect(mapped.texts("wait") == ["5000"])
        #expect(mapped.texts("customer") == ["A1"])
        #expect(mapped.texts("customer_2") == ["own"])
        #expect(problems.count == 1)
        let (none, errors) = read("files: \(file.path)\ncolumns: { customer: 客户号 }")
        #expect(none == nil)
        #expect(
            errors.contains { $0.contains("has no column '客户号' for 'customer'") && $0.contains("did you mean '客户'") })
    }
}

@Suite struct ProfileTests {
    @Test func `a profile tells types, counts, extremes and what to look at`() throws {
        let file = TemporaryFile(
            "id,phone,when,took,x\n1,138****0000,01/02/2026,00:01:49,1.50\n2,139****1111,03/04/2026,00:02:00,n/a\n3,-,05/06/2026,00:00:01,-2\n",
            name: "a[1].csv")
        let profile = try Ingestion.profile(file.path, context: context(.init()))
        #expect(profile.columns.map(\.type) == [.integer, .text, .text, .text, .decimal])
        #expect(profile.columns.map(\.distinct) == [3, 2, 3, 3, 2])
        #expect(profile.columns.map(\.missing) == [0, 1, 0, 0, 1])
        #expect(profile.columns[4].minimum == "-2")
        #expect(profile.columns[4].maximum == "1.5")
        #expect(profile.columns[1].hints.first?.english.contains("masked") == true)
        #expect(profile.columns[2].hints.first?.english.contains("dates: day-first") == true)
        #expect(profile.columns[3].hints.first?.english.contains("duration") == true)
        #expect(profile.file.rows == 3)
    }

    @Test
    func
        `a profile lists the values of columns of few words, and tells what spoke against a type only where that surprises`()
        throws
    {
        let rows = (1...40).map {
            "\($0 % 4 == 0 ? "out" : "in"),张\($0),\($0 == 30 ? "n.a." : "\($0).5"),2026-09-01 08:0\($0 % 10):00"
        }
        let file = TemporaryFile("方向,姓名,金额,时间\n" + rows.joined(separator: "\n") + "\n", name: "v.csv")
        let profile = try Ingestion.profile(file.path, context: context(.init()))
        #expect(profile.columns[0].values.map { "\($0.text) \($0.count)" } == ["in 30", "out 10"])
        #expect(profile.columns[1].values.isEmpty)
        #expect(profile.columns[0].against == nil && profile.columns[1].against == nil)
        #expect(profile.columns[2].against?.cell.text == "n.a.")
        // By the clock of the data.
        #expect(profile.columns[3].minimum == "2026-09-01 08:00:00")
    }

    @Test func `the profile of what is no file says so`() throws {
        #expect(throws: DiagnosedFailure.self) {
            _ = try Ingestion.profile("/nowhere/at/all.csv", context: context(.init()))
        }
    }
}
