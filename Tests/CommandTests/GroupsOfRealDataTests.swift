// Boroughs of New York beside each other give the figures that were computed independently.

import Foundation
import TestSupport
import Testing

struct GroupsOfRealDataTests {
    /// Closed requests and late ones; expected late ones; p of all five after Benjamini and Hochberg.
    private static let known: [(borough: String, n: Int, observed: Double, expected: Double, p: Double)] = [
        ("BRONX", 661, 181, 155.7118, 0.001511539), ("BROOKLYN", 1531, 497, 461.6553, 0.00727504),
        ("MANHATTAN", 915, 142, 137.4918, 0.5756499), ("QUEENS", 1144, 354, 412.1233, 9.643408e-7),
        ("STATEN ISLAND", 440, 192, 199.0178, 0.4407993),
    ]

    /// Raw, Manhattan and Staten Island stand out; with their own complaints it is the Bronx, Brooklyn and Queens.
    @Test func `late requests of boroughs are those expected of their complaints, or not`() throws {
        guard let data = SharedData.path("README.md").map({ ($0 as NSString).deletingLastPathComponent }) else {
            return
        }
        let folder = try TemporaryFolder()
        let outcome = try BuiltProgram.run([
            "run", "Tests/RealData/nyc311-late.yml", "--set", "data=\(data)", "--as-of", "2026-09-15", "--out",
            folder.path + "/report",
        ])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let file = try #require(folder.bytes("report/groups.csv"))
        let rows = PlainCSV.rows(String(decoding: file, as: UTF8.self))
        #expect(rows.count == 5)
        for borough in Self.known {
            let row = try #require(rows.first { $0["label"] == borough.borough })
            func number(_ column: String) -> Double { row[column].flatMap(Double.init) ?? .nan }
            #expect(row["n"] == "\(borough.n)")
            #expect(number("observed") == borough.observed)
            #expect(abs(number("expected") - borough.expected) < 5e-5)
            #expect(abs(number("adjusted_p") / borough.p - 1) < 1e-5)
            let isFound = borough.p < 0.05
            let side = borough.observed > borough.expected ? "above" : "below"
            #expect(row["adjusted_band"] == (isFound ? side : "not-told-apart"))
        }
        #expect(rows.first?["label"] == "MANHATTAN" && rows.first?["band"] == "below")
        #expect(rows.last?["label"] == "STATEN ISLAND" && rows.last?["band"] == "above")
    }
}
