// Finds the files a pattern means, in an order that depends on their names alone.
import Glibc

/// A path that may hold `*`, `?`, `[…]`, and `**` for any number of folders.
struct FilePattern {
    private let components: [String]
    private let isAbsolute: Bool

    /// - Parameter folder: where a relative pattern begins.
    init(_ pattern: String, folder: String) {
        let full = pattern.hasPrefix("/") || folder.isEmpty ? pattern : folder + "/" + pattern
        isAbsolute = full.hasPrefix("/")
        components = full.split(separator: "/").map(String.init)
    }

    /// What was found: paths of files, and the folders that may hold more but must not be looked into.
    struct Matches {
        var paths: [String] = []
        var refusedFolders: [String] = []
    }

    /// The paths that exist (or the path itself when the pattern holds no wild card), sorted by their bytes.
    ///
    /// Hidden files match only a pattern that begins with a point.
    func matches() -> Matches {
        guard components.contains(where: isWild) else { return Matches(paths: [normalised(components)]) }
        var found = Found()
        walk([], components[...], &found)
        return Matches(paths: sorted(found.paths), refusedFolders: sorted(found.refusedFolders))
    }

    /// Both as components of paths.
    private struct Found {
        var paths: [[String]] = []
        var refusedFolders: [[String]] = []
    }

    private func sorted(_ paths: [[String]]) -> [String] {
        Array(Set(paths.map(normalised))).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func isWild(_ component: String) -> Bool { component.contains { "*?[".contains($0) } }

    private func walk(_ done: [String], _ rest: ArraySlice<String>, _ found: inout Found) {
        guard let component = rest.first else {
            found.paths.append(done)
            return
        }
        let remaining = rest.dropFirst()
        if component == "**" {
            walk(done, remaining, &found)
            for name in entries(of: done, &found) where !name.hasPrefix(".") && isFolder(done, name, &found) {
                walk(done + [name], rest, &found)
            }
            return
        }
        guard isWild(component) else {
            let next = done + [component]
            if !remaining.isEmpty || access(path(next), F_OK) == 0 {
                walk(next, remaining, &found)
            } else if errno == EACCES {
                found.refusedFolders.append(done)
            }
            return
        }
        for name in entries(of: done, &found) where fnmatch(component, name, FNM_PERIOD) == 0 {
            if isFolder(done, name, &found) != remaining.isEmpty {
                walk(done + [name], remaining, &found)
            }
        }
    }

    private func path(_ components: [String]) -> String {
        let joined = components.joined(separator: "/")
        return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
    }

    private func entries(of components: [String], _ found: inout Found) -> [String] {
        guard let folder = opendir(path(components)) else {
            if errno == EACCES { found.refusedFolders.append(components) }
            return []
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func isFolder(_ folder: [String], _ name: String, _ found: inout Found) -> Bool {
        var status = stat()
        guard stat(path(folder + [name]), &status) == 0 else {
            if errno == EACCES { found.refusedFolders.append(folder) }
            return false
        }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    /// Without `.` and `a/..`, so that a path reads as the user would write it.
    private func normalised(_ components: [String]) -> String {
        var parts: [String] = []
        for component in components where component != "." {
            if component == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if !(component == ".." && isAbsolute && parts.isEmpty) {
                parts.append(component)
            }
        }
        return shortened(path(parts))
    }

    /// Relative to the working folder where the path lies in it.
    private func shortened(_ path: String) -> String {
        guard path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        let folder = String(cString: here)
        return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }
}
