// Finds the folder of real exports that some tests read; its absence is said aloud.

import Foundation

package enum SharedData {
    /// The path of a file or folder of real data, or nil, with a line on standard output, when it is not there.
    ///
    /// The folder is that of the environment variable `RAPPORT_DATA`, else `../shared/data` beside the package.
    package static func path(_ name: String, from source: String = #filePath) -> String? {
        for folder in candidates(from: source) {
            let path = folder + "/" + name
            if FileManager.default.fileExists(atPath: path) { return path }
        }
        print("skipped: no '\(name)' among the shared data; set RAPPORT_DATA to its folder")
        return nil
    }

    private static func candidates(from source: String) -> [String] {
        if let folder = ProcessInfo.processInfo.environment["RAPPORT_DATA"] { return [folder] }
        // Upwards from this file: the package's own folder, and what stands beside it or above.
        var folder = URL(fileURLWithPath: source).deletingLastPathComponent()
        var candidates: [String] = []
        while folder.path != "/" {
            candidates.append(folder.appendingPathComponent("shared/data").path)
            folder.deleteLastPathComponent()
        }
        return candidates
    }
}
