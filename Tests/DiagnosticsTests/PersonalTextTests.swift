// What names a person is told from what does not, and what steers a terminal is shown.

import Diagnostics
import Testing

struct PersonalTextTests {
    @Test(arguments: [
        "13812345678", "138 1234 5678", "+86 138-1234-5678", "８６13812345678", "021-68881234", "(021) 6888-1234",
        "0755 2345 6789",
        "+1 415 555 2671", "(415) 555-2671", "110101199003078515", "11010119900307851X", "130503670401001",
        "li.wei@example.com", "客服李伟@example.cn", "电话13812345678转1",
    ])
    func `numbers and mail addresses are personal`(text: String) {
        #expect(PersonalText.holdsNumberOrMail(text))
        #expect(PersonalText.looksPersonal(text))
    }

    @Test(arguments: [
        "王芳", "欧阳春雪", "张伟明", "王女士", "司马相如", "John Smith", "Maria González", "J. R. Smith", "Anne-Marie O'Neil",
        "北京市海淀区中关村大街27号", "上海市浦东新区世纪大道100号环球金融中心", "12 Baker Street", "221b Elm Avenue 4",
    ])
    func `names and addresses are personal`(text: String) {
        #expect(PersonalText.looksPersonal(text))
        #expect(!PersonalText.holdsNumberOrMail(text))
    }

    @Test(arguments: [
        "n/a", "-3", "0.30000000000000004", "150.00", "1.25E+17", "12.50元", "￥1", "2026-09-01 08:00:00", "20260901",
        "01-02-26", "语音留言", "已接听",
        "NO ANSWER", "VIP", "abc", "", "C0001234", "202609010000123", "1756684800000", "1756684800", "合计", "华东", "火星省",
        "a@b", "@", "12345678",
        "New York", "No Answer", "In Progress", "Main Office", "United Kingdom", "Customer Service", "江苏省", "赵县", "唐山市",
        "房山区", "高峰组",
        "5 stars", "not answered", "0012345", "100000000000",
    ])
    func `what a message must quote is not taken for personal`(text: String) {
        #expect(!PersonalText.looksPersonal(text))
    }

