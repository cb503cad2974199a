// Documents as mails: header lines, line lengths, the same numbers in both texts, and texts that stay texts.

import Charts
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Documents

struct MailTests {
    private static func document(
        _ elements: [Document.Element], title: String = "客服日报", language: Language = .chinese
    ) -> Document {
        Document(
            language: language,
            masthead: Document.Masthead(
                title: title, kicker: "日报", period: .init("期间", "2026年9月14日"), facts: [.init("数据", "20 个文件")],
                callout: .init("期间未结束"), languages: .init(label: ""), contentsLabel: "", skipLabel: ""),
            sections: [
                Document.Section(anchor: "glance", title: "要点", isLead: true, elements: elements),
                Document.Section(anchor: "end", title: "数据账目", elements: [.paragraph(.init("读入 6,963 行"))]),
            ],
            colophon: Document.Colophon(
                toolLabel: "工具", tool: "Rapport", origin: .init("流程", "n"), fingerprint: .init("指纹", "00")))
    }

    private static func text(_ document: Document) -> String {
        String(decoding: MailWriter(madeAt: 1_789_430_400_000).bytes(of: document), as: UTF8.self)
    }

    private static let drawing = Sparkline(
        caption: .init(identifier: "s", title: "t", description: "d"), values: [1, 2, 3]
    ).drawing()

    private static let measurement = Document.Measurement(
        .number(.init(.real(0.701), unit: "fraction", shown: "70.1%")),
        interval: .init(low: 0.6, high: 0.8, shown: "64.7%–75.0%"),
        sample: .init(count: 298, shown: "298", isTold: true),
        note: "部分")

    /// One of every kind, each with a text of its own.
    private static let everything: [Document.Element] = [
        .points(
            .init(
                points: [.init(headline: "要点一", further: ["又及一"], basis: "依据一", drawing: drawing)], note: "注一")),
        .heading(.init("小标题")), .callout(.init("当心")),
        .list(.init([.init("句子", lead: .name("名"), remark: "备注")])),
        .cards(
            .init(
                titles: .init(metric: "指标", value: "数值", interval: "95% 区间", sample: "n", change: "变化", target: "目标"),
                cards: [
                    .init(
                        title: "服务水平", measurement: measurement,
                        changes: [
                            .init(
                                base: "较昨日", difference: .number(.init(.real(1), unit: "", shown: "+1.2")),
                                relative: .init(.real(1), unit: "", shown: "+3.4%"), verdict: "更好", mark: "▲")
                        ],
                        goal: .init(bound: "≥ 80%", level: 0.8, status: "未达成", tone: .bad, mark: "✗"), drawing: drawing,
                        state: .init(word: "异常", mark: "▼"))
                ])),
        .table(
            .init(
                caption: "表题", label: "l",
                columns: [.init("范围"), .init("图", .plot), .init("差距", .number), .init("判断")],
                rows: [[.text("西南"), .plot(drawing), .count(43, shown: "43"), .verdict("未达", .bad)]],
                totals: [[.text("合计"), .blank, .count(99, shown: "99"), .blank]])),
        .panel(
            .init(
                title: "面板", note: "面板注",
                titles: .init(label: "大区", value: "数值", interval: "区间", sample: "n", change: "变化"),
                rows: [.init(label: "华东", measurement: measurement, drawing: drawing)])),
        .heat(
            .init(
                title: "热图", corner: "角", columns: ["甲"],
                rows: [.init(label: "乙", cells: [.init(value: "51%", shade: .worseSignal)])], note: "热图注")),
        .group(
            .panels,
            [
                .grid(
                    .init(
                        title: "格", label: "l", note: "n", corner: "月", columns: ["九月"], showsIntervals: true,
                        rows: [.init(label: "行", cells: [measurement])]))
            ]),
        .figure(.init(title: "图", note: "图注", drawing: drawing)),
        .navigation(.init(label: "去", links: [.init(anchor: "end", text: "账目")])),
    ]

    private static let told = [
        "客服日报", "2026年9月14日", "20 个文件", "期间未结束", "要点一", "又及一", "依据一", "注一", "小标题", "当心", "句子", "备注", "服务水平",
        "70.1%", "64.7%–75.0%", "298", "部分", "较昨日", "+1.2", "+3.4%", "更好", "≥ 80%", "未达成", "异常", "表题", "西南", "43",
        "未达", "合计", "99", "面板", "面板注", "华东", "热图", "51%", "◆", "热图注", "格", "九月", "数据账目", "6,963", "Rapport",
    ]

    // MARK: The message

    @Test func `lines end as mail asks for and none is longer than 76 signs`() {
        let mail = Self.text(Self.document(Self.everything))
        let lines = mail.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        #expect(lines.dropLast().allSatisfy { $0.last == UInt8(ascii: "\r") } && lines.last?.isEmpty == true)
        #expect(lines.allSatisfy { $0.count <= 77 })
        #expect(mail.utf8.allSatisfy { $0 < 0x80 })
        #expect(mail == Self.text(Self.document(Self.everything)))
    }

