// What is proposed for a name that is a text without quotes, a name with blanks, or a column in place of a segment, wherever it stands.

import Foundation
import Testing

struct ProposalTests {
    /// `rapport check` of a pipeline over two tables with a column `sub queue`.
    private func said(_ rest: String) throws -> String {
        let folder = try TemporaryFolder()
        try folder.write("day,queue,sub queue,n,seller\n2026-09-01,客服,a,1,x\n2026-09-02,sales,b,2,y\n", to: "t.csv")
        try folder.write("day,queue,sub queue,n,seller\n2026-09-03,客服,a,1,x\n2026-09-04,sales,b,2,z\n", to: "u.csv")
        try folder.write(
            "period: all\ningest: { t: { files: t.csv }, u: { files: u.csv } }\n" + rest, to: "p.yml")
        return try BuiltProgram.run(["check", "p.yml"], in: folder.path).errors
    }

    private static let metric = "aggregate: { define: { m: { count: rows, of: t } } }"

    private static func clean(_ rule: String) -> String { "clean: { t: [{ \(rule) }] }\n\(metric)" }

    private static func segment(_ options: String) -> String { "segment: { s: { \(options) } }\n\(metric)" }

    private static func define(_ options: String) -> String { "aggregate: { define: { m: { of: t, \(options) } } }" }

    /// A text without quotes in every place where an expression stands, and every way of comparing.
    @Test(arguments: [
        clean("keep: { when: queue = 客服 }"), clean("reject: { when: 客服 != queue }"),
        clean("keep: { when: 'queue in (客服, \"sales\")' }"), clean("keep: { when: queue like 客服 }"),
        clean("keep: { when: 'contains(queue, 客服)' }"), clean("keep: { when: 'lower(queue) = 客服' }"),
        clean("derive: { x: queue = 客服 }"), clean("derive: { x: 'if(n > 1, queue, 客服)' }"),
        clean("derive: { x: 'if(n > 1, 客服, \"sales\")' }"), clean("derive: { x: 'coalesce(queue, 客服)' }"),
        clean("derive: { column: queue, as: 'replace(queue, 客服, \"\")', replace: true }"),
        "clean:\n  t:\n    - fill:\n        column: n\n        with: if(queue = 客服, 1, 2)\n" + metric,
        segment("expression: queue = 客服, of: t"), segment("bands: 'if(queue = 客服, 1, 2)', of: t, edges: [2]"),
        segment("value: n, of: t, customer: seller, where: queue = 客服"),
        segment("rfm: t, amount: n, at: day, customer: seller, where: queue = 客服"),
        define("count: rows, where: queue = 客服"), define("share: queue = 客服"),
        define("share: n > 1, among: queue = 客服"), define("sum: 'if(queue = 客服, 1, 0)'"),
        define("distinct: seller, where: 'starts_with(queue, 客服)'"),
        "segment: { s: { column: t.queue } }\n" + define("count: rows, where: s = 客服"),
        "segment: { s: { column: t.queue } }\n" + define("count: rows, where: s like 客服"),
    ])
    func `a text without quotes gets them`(pipeline: String) throws {
        let errors = try said(pipeline)
        #expect(errors.contains("unknown column '客服' in table 't'"), "\(errors)")
        #expect(errors.contains("help: a text is written in quotes: '客服'"), "\(errors)")
        #expect(errors.contains("1 error, 0 warnings"), "\(errors)")
    }

    /// A name with blanks in every place where an expression stands.
    @Test(arguments: [
        clean("keep: { when: sub queue = 'a' }"), clean("reject: { when: n > 1 and sub queue = 'a' }"),
        clean("derive: { x: n + sub queue }"), clean("derive: { column: n, as: sub queue, replace: true }"),
        clean("derive: { x: 'lower(sub queue)' }"),
        segment("expression: sub queue, of: t"), segment("bands: sub queue, of: t, edges: [1]"),
        segment("value: sub queue, of: t, customer: seller"),
        segment("value: n, of: t, customer: seller, where: sub queue = 'a'"),
        define("count: rows, where: sub queue = 'a'"), define("sum: sub queue"), define("distinct: sub queue"),
        define("share: n > 1, among: sub queue = 'a'"),
        "aggregate: { define: { m: { count: rows, of: t }, k: { calculate: sub queue / m } } }",
    ])
    func `a name with blanks gets back quotes`(pipeline: String) throws {
        let errors = try said(pipeline)
        #expect(errors.contains("is written in back quotes: `sub queue`"), "\(errors)")
        #expect(errors.contains("1 error, 0 warnings"), "\(errors)")
    }

    @Test func `a name with blanks needs no quotes where no expression stands`() throws {
        let errors = try said(
            """
            link: { t.sub queue: u.sub queue }
            segment: { s: { column: t.sub queue } }
            aggregate: { define: { m: { count: rows, of: t } }, by: [[s]] }
            """)
        #expect(errors.contains("no mistakes") || errors.contains("unique"), "\(errors)")
    }

    /// A column in place of a segment, and the segment to paste.
    @Test(arguments: [
        ("seller", "add to 'segment': seller: { column: [t.seller, u.seller] }"),
        ("sub queue", "add to 'segment': sub queue: { column: [t.sub queue, u.sub queue] }"),
        ("t.seller", "add to 'segment': seller: { column: t.seller }"),
        ("u.sub queue", "add to 'segment': sub queue: { column: u.sub queue }"),
    ])
    func `a column in place of a segment gets the segment to paste`(word: String, proposed: String) throws {
        for by in ["[[\(word)]]", "[[month, \(word)]]", "[{ by: [\(word)], metrics: [m] }]"] {
            let errors = try said(
                "aggregate: { metrics: [m], define: { m: { count: rows, of: t, at: day } }, by: \(by) }")
            #expect(errors.contains(proposed), "\(errors)")
            #expect(errors.contains("1 error, 0 warnings"), "\(errors)")
            let paste = proposed.replacing("add to 'segment': ", with: "")
            let mended = try said(
                "segment: { \(paste) }\naggregate: { metrics: [m], define: { m: { count: rows, of: t, at: day } }, by: "
                    + by.replacing("t.seller", with: "seller").replacing("u.sub", with: "sub") + " }")
            // What is pasted is read; whether a link leads there is another matter.
            #expect(!mended.contains("unknown segment"), "\(mended)")
        }
    }
}
