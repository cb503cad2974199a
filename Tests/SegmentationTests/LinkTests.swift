// Links: who is whose partner, what is handed on, and what must be unique.

import Diagnostics
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct LinkTests {
    static let calls = Table.sample(
        "calls",
        [
            "call_id": .texts(["k1", "k2", "k3", "k4", "k5"]),
            "customer": .texts(["c2", "c9", nil, "c1", "c2"]),
            "queue": .texts(["b", "a", "b", nil, "a"]),
        ], chunkRows: 2)
    static let surveys = Table.sample(
        "surveys", ["call": .texts(["k5", "k1", "nope", nil, "k2", "k4"])], chunkRows: 4)
    static let customers = Table.sample(
        "customers",
        ["customer_id": .texts(["c1", nil, "c2", nil]), "level": .texts(["gold", "silver", "iron", "tin"])])

    @Test func `attributes travel from customer to call to survey`() throws {
        let run = try SegmentationSample(
            """
            link:
              calls.customer: customers.customer_id
              surveys.call: calls.call_id
            segment:
              level: { column: customers.level }
              queue: { column: calls.queue }
            """, [Self.calls, Self.surveys, Self.customers])
        #expect(run.labelKeys("level") == ["gold", "iron", "silver", "tin", "unknown"])
        #expect(run.labels("level", of: "calls") == ["iron", "unknown", "unknown", "gold", "iron"])
        #expect(run.labels("level", of: "surveys") == ["iron", "iron", "unknown", "unknown", "unknown", "gold"])
        #expect(run.labels("queue", of: "surveys") == ["a", "b", "unknown", "unknown", "a", "unknown"])
        #expect(run.labels("queue", of: "customers") == nil)
        #expect(
            run.result.links == [
                LinkMatch(
                    from: "calls.customer", to: "customers.customer_id", rows: 5, matched: 3, missing: 1),
                LinkMatch(from: "surveys.call", to: "calls.call_id", rows: 6, matched: 4, missing: 1),
            ])
        #expect(run.brokenPromises == [])
        #expect(run.warnings == [])
    }

    @Test func `labels that readers take for one are told with the rule that makes one of them`() throws {
        let table = Table.sample(
            "calls", ["queue": .texts(["VIP客服", "ＶＩＰ客服", "sales", "Sales ", "a b", "a  b", "ab", nil])])
        let run = try SegmentationSample("segment: { queue: { column: calls.queue } }", [table])
        #expect(run.labelKeys("queue").count == 8)
        #expect(run.warnings.count == 1)
        let said = try #require(run.warnings.first)
        #expect(said.contains("warning: segment 'queue' has labels that differ in width, case or blanks only"))
        for pair in ["\"VIP客服\" and \"ＶＩＰ客服\"", "\"Sales \" and \"sales\"", "\"a  b\" and \"a b\""] {
            #expect(said.contains(pair), "\(said)")
        }
        #expect(said.contains("normalise: { columns: [queue], width: true, blanks: true, case: upper }"))
        let apart = Table.sample("calls", ["queue": .texts(["C", "C++", "C#", "-5", "5", "A1", "A-1"])])
        #expect(try SegmentationSample("segment: { queue: { column: calls.queue } }", [apart]).warnings == [])
    }

    @Test func `a short list of partners is no other kind of number`() throws {
        func help(_ keys: [String]) throws -> String {
            let calls = Table.sample("calls", ["who": .texts((0..<20).map { "k\($0)" })])
            let list = Table.sample("list", ["id": .texts(keys), "level": .texts(keys.map { _ in "x" })])
            return try SegmentationSample(
                "link: { calls.who: list.id }\nsegment: { level: { column: list.level } }", [calls, list]
            ).warnings.joined()
        }
        #expect(
            try help(["k0", "k1"]).contains(
                "check that the file of 'list' is whole and as new as the rows that look for it"))
        #expect(try help(["0", "1"]).contains("check that both columns hold the same kind of number"))
        #expect(try help((0..<15).map { "k\($0)" }) == "")
    }

    @Test func `whole numbers link by value, texts by their bytes`() throws {
        let left = Table.sample(
            "a", ["n": .integers([5, -1, nil, 9_000_000_000, 5]), "t": .texts(["é", "e\u{301}", "É", nil, "é"])])
        let right = Table.sample(
            "b",
            [
                "n": .integers([9_000_000_000, 5, nil]), "t": .texts(["e\u{301}", "é", nil]),
                "x": .texts(["p", "q", "r"]),
            ])
        let byNumber = try SegmentationSample("link: { a.n: b.n }\nsegment: { x: { column: b.x } }", [left, right])
        #expect(byNumber.labels("x", of: "a") == ["q", "unknown", "unknown", "p", "q"])
        let byText = try SegmentationSample("link: { a.t: b.t }\nsegment: { x: { column: b.x } }", [left, right])
        #expect(byText.labels("x", of: "a") == ["q", "p", "unknown", "unknown", "q"])
    }

    @Test func `a key that is not unique ends the run with its first example`() throws {
        let customers = Table.sample(
            "customers",
            [
                "customer_id": .texts(["c1", "c2", nil, "c2", nil, "c1", "c2"]),
                "level": .texts(Array(repeating: "x", count: 7)),
            ],
            chunkRows: 3)
        let error = #expect(throws: DiagnosedFailure.self) {
            try SegmentationSample(
                "link: { calls.customer: customers.customer_id }", [customers, Self.calls])
        }
        let text = error?.diagnostics.map { DiagnosticText(language: .english).text(of: $0) }
        #expect(
            text == [
                """
                customers-1.csv:5: error: link 'calls.customer' expects every value of 'customer_id' in table \
                'customers' once, found 2 values more than once (3 surplus rows), first "c2" in lines 3 and 5
                  help: add 'drop_duplicates: { key: customer_id }' to 'clean' of table 'customers'
                """
            ])
        #expect(
            error?.diagnostics.first?.message.chinese
                == "关联 'calls.customer' 要求表 'customers' 的列 'customer_id' 取值唯一，实际有 2 个值重复（多出 3 行），第一个是 \"c2\"，见第 "
                + "3 行和第 5 行"
        )
    }

    @Test func `a link that hardly matches is told`() throws {
        let customers = Table.sample("customers", ["customer_id": .texts(["C2", "c1"])])
        let run = try SegmentationSample("link: { calls.customer: customers.customer_id }", [Self.calls, customers])
        #expect(
            run.warnings == [
                """
                pipeline.yml:1:9: warning: only 1 of 4 rows with a value in 'calls.customer' finds \
                a partner in 'customers.customer_id'
                  help: check that the file of 'customers' is whole and as new as the rows that look for it, and that both columns \
                write their numbers alike
                """
            ])
    }

    private static let surveysOfPayers = Table.sample(
        "surveys",
        [
            "call": .texts(["k1", nil, nil]), "customer": .texts(["c1", "nobody", nil]),
            "payer": .texts(["c2", "c2", "c2"]),
        ], chunkRows: 2)

    private func level(_ lines: [String]) throws -> [String]? {
        let text = "link:\n" + lines.map { "  \($0)\n" }.joined() + "segment:\n  level: { column: customers.level }\n"
        return try SegmentationSample(text, [Self.calls, Self.surveysOfPayers, Self.customers])
            .labels("level", of: "surveys")
    }

    @Test func `of several ways the shortest is taken`() throws {
        let links = ["surveys.call: calls.call_id", "calls.customer: customers.customer_id"]
        #expect(try level(links) == ["iron", "unknown", "unknown"])
        #expect(try level(links + ["surveys.customer: customers.customer_id"]) == ["gold", "unknown", "unknown"])
    }

    @Test func `two links between the same tables are refused, or taken in a written order`() throws {
        let both = ["surveys.customer: customers.customer_id", "surveys.payer: customers.customer_id"]
        let mistakes = SegmentationSample.mistakes(
            "link:\n  \(both[0])\n  \(both[1])\nsegment:\n  level: { column: customers.level }",
            [Self.surveysOfPayers, Self.customers])
        #expect(
            mistakes == [
                """
                pipeline.yml:3:3: error: links 'surveys.customer' and 'surveys.payer' both lead from table 'surveys' to \
                table 'customers': which one counts?
                  help: leave one out, or write 'surveys.payer: { else: customers.customer_id }' to use it where \
                'surveys.customer' finds no partner
                """
            ])
        let first = "surveys.customer: customers.customer_id"
        #expect(try level([first, "surveys.payer: { else: customers.customer_id }"]) == ["gold", "iron", "iron"])
        #expect(
            try level(["surveys.payer: customers.customer_id", "surveys.customer: { else: customers.customer_id }"])
                == [
                    "iron", "iron", "iron",
                ])
        let alone = SegmentationSample.mistakes(
            "link: { surveys.payer: { else: customers.customer_id } }", [Self.surveysOfPayers, Self.customers])
        #expect(alone.count == 1)
        #expect(
            alone.first?.contains("expects another link from table 'surveys' to table 'customers' before it") == true)
    }

    @Test(
        arguments: [
            // Neither finds anyone; each finds few, and together they find most; a row without any value is none of those that look.
            (["x1", "x2", "x3", "x4"], ["y1", "y2", "y3", "y4"], 0, 0, true),
            (["c1", "x2", "x3", "x4"], ["y1", "p2", "y3", "y4"], 2, 0, false),
            (["c1", "x2", "x3", "x4"], ["y1", "y2", "y3", "y4"], 1, 0, true),
            (["c1", nil, "x3", nil], ["y1", nil, "y3", nil], 1, 2, false),
            ([nil, nil, nil, nil], ["p1", "p2", "p3", "y4"], 3, 0, false),
        ] as [([String?], [String?], Int, Int, Bool)])
    func `links in a written order are judged together`(
        ids: [String?], phones: [String?], matched: Int, missing: Int, isPoor: Bool
    ) throws {
        let calls = Table.sample("calls", ["customer": .texts(ids), "phone": .texts(phones)], chunkRows: 3)
        let names = (1...3).map { "\($0)" }
        let customers = Table.sample(
            "customers", ["id": .texts(names.map { "c" + $0 }), "tel": .texts(names.map { "p" + $0 })])
        let run = try SegmentationSample(
            "link:\n  calls.customer: customers.id\n  calls.phone: { else: customers.tel }", [calls, customers])
        #expect(
            run.result.links.last
                == LinkMatch(
                    from: "calls.customer, else calls.phone", to: "customers.id, else customers.tel", rows: 4,
                    matched: matched, missing: missing))
        #expect(run.warnings.count == (isPoor ? 1 : 0))
        #expect(
            !isPoor
                || run.warnings.first?.contains(
                    "only \(matched) of 4 rows with a value in 'calls.customer, else calls.phone' "
                        + "\(matched == 1 ? "finds" : "find") a partner") == true
        )
    }

    @Test func `two equally long ways over different tables are refused`() throws {
        let agents = Table.sample("agents", ["agent": .texts(["a1"]), "team": .texts(["t1"])])
        let queues = Table.sample("queues", ["queue": .texts(["q1"]), "team": .texts(["t2"])])
        let teams = Table.sample("teams", ["team": .texts(["t1", "t2"]), "site": .texts(["north", "south"])])
        let calls = Table.sample("calls", ["agent": .texts(["a1"]), "queue": .texts(["q1"])])
        let mistakes = SegmentationSample.mistakes(
            """
            link:
              calls.agent: agents.agent
              calls.queue: queues.queue
              agents.team: teams.team
              queues.team: teams.team
            segment:
              site: { column: teams.site }
              agent: { column: agents.agent }
            """, [calls, agents, queues, teams])
        #expect(mistakes.count == 1)
        #expect(
            mistakes.first?.contains(
                "segment 'site' reaches table 'calls' by two ways of the same length, 'calls.agent' and 'calls.queue'")
                == true)
    }

    @Test(arguments: 0..<60)
    func `partners are those a plain search finds`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let left = DirtyTable.random("left", using: &random)
        let rows = Int.random(in: 0...12, using: &random)
        let right = Table.sample(
            "right",
            [
                "id": .texts((0..<rows).map { $0 == 3 ? nil : "c\($0)" }.shuffled(using: &random)),
                "number": .integers((0..<rows).map { Int64($0 - 3) }.shuffled(using: &random)),
                "row": .integers((0..<rows).map { Int64($0) }),
            ], chunkRows: 5)
        for (mine, theirs) in [("id", "id"), ("count", "number")] {
            let run = try SegmentationSample(
                "link: { left.\(mine): right.\(theirs) }\nsegment: { row: { column: right.row } }", [left, right])
            let expected = SegmentationTwin.partners(TwinTable(left), mine, TwinTable(right), theirs)
            #expect(run.labels("row", of: "left") == expected.map { $0.map { "\($0)" } ?? "unknown" })
            #expect(run.result.links.first?.matched == expected.count { $0 != nil })
            #expect(run.brokenPromises == [])
        }
    }
}
