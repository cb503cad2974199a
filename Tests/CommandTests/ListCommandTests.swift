// Lists of a whole pipeline: five rows counted by hand, awkward cells, empty lists, and what is refused.

import Foundation
import TestSupport
import Testing

struct ListCommandTests {
    private static let head = """
        period: month
        languages: [zh-Hans, en]
        ingest:
          tickets: { files: tickets.csv, may_be_empty: true, columns: { opened: { type: instant }, resolved: { type: instant }, is_complaint: { type: flag } } }
          customers: { files: customers.csv, columns: { birthday: { type: date }, lunar: { type: flag } } }
        link: { tickets.customer: customers.customer_id }
        aggregate: { metrics: [n], define: { n: { count: rows, of: tickets, at: opened } } }

        """
    private static let tickets = """
        ticket_id,opened,resolved,is_complaint,customer,agent,category
        t1,2026-09-26 08:00:00,,true,c1,a1,"=cmd|' /C calc'!A0, x"
        t2,2026-09-27 08:00:00,,true,c2,a2,plain
        t3,2026-09-10 08:00:00,2026-09-11 08:00:00,true,c1,a1,plain
        t4,2026-09-01 08:00:00,,true,c3,,"two
        lines 🙂"
        t5,2026-09-02 08:00:00,,false,c1,a1,13912345678

        """
    private static let customers = """
        customer_id,name,phone,owner,birthday,lunar
        c1,王小明,13912345678,o1,1990-10-05,false
        c2,Anna Smith,,o1,1992-11-29,false
        c3,李雷,,o2,1900-10-05,false
        c4,韩梅梅,1,o2,1990-10-06,true

        """

    private func run(_ lists: String, asOf: String = "2026-09-30T08:00:00") throws -> (
        outcome: BuiltProgram.Outcome, folder: TemporaryFolder
    ) {
        let folder = try TemporaryFolder()
        try folder.write(Self.tickets, to: "tickets.csv")
        try folder.write(Self.customers, to: "customers.csv")
        try folder.write(Self.head + "lists:\n" + lists, to: "p.yml")
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", asOf, "--period", "2026-09", "--out", "out"], in: folder.path)
        return (outcome, folder)
    }

    private func text(_ name: String, _ folder: TemporaryFolder) throws -> String {
        let data = try #require(FileManager.default.contents(atPath: folder.path + "/out/lists/\(name).csv"))
        return String(decoding: data, as: UTF8.self)
    }

