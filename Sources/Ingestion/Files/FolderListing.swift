// Lists the names in a folder, all of them or none: a listing that breaks off is no list.
import Glibc

/// Lists folders.
struct FolderListing: Sendable {
    /// The names in a folder in no order, without `.` and `..`.
    ///
    /// Errors: the number of the system's error, also when it came in the midst of the listing.
    var names: @Sendable (_ path: String) throws(ListingProblem) -> [String]

    /// What the system says.
    static let system = FolderListing { (path) throws(ListingProblem) in
        guard let folder = opendir(path) else { throw ListingProblem(code: errno) }
        defer { closedir(folder) }
        return try names { () throws(ListingProblem) in
            errno = 0
            guard let entry = readdir(folder) else {
                if errno != 0 { throw ListingProblem(code: errno) }
                return nil
            }
            return withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
        }
    }

    /// All names that `next` gives until it gives none.
    static func names(_ next: () throws(ListingProblem) -> String?) throws(ListingProblem) -> [String] {
        var names: [String] = []
        while let name = try next() {
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

/// Why a folder could not be listed.
struct ListingProblem: Error, Hashable {
    /// The number of the system's error.
    var code: Int32

    var isRefusal: Bool { code == EACCES || code == EPERM }
}

/// A folder that may hold more files than were found.
struct UnlistedFolder: Hashable, Sendable {
    var path: String
    var problem: ListingProblem
}