    @Test func `a sentence keeps everything but what names a person`() {
        #expect(
            PersonalText.withoutPersonalData("column 'wait' expects a duration, found \"王芳\"; the row is rejected")
                == "column 'wait' expects a duration, found \"…\"; the row is rejected")
        #expect(PersonalText.withoutPersonalData("found \"n/a\" and \"13812345678\"") == "found \"n/a\" and \"…\"")
        #expect(PersonalText.withoutPersonalData("no quotes, 13812345678") == "no quotes, 13812345678")
        #expect(
            PersonalText.withoutPersonalWords("导出人：王芳，电话：13812345678，统计周期：2026-09-01") == "导出人：…，电话：…，统计周期：2026-09-01")
    }

    @Test(arguments: [
        "打\"13812345678\"给\"张三丰\"", "\"张三丰\"", "13812345678\"", "\"李四\" <li@example.com>", "\"\"张三丰",
        "打\"1381234\"5678给张三丰\"",
    ])
    func `a quote in data turns nothing inside out`(data: String) {
        for sentence in [
            "column 'wait' expects a duration, found \(quoted: data)", "列 'a\"b' 应为时长，实际为 \(quoted: data)；该行被拒收",
            "the file's column 'a\"b' of \"n/a\" holds \(quoted: data), \(quoted: data) and \"x\"",
            "列'一\"二'的 \(quoted: data)", "\(quoted: "") and \(quoted: data)",
        ] {
            let shown = PersonalText.withoutPersonalData(sentence)
            for part in ["张三丰", "13812345678", "5678", "li@example.com", "李四"] {
                #expect(!shown.contains(part), "\(sentence) became \(shown)")
            }
        }
        #expect(
            PersonalText.withoutPersonalData("found \(quoted: "5\" pipe"), 'a\"b'") == "found \"5\"\" pipe\", 'a\"b'")
    }

    @Test func `where quotes do not match nothing personal is left`() {
        let shown = PersonalText.withoutPersonalData("it \"says \"张三丰\" and \"13812345678\" or")
        #expect(!shown.contains("张三丰") && !shown.contains("13812345678"))
    }

    @Test func `a row is told without the cells that name somebody`() {
        #expect(PersonalText.withoutPersonalCells("导出人,张三,手机,13812345678") == "导出人,…,手机,…")
        #expect(PersonalText.withoutPersonalCells("日期;\"张三\"\t欧阳春雪|li@example.com") == "日期;…\t…|…")
        #expect(PersonalText.withoutPersonalCells("\"Smith, John\",\"a, b\",3") == "…,\"a, b\",3")
        #expect(PersonalText.withoutPersonalNames("导出人 王小明 2026-09-01,报表 订单") == "导出人 … 2026-09-01,报表 订单")
        #expect(PersonalText.withoutPersonalCells("日期,坐席,队列,时长") == "日期,坐席,队列,时长")
        #expect(PersonalText.withoutPersonalCells("导出人：张三，电话：13812345678") == "导出人：…，电话：…")
    }

    @Test(arguments: [DiagnosticKind.remark("x"), .data("x"), .input("x")])
    func `a diagnostic about data is laid out without people`(kind: DiagnosticKind) {
        let diagnostic = Diagnostic(
            kind, .error, Wording(en: "found \"li@example.com\"", zh: "实际为 \"李伟\""),
            help: Wording("see \"13812345678\""))
        #expect(DiagnosticText(language: .english).text(of: diagnostic) == "error: found \"…\"\n  help: see \"…\"")
        #expect(DiagnosticText(language: .chinese).text(of: diagnostic) == "错误：实际为 \"…\"\n  建议：see \"…\"")
    }

    @Test func `a wrong guess is told, and a column declared to name nobody is quoted`() {
        let found = Diagnostic(
            .remark("x"), .warning,
            Wording(en: "column 'plan' of table 't' holds \"Gold Member\"", zh: "列 'plan' 有 \"Gold Member\""))
        let collector = DiagnosticCollector()
        collector.add(found)
        #expect(
            collector.diagnostics.map(DiagnosticText(language: .english).text(of:)) == [
                "warning: column 'plan' of table 't' holds \"…\"\n  help: '…' stands for what looks like a person's name or address; "
                    + "if it is none, 'personal: no' beside the column shows it"
            ])
        let told = DiagnosticCollector()
        told.take(namesPeople: ["plan": false])
        told.add(found)
        #expect(
            told.diagnostics.map(DiagnosticText(language: .english).text(of:)) == ["warning: \(found.message.english)"])
        // The column of another table by that name does name people.
        told.take(namesPeople: ["plan": true])
        let other = DiagnosticCollector()
        other.take(namesPeople: ["plan": false])
        other.take(namesPeople: ["plan": true])
        other.add(found)
        #expect(other.diagnostics.map(\.publicMessage.chinese) == ["列 'plan' 有 \"…\""])
    }

    @Test func `what the user wrote himself is quoted`() {
        let diagnostic = Diagnostic(.pipeline("x"), Wording("expected a zone, found \"John Smith\""))
        #expect(
            DiagnosticText(language: .english).text(of: diagnostic) == "error: expected a zone, found \"John Smith\"")
    }

    @Test(arguments: [
        ("a\u{1B}[2Jb", "a\\u{1B}[2Jb"), ("\u{1B}]0;title\u{7}", "\\u{1B}]0;title\\u{7}"), ("\u{9B}31m", "\\u{9B}31m"),
        ("x\u{202E}gpj.exe", "x\\u{202E}gpj.exe"), ("\u{2066}a\u{2069}", "\\u{2066}a\\u{2069}"),
        ("a\u{200B}b", "a\\u{200B}b"),
        ("a\u{7F}", "a\\u{7F}"), ("two\nlines\r\t", "two\\nlines\\r\\t"), ("\u{FEFF}x", "\\u{FEFF}x"),
        ("\u{2028}", "\\u{2028}"),
        ("客服 👩‍👩‍👧 é", "客服 👩‍👩‍👧 é"), ("\u{E0041}", "\\u{E0041}"),
    ])
    func `escapes and marks of direction are shown, not sent`(text: String, shown: String) {
        #expect(TerminalText.shown(text) == shown)
        let place = SourceLocation(file: text, line: 1)
        let diagnostic = Diagnostic(.remark("x"), .warning, at: place, Wording(text), help: Wording(text))
        #expect(
            DiagnosticText(language: .english).text(of: diagnostic) == "\(shown):1: warning: \(shown)\n  help: \(shown)"
        )
    }
}
