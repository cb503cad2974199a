// Writes the manual's reference pages from what the program declares and what the code's own comments say; --check only compares.

import Foundation

@main
enum GenerateManual {
    static let usage = """
        generate-manual            writes docs/rules, docs/segmenters, docs/metric-kinds, docs/exports, docs/metrics,
                                   docs/README.md, and the lists between `<!-- made: NAME -->` and `<!-- made: end -->`,
                                   and the files shown below `<!-- file: PATH -->`; run in the top folder
        generate-manual --check    writes nothing; names the pages that are out of date, missing or left over, and fails
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
            print("generate-manual: \(error.text)")
            exit(1)
        }
    }
}

/// Something without which no page can be made.
struct ManualMistake: Error {
    var text: String

    init(_ text: String) { self.text = text }
}

/// The files that the manual is made from and written to.
struct SourceFolder {
    /// The top folder of the package.
    let top: String

    func read(_ path: String) throws(ManualMistake) -> String {
        guard let data = FileManager.default.contents(atPath: top + "/" + path) else {
            throw ManualMistake("\(path): there is no such file")
        }
        return String(decoding: data, as: UTF8.self)
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: top + "/" + path) }

    /// The paths of all files below a folder that end so, in order.
    func files(in folder: String, ending: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: top + "/" + folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
    }
}
