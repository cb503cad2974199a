// Whatever a text holds, it stays text: in HTML, in Markdown, in a spreadsheet, in a style sheet.

import Diagnostics
import Testing

@testable import Documents

struct EscapingTests {
    @Test(arguments: [
        ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"),
        ("\"\u{301} onload=x", "&quot;\u{301} onload=x"),
        ("<\u{338}script>", "&lt;\u{338}script&gt;"),
        ("a\u{0}b\u{1B}c\u{85}d\u{FFFE}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}"),
        ("two\r\nlines", "two \nlines"),
        ("客服 👩‍👩‍👧", "客服 👩‍👩‍👧"),
    ])
    func `a text stays text in HTML`(text: String, expected: String) {
        #expect(HTMLText.escaped(text) == expected)
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("<b>", "&lt;b&gt;"), ("`code`", "\\`code\\`"), ("*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~"),
        ("[x](y)", "\\[x\\](y)"), ("- item", "\\- item"), ("+ item", "\\+ item"), ("-5", "-5"), ("---", "\\---"),
        ("# title", "\\# title"), ("1. one", "1\\. one"), ("1.5", "1.5"), ("=1+1", "\\=1+1"), ("a\r\nb\nc", "a  b c"),
        ("\\|", "\\\\\\|"), ("$x$", "\\$x\\$"), ("a\u{2028}b", "a b"), ("&amp;", "&amp;amp;"),
    ])
    func `a text stays text in Markdown`(text: String, expected: String) {
        #expect(MarkdownText.escaped(text) == expected)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+86", "'+86"), ("-5", "'-5"), ("@a", "'@a"), ("\tx", "'\tx"), ("\rx", "'\rx"),
        ("华东", "华东"),
        ("", ""), ("a=1", "a=1"), ("  =1", "'  =1"), ("\u{3000}=1", "'\u{3000}=1"), ("\u{A0}@a", "'\u{A0}@a"),
        ("\u{FEFF}=1", "'\u{FEFF}=1"), ("\u{200B}=1", "'\u{200B}=1"), ("\"=1\"", "'\"=1\""), ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"), ("－1", "'－1"), ("＠SUM", "'＠SUM"), ("；=1", "；=1"), ("ﾀ", "ﾀ"),
        ("a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0"), ("a; =1", "a;' =1"), ("a;\"=1", "a;'\"=1"),
        ("a\t=1", "a\t'=1"),
        ("a|+1", "a|'+1"), ("a\n-1", "a\n'-1"), ("=a;=b", "'=a;'=b"), ("a;b=1", "a;b=1"), (";", ";"), ("a;", "a;"),
    ])
    func `a spreadsheet takes no text for a formula`(text: String, expected: String) {
        #expect(CommaSeparatedText.guarded(text) == expected)
    }

    @Test(arguments: [
        "\u{1B}[2J", "\u{9B}31m", "\u{202E}gpj", "\u{2066}x", "a\u{200B}b", "\u{FEFF}x", "\u{7}", "\u{200F}x",
    ])
    func `what acts on a page is shown as a sign that does not`(text: String) {
        for shown in [HTMLText.escaped(text), MarkdownText.escaped(text)] {
            #expect(!shown.unicodeScalars.contains(where: TerminalText.acts))
        }
        #expect(HTMLText.escaped("👨‍👩‍👧 “x” – 华东") == "👨‍👩‍👧 “x” – 华东")
    }

    @Test func `cells with commas, quotes and line ends are quoted`() {
        var table = CommaSeparatedText()
        table.appendRow(["plain", "a,b", "say \"hi\"", "two\nlines", "cr\r", ""])
        #expect(
            String(decoding: table.bytes, as: UTF8.self)
                == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\",\n")
    }

    @Test func `a text stays text in a style sheet`() {
        #expect(StyleSheetText.escaped("a\"};</style>") == "a\\22 \\7d \\3b \\3c \\2f style\\3e ")
        #expect(StyleSheetText.escaped("评审 Q3\n") == "评审\\20 Q3")
    }

    @Test func `the style of a page has the footer in its place and ends without a line end`() {
        let sheet = StyleSheetText.sheet(footer: "评审 \"Q3\" </style>").text
        #expect(sheet.contains("content: \"评审\\20 \\22 Q3\\22 \\20 \\3c \\2f style\\3e \";"))
        #expect(sheet.hasPrefix(":root {") && sheet.hasSuffix("}") && !sheet.contains("{{"))
    }
}
