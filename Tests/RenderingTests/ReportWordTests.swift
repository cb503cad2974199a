// Every fixed word of a report is there in both languages.

import Diagnostics
import Testing

@testable import Rendering

struct ReportWordTests {
    @Test(arguments: ReportWord.allCases) func `a word is there in both languages`(word: ReportWord) {
        #expect(!word.wording.english.isEmpty && !word.wording.chinese.isEmpty)
    }
}