    @Test func `it has no address, and the moment of the report`() {
        let head = Self.text(Self.document([])).components(separatedBy: "\r\n\r\n")[0]
        #expect(head.contains("\r\nDate: Tue, 15 Sep 2026 00:00:00 +0000\r\n"))
        for name in ["From", "To", "Cc", "Message-ID", "Received"] { #expect(!head.contains("\n\(name):")) }
        #expect(head.hasPrefix("Subject: =?UTF-8?B?"))
    }

    @Test(
        arguments: [
            (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (951_782_399_999, "Mon, 28 Feb 2000 23:59:59 +0000"), (951_868_800_000, "Wed, 1 Mar 2000 00:00:00 +0000"),
        ] as [(Int64, String)])
    func `dates are those of mail`(moment: Int64, text: String) {
        #expect(MailHeader.date(moment) == text)
    }

    @Test func `the subject is title, period and what to know first`() {
        #expect(MailWriter.subject(of: Self.document(Self.everything)) == "客服日报 · 2026年9月14日：要点一")
        #expect(MailWriter.subject(of: Self.document([])) == "客服日报 · 2026年9月14日")
        #expect(
            MailWriter.subject(of: Self.document(Self.everything, title: "Daily", language: .english))
                == "Daily · 2026年9月14日: 要点一")
    }

    @Test func `a short plain header stays, a long or foreign one is made of words of whole characters`() {
        #expect(MailHeader.encoded("Daily report") == "Daily report")
        #expect(MailHeader.encoded("日报") == "=?UTF-8?B?5pel5oql?=")
        #expect(MailHeader.encoded("=?UTF-8?Q?x?=").hasPrefix("=?UTF-8?B?"))
        #expect(
            MailHeader.encoded("a\r\nBcc: x@y.cn\u{0}") == "=?UTF-8?B?"
                + MailHeader.base64(
                    Array("a  Bcc: x@y.cn\u{FFFD}".utf8)[...]) + "?=")
        let long = String(repeating: "服务👩‍👩‍👧‍👦 水平é", count: 20) + "x" + String(repeating: "\u{301}", count: 90)
        let words = MailHeader.encoded(long).components(separatedBy: "\r\n ")
        #expect(words.count > 10 && words.allSatisfy { $0.utf8.count <= 75 })
        let decoded = words.map { word -> String in
            let data = Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data()
            return String(bytes: data, encoding: .utf8) ?? "not whole"
        }
        #expect(decoded.joined() == long)
    }

    // MARK: Both texts, as others read them

    private struct Read: Decodable {
        var subject: String
        var defects: [String]
        var types: [String]
        var plain: String
        var html: String
        /// The text of the page, when a strict mail program has taken styles, scripts and drawings out.
        var stripped: String
        var elements: [String]
    }

    private static let program = """
        import email, email.policy, html.parser, json, sys
        message = email.message_from_bytes(json.load(sys.stdin).encode("ascii"), policy=email.policy.default)
        parts = list(message.walk())
        page = message.get_body(("html",)).get_content()

        class Strict(html.parser.HTMLParser):
            dropped, text, elements, depth = {"style", "script", "svg", "title", "head"}, "", set(), 0
            def handle_starttag(self, tag, attributes):
                self.elements.add(tag)
                if tag in self.dropped: self.depth += 1
            def handle_endtag(self, tag):
                if tag in self.dropped: self.depth -= 1
            def handle_data(self, data):
                if not self.depth: self.text += data

        strict = Strict()
        strict.feed(page)
        print(json.dumps(dict(
            subject=message["Subject"], defects=[repr(d) for p in parts for d in p.defects],
            types=[p.get_content_type() for p in parts], plain=message.get_body(("plain",)).get_content(), html=page,
            stripped=strict.text, elements=sorted(strict.elements))))
        """

    private static func read(_ document: Document) throws -> Read {
        let (status, output, errors) = try Python.run(program, input: text(document))
        try #require(status == 0, "\(errors)")
        return try JSONDecoder().decode(Read.self, from: output)
    }

    @Test func `a strict mail program loses nothing, and the plain text tells the same`() throws {
        let mail = try Self.read(Self.document(Self.everything))
        #expect(mail.defects.isEmpty && mail.types == ["multipart/alternative", "text/plain", "text/html"])
        #expect(mail.subject == "客服日报 · 2026年9月14日：要点一")
        for text in Self.told {
            #expect(mail.stripped.contains(text), "\(text)")
            #expect(mail.plain.contains(text), "\(text)")
        }
        for name in ["style", "script", "svg", "img", "link", "a"] { #expect(!mail.elements.contains(name)) }
        for sign in ["class=", "id=", "var(", "url(", "http", "flex", "grid"] {
            #expect(!mail.html.contains(sign), "\(sign)")
        }
    }

    @Test(arguments: [
        "<script>x</script>", "\" onclick=\"x", "a\r\nBcc: x@y.cn", "\u{202E}\u{0}", "=_rapport_alternative",
    ])
    func `texts stay texts`(text: String) throws {
        let mail = try Self.read(Self.document([.paragraph(.init(text)), .callout(.init(text))], title: text))
        #expect(mail.defects.isEmpty && mail.types.count == 3)
        #expect(!mail.elements.contains("script") && !mail.html.contains("onclick=\"x"))
        #expect(!mail.subject.contains("\n") && !mail.plain.contains("\u{202E}") && !mail.plain.contains("\u{0}"))
    }
}
