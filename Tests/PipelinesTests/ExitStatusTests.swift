// Whose affair an error is decides the exit code, for every kind there is.

import Diagnostics
import Pipelines
import Testing

struct ExitStatusTests {
    @Test func `every fault has its exit code`() {
        let codes: [Fault: Int32] = [
            .usage: 64, .data: 65, .input: 66, .program: 70, .remark: 70, .output: 73, .lock: 75, .pipeline: 78,
            .tool: 69,
        ]
        for fault in Fault.allCases { #expect(ExitStatus.status(of: fault).rawValue == codes[fault], "\(fault)") }
    }

    @Test func `an internal error is always 70, whatever else is wrong and whatever it is named`() {
        let bug = Diagnostic.internalError(named: "unknown-metric", Wording("a bug"))
        let others = [
            Diagnostic(.usage("a"), Wording("")), Diagnostic(.pipeline("b"), Wording("")),
            Diagnostic(.input("c"), Wording("")), Diagnostic(.data("d"), Wording("")),
            Diagnostic(.output("e"), Wording("")), Diagnostic(.lock("f"), Wording("")),
        ]
        #expect(ExitStatus([bug], strict: false).rawValue == 70)
        for other in others { #expect(ExitStatus([other, bug], strict: true).rawValue == 70) }
        // A kind that is only ever a warning, used for an error: our mistake, not the user's.
        #expect(ExitStatus([Diagnostic(.remark("stray-quote"), Wording(""))], strict: false).rawValue == 70)
    }

    @Test func `warnings end with 1 only when they shall, notes never do`() {
        let warning = Diagnostic(.remark("stray-quote"), .warning, Wording(""))
        let note = Diagnostic(.remark("stray-quote"), .note, Wording(""))
        #expect(ExitStatus([warning], strict: false).rawValue == 0)
        #expect(ExitStatus([warning], strict: true).rawValue == 1)
        #expect(ExitStatus([note], strict: true).rawValue == 0)
    }

    @Test(arguments: zip(["90s", "10m", "1.5h", "2min", "7", "0"], [90, 600, 5400, 120, 7, 0]))
    func `durations of waiting are read`(text: String, seconds: Double) {
        #expect(WaitLimit.seconds(of: text) == seconds)
    }

    @Test(arguments: ["", "m", "10 m", "-1s", "1d", "ten", ".", "1e3", "pipelines/x.yml"])
    func `what is no duration is not taken for one`(text: String) {
        #expect(WaitLimit.seconds(of: text) == nil)
    }
}
