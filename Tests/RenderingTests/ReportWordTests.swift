// Every fixed word of a report is there in both languages.

import Diagnostics
import Testing

@testable import Rendering

struct ReportWordTests {
    @Test(arguments: ReportWord.allCases) func `a word is there in both languages`(word: ReportWord) {
        #expect(!word.wording.english.isEmpty && !word.wording.chinese.isEmpty)
    }

    @Test(arguments: ["wilson", "t", "nps", "order", "poisson", "compound_poisson"])
    func `every way to make an interval has words of its own`(method: String) {
        #expect(ReportWords.interval(method) != Wording(method))
        if method == "compound_poisson" {
            #expect(ReportWords.interval(method) == Wording(en: "95%, compound Poisson", zh: "95%，复合泊松"))
        }
    }
}
