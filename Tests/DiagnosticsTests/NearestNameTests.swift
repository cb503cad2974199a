// Suggestions for mistyped names.

import Diagnostics
import Testing

struct `A mistyped name` {
    @Test(arguments: [
        ("quue", "queue"), ("Queue", "queue"), ("qeueu", "queue"), ("agnet", "agent"),
        ("drop_duplicate", "drop_duplicates"),
        ("droppduplicates", "drop_duplicates"), ("客服", "客户"), ("csat_top_2", "csat_top2"), ("tirm", "trim"),
    ]) func `is close to the name that was meant`(_ typed: String, _ meant: String) {
        let known = ["queue", "agent", "drop_duplicates", "客户", "csat_top2", "trim", "x"]
        #expect(NearestName.nearest(to: typed, in: known) == meant)
        #expect(
            NearestName.suggestion(for: typed, among: known)
                == Wording(en: "did you mean '\(meant)'?", zh: "您是否想写 '\(meant)'？"))
    }

    @Test(arguments: ["revenue", "", "qq", "aaaaaaaaaaaaaaaaaaaa"]) func `may be close to none`(_ typed: String) {
        #expect(NearestName.nearest(to: typed, in: ["queue", "agent", "trim"]) == nil)
    }

    @Test func `of equally close ones means the first by the alphabet, whatever their order`() {
        #expect(NearestName.nearest(to: "cat", in: ["cut", "bat", "cot"]) == "bat")
        #expect(NearestName.nearest(to: "cat", in: ["cot", "cut", "bat"]) == "bat")
    }

    @Test func `gets the choices when none is close, and not too many`() {
        #expect(
            NearestName.suggestion(for: "zzzzzz", among: ["b", "a"])
                == Wording(en: "choose from 'a', 'b'", zh: "可选：'a'、'b'"))
        let many = (10..<30).map { "column\($0)" }
        let wording = NearestName.suggestion(for: "zzzzzz", among: many)
        #expect(wording?.english.hasSuffix("'column21' and 8 more") == true)
        #expect(wording?.chinese.hasSuffix("'column21'，另有 8 个") == true)
        #expect(NearestName.suggestion(for: "x", among: [String]()) == nil)
    }

    @Test func `is looked for quickly among long names`() {
        let long = String(repeating: "列", count: 3000)
        #expect(NearestName.nearest(to: long, in: [long + "x", "y"]) == long + "x")
    }
}
