// Finds the files a pattern means, in an order that depends on their names alone.
import Glibc

/// A path that may hold `*`, `?`, `[…]`, and `**` for any number of folders.
struct FilePattern {
    private let components: [String]
    private let isAbsolute: Bool
    private let listing: FolderListing

    /// - Parameter folder: where a relative pattern begins.
    init(_ pattern: String, folder: String, listing: FolderListing = .system) {
        self.listing = listing
        // The folder's own name is no pattern.
        let base =
            folder.contains(where: { "*?[".contains($0) })
            ? folder.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined() : folder
        let full = pattern.hasPrefix("/") || folder.isEmpty ? pattern : base + "/" + pattern
        isAbsolute = full.hasPrefix("/")
        components = full.split(separator: "/").map(String.init)
    }

    /// What was found: paths of files, and the folders that may hold more but could not be looked into, or not to their end.
    struct Matches {
        var paths: [String] = []
        var unlisted: [UnlistedFolder] = []
    }

    /// The paths that exist (or the path itself when the pattern holds no wild card), sorted by their bytes.
    ///
    /// Hidden files match only a pattern that begins with a point. `**` follows links, but not back to a folder it is in.
    func matches() -> Matches {
        guard components.contains(where: isWild) else { return Matches(paths: [normalised(components)]) }
        var found = Found()
        walk([], components[...], &found)
        let unlisted = Set(found.unlisted.map { UnlistedFolder(path: normalised($0.folder), problem: $0.problem) })
        return Matches(
            paths: sorted(found.paths),
            unlisted: unlisted.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) })
    }

    /// Whether there is nothing at a path; what cannot be looked at may be there.
    static func isAbsent(_ path: String) -> Bool {
        access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)
    }

    /// Both as components of paths.
    private struct Found {
        var paths: [[String]] = []
        var unlisted: [(folder: [String], problem: ListingProblem)] = []

        mutating func note(_ folder: [String], _ code: Int32) { unlisted.append((folder, ListingProblem(code: code))) }
    }

    private func sorted(_ paths: [[String]]) -> [String] {
        Array(Set(paths.map(normalised))).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func isWild(_ component: String) -> Bool { component.contains { "*?[".contains($0) } }

    /// - Parameter around: the folders that a `**` is in, from where it began.
    private func walk(
        _ done: [String], _ rest: ArraySlice<String>, _ found: inout Found, around: [FolderIdentity] = []
    ) {
        guard let component = rest.first else {
            found.paths.append(done)
            return
        }
        let remaining = rest.dropFirst()
        if component == "**" {
            walk(done, remaining, &found)
            let own = FolderIdentity(path: path(done))
            if let own, around.contains(own) { return }
            let around = around + [own].compactMap { $0 }
            for name in entries(of: done, &found) where !name.hasPrefix(".") && isFolder(done, name, &found) {
                // A link back to a folder around it leads in a circle.
                if let inner = FolderIdentity(path: path(done + [name])), around.contains(inner) { continue }
                walk(done + [name], rest, &found, around: around)
            }
            return
        }
        guard isWild(component) else {
            let next = done + [component]
            if !remaining.isEmpty || access(path(next), F_OK) == 0 {
                walk(next, remaining, &found)
            } else if errno != ENOENT, errno != ENOTDIR {
                found.note(done, errno)
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
        do throws(ListingProblem) {
            return try listing.names(path(components)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            // A folder that is not there, or no folder, holds nothing.
            if error.code != ENOENT, error.code != ENOTDIR { found.note(components, error.code) }
            return []
        }
    }

    private func isFolder(_ folder: [String], _ name: String, _ found: inout Found) -> Bool {
        var status = stat()
        guard stat(path(folder + [name]), &status) == 0 else {
            // A link that leads nowhere is taken for a file, and told when it is opened.
            if errno != ENOENT, errno != ENOTDIR, errno != ELOOP { found.note(folder, errno) }
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

/// What a folder is, by whatever path it is reached.
private struct FolderIdentity: Hashable {
    private let device: UInt64
    private let inode: UInt64

    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}
