// `rapport profile` as a stranger to a file would use it.

import Foundation
import Testing

struct ProfileCommandTests {
    @Test func `what is not recognised rightly is given`() throws {
        let folder = try TemporaryFolder()
        // 导出时间;2026-09-01 and 方向;时间 in GB18030.
        var bytes: [UInt8] = [0xB5, 0xBC, 0xB3, 0xF6, 0xCA, 0xB1, 0xBC, 0xE4] + Array(";2026-09-01\n".utf8)
        bytes += [0xB7, 0xBD, 0xCF, 0xF2, 0x3B, 0xCA, 0xB1, 0xBC, 0xE4, 0x0A, 0x0A]
        bytes += Array("in;2026-09-01 08:00:00\nout;2026-09-01 09:30:00\n".utf8)
        bytes += Array("in;2026-09-02 09:30:00\nin;2026-09-02 09:30:00\n".utf8)
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/a.csv"))
        let outcome = try BuiltProgram.run(
            ["profile", "a.csv", "--encoding", "gb18030", "--header", "2", "--delimiter", ";"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("gb18030, 4 rows, 2 columns, header on line 2"), "\(outcome.output)")
        #expect(outcome.output.contains("1 blank line,"))
        #expect(outcome.output.contains("values: \"in\" 3, \"out\" 1"))
        #expect(outcome.output.contains("from \"2026-09-01 08:00:00\" to \"2026-09-02 09:30:00\""))
    }

    @Test(arguments: ["¥29.85\n¥56.95\n", "$12.00\n€5.00\n", "12%\n3.5\n", "12.50元\n3.00\n"])
    func `amounts of any currencies are looked at`(cells: String) throws {
        let folder = try TemporaryFolder()
        let rows = cells.split(separator: "\n").enumerated().map { "\($0.offset),\($0.element)\n" }.joined()
        try folder.write("id,amount\n" + rows, to: "a.csv")
        let outcome = try BuiltProgram.run(["profile", "a.csv"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("amount"))
    }

    @Test func `a header of several rows is told as a pipeline file tells it`() throws {
        let folder = try TemporaryFolder()
        try folder.write("q1,q2\nHow satisfied?,How likely?\n5,9\n4,8\n", to: "a.csv")
        for lines in ["[1, 2]", "1,2"] {
            let outcome = try BuiltProgram.run(["profile", "a.csv", "--header", lines], in: folder.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("2 rows, 2 columns"), "\(outcome.output)")
        }
    }

    @Test(arguments: [["--encoding", "utf-9"], ["--header", "zero"], ["--timezone", "Mars"]])
    func `an option that cannot be read is wrong usage`(option: [String]) throws {
        let folder = try TemporaryFolder()
        try folder.write("a,b\n1,2\n", to: "a.csv")
        let outcome = try BuiltProgram.run(["profile", "a.csv"] + option, in: folder.path)
        #expect(outcome.status == 64)
        #expect(
            outcome.errors.contains("\"\(option[1])\"") || outcome.errors.contains("'\(option[1])'"),
            "\(outcome.errors)")
    }
}
