// Writes the manual's reference pages from what the program declares and what the code's own comments say; --check only compares.

import Foundation

@main
enum Program {
    static let usage = """
        make-manual            writes docs/rules, docs/segmenters, docs/metric-kinds, docs/exports, docs/metrics, docs/tables,
                                   docs/README.md, and the lists between `<!-- made: NAME -->` and `<!-- made: end -->`,
                                   and the files shown below `<!-- file: PATH -->`; run in the top folder
        make-manual --check    writes nothing; names the pages that are out of date, missing or left over, and fails
        """

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.isEmpty || arguments.elementsEqual(["--check"]) else {
            print(usage)
            exit(64)
        }
        let sources = SourceFolder(top: FileManager.default.currentDirectoryPath)
        do throws(ManualMistake) {
            let manual = try Manual(sources)
            let isRight = try arguments.isEmpty ? manual.write() : manual.check()
            exit(isRight ? 0 : 1)
        } catch {
            print("make-manual: \(error.text)")
            exit(1)
        }
    }
}