    @Test func `complaints are overdue when their limit is over at the moment of the report, and not at its very end`()
        throws
    {
        let (outcome, folder) = try run("  complaints_overdue: { show: [category, customers.phone] }\n")
        #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
        // t2 was opened three days before to the second: its limit is not over.
        #expect(
            try text("complaints_overdue", folder) == """
                \u{FEFF}编号,事由,Reason,负责人,到期日,category,customers.phone
                t4,投诉超过时限未解决,complaint not solved within its limit,,2026-09-04,"two
                lines 🙂",
                t1,投诉超过时限未解决,complaint not solved within its limit,a1,2026-09-29,"'=cmd|' /C calc'!A0, x",***5678

                """)
        var facts = stat()
        #expect(lstat(folder.path + "/out/lists/complaints_overdue.csv", &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o600)
        let record = String(
            decoding: FileManager.default.contents(atPath: folder.path + "/out/run.json") ?? Data(), as: UTF8.self)
        #expect(record.contains("lists\\/complaints_overdue.csv") || record.contains("lists/complaints_overdue.csv"))
    }

    private static let slow =
        "of: tickets, when: resolved is missing and opened < as_of - 3 d, id: ticket_id, order: ticket_id"

    /// The moment is the 10th, 12:00: of the five t3 is solved on the 11th, and t1 and t2 come later.
    @Test func `a list is of the moment of the report: what is dated later has not happened, and is not there`() throws
    {
        func ids(_ list: String) throws -> [String] {
            let (outcome, folder) = try run("  slow: { \(list) }\n", asOf: "2026-09-10T12:00:00")
            #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
            return try text("slow", folder).split(whereSeparator: \.isNewline).dropFirst().compactMap {
                $0.split(separator: ",").first.map(String.init)
            }.filter { $0.hasPrefix("t") && $0.count == 2 }
        }
        #expect(try ids(Self.slow) == ["t4", "t5"])
        let open = "of: tickets, when: resolved is missing, id: ticket_id, order: ticket_id"
        #expect(try ids(open) == ["t1", "t2", "t4", "t5"])
        #expect(try ids(open + ", since: opened") == ["t4", "t5"])
        #expect(try ids(open + ", since: opened, happened: [resolved]") == ["t3", "t4", "t5"])
        #expect(try ids("of: tickets, when: resolved is not missing, id: ticket_id, happened: resolved") == [])
    }

    @Test func `the built-in list of complaints knows what was open at the moment of the report`() throws {
        let (outcome, folder) = try run("  complaints_overdue: { limit: 1 h }\n", asOf: "2026-09-10T12:00:00")
        #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
        let list = try text("complaints_overdue", folder)
        #expect(list.contains("\nt3,") && list.contains("\nt4,") && !list.contains("\nt1,"))
    }

    @Test(
        arguments: [
            ("since: opend", "unknown column 'opend' in table 'tickets'"), ("since: agent", "expect a day or a moment"),
            ("happened: [resolvd]", "did you mean 'resolved'?"),
        ])
    func `a column of time that is none is a mistake of the file`(key: String, said: String) throws {
        let (outcome, _) = try run("  slow: { \(Self.slow), \(key) }\n")
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(said), "\(outcome.errors)")
    }

    @Test func `key dates name who has a birthday, masked, and count those of no year and of the lunar calendar`()
        throws
    {
        let (outcome, folder) = try run("  key_dates: true\nrender: { report: r, blocks: [tables], title: R }\n")
        #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
        #expect(
            try text("key_dates", folder) == """
                \u{FEFF}编号,名称,事由,Reason,负责人,到期日
                c1,王**,生日,birthday,o1,2026-10-05

                """)
        let page = String(
            decoding: FileManager.default.contents(atPath: folder.path + "/out/report.en.md") ?? Data(), as: UTF8.self)
        #expect(page.contains("days of the lunar calendar are not converted: 1."))
        #expect(page.contains("1900 or 1 stands for a year that nobody knew: 1."))
        #expect(!page.contains("王小明"))
    }

    @Test func `rows of one id become one with all reasons, and a list may take rows of several tables`() throws {
        let (outcome, folder) = try run(
            """
              call: { once: yes, order: due, any: [
                { of: tickets, when: is_complaint, id: customer, owner: customers.owner, due: opened, reason: { zh: 投诉, en: complaint } },
                { of: customers, when: phone is missing, id: customer_id, owner: owner, reason: { zh: 缺电话, en: no phone } } ] }

            """)
        #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
        #expect(
            try text("call", folder) == """
                \u{FEFF}编号,事由,Reason,负责人,到期日
                c3,投诉；缺电话,complaint; no phone,o2,2026-09-01
                c1,投诉,complaint,o1,2026-09-10
                c2,投诉；缺电话,complaint; no phone,o1,2026-09-27

                """)
    }

    @Test func `an empty list says in words that nobody is due`() throws {
        let (outcome, folder) = try run("  never: { of: tickets, when: opened > as_of, id: ticket_id }\n")
        #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
        #expect(
            try text("never", folder) == """
                \u{FEFF}编号,事由,Reason,负责人,到期日
                ,名单为空，没有到期或需要处理的项。,Nobody and nothing is due.,,

                """)
    }

    @Test(arguments: [
        ("followups_due: true", "list 'followups_due' expects a table 'followups', found none of it"),
        ("coaching: true", "list 'coaching' expects a table 'agents', found none of it"),
        ("followup_due: true", "did you mean 'followups_due'?"),
        ("a/b: { of: tickets, id: ticket_id }", "a list expects a name of letters, digits, '_' and '-', found 'a/b'"),
        (
            "x: { of: tickets, id: ticket_id, due: category }",
            "'due', 'yearly', 'since' and 'happened' expect a day or a moment, found"
        ),
        ("x: { of: tickets }", "list 'x' needs the key 'id'"),
        ("x: { of: tickets, id: ticket_id, in: { tier: [A] } }", "expected a segment, found 'tier'"),
        ("x: { of: tickets, id: ticket_id, when_metric: n.high < 3 }", "'when_metric' expects the key 'by' beside it"),
    ])
    func `what cannot be a list is told with what to write`(list: String, said: String) throws {
        let (outcome, _) = try run("  \(list)\n")
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains(said), "\(outcome.errors)")
    }
}
