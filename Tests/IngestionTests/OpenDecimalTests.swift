// Numbers such as 1.234 beside semicolons: with a decimal point or one between thousands, nothing is guessed.

import Diagnostics
import Testing

@testable import Ingestion

@Suite struct OpenDecimalTests {
    private func problems(_ cells: [String], delimiter: String = ";", _ options: String = "") -> [String] {
        let rows = cells.enumerated().map { "\($0.offset)\(delimiter)\($0.element)\n" }.joined()
        let file = TemporaryFile("id\(delimiter)amount\n" + rows)
        return read("files: \(file.path)\n\(options)").problems
    }

    @Test(arguments: [
        ["1.234", "5.678"], ["7", "12.345"], ["1,234", "999"], ["¥1.234", "¥2.500"], ["-1.000"],
    ])
    func `a mark that may be either is an error until it is declared`(cells: [String]) {
        for type in ["", "columns: { amount: { type: decimal } }"] {
            let found = problems(cells, type)
            let errors = found.filter { $0.contains("error:") }
            #expect(errors.count == 1, "\(found)")
            #expect(
                errors.first?.contains(
                    "error: the numbers of column 'amount' could have a decimal point or one between thousands") == true
            )
            #expect(errors.first?.contains("write 'decimal: point' for table") == true)
            #expect(!problems(cells, type + "\ndecimal: point").contains { $0.contains("could have") })
            #expect(!problems(cells, type + "\ndecimal: comma").contains { $0.contains("could have") })
        }
    }

    /// They speak for the comma, and a column of decimals would be read with a point.
    @Test(arguments: [
        ["1.234", "12,5"], ["1.234", "1.234,50"], ["1.234", "1.234.567"], ["1.234", "0,125", "12.5"],
        ["1,500", "0,125"],
    ])
    func `numbers with the other mark do not settle it`(cells: [String]) {
        let declared = problems(cells, "columns: { amount: { type: decimal } }")
        #expect(declared.contains { $0.contains("error:") && $0.contains("could have a decimal point") }, "\(declared)")
        #expect(!problems(cells, "decimal: comma").contains { $0.contains("could have") })
    }

    @Test(arguments: [
        ["1.234", "12.5"], ["1.234", "0.125"], ["1234", "5"], ["1.2345", "1.234"], ["12.34"],
        ["1.234", "1,234.5"], ["1.234", "1,234,567"],
    ])
    func `one number that settles it is enough, and whole numbers need none`(cells: [String]) {
        #expect(problems(cells) == [])
    }

    @Test func `where commas or tabs part the cells, a point is a point`() {
        #expect(problems(["1.234", "5.678"], delimiter: ",") == [])
        #expect(problems(["1.234", "5.678"], delimiter: "\t") == [])
        #expect(problems(["1.234", "abc"]) == [])
    }
}
