// Where a program stands that is called by its name.

import Foundation

/// Looks for programs as a shell does.
package enum InstalledProgram {
    /// The first of some programs that is there.
    ///
    /// - Parameters:
    ///   - names: names that are looked for in every folder, or paths.
    ///   - searchPath: folders with `:` between them, as in `PATH`.
    package static func path(of names: [String], in searchPath: String) -> String? {
        let places = searchPath.split(separator: ":").map(String.init)
        return names.lazy.flatMap { name in name.contains("/") ? [name] : places.map { $0 + "/" + name } }
            .first(where: isProgram)
    }

    private static func isProgram(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
