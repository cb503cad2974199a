// The files that the manual is made from and written to.

import Foundation

/// Something without which no page can be made.
struct ManualMistake: Error {
    var text: String

    init(_ text: String) { self.text = text }
}

/// The top folder of the package, and the files below it.
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
