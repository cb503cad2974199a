// Memory for tables that are read at random: on large pages, so that finding a page costs nothing.
import Glibc

enum LargeTable {
    private static let pageSize = 1 << 21

    /// Memory for so many elements, to be given back by `free`.
    ///
    /// A table of some megabytes lies on hundreds of pages; on a virtual machine finding one of them takes longer than the
    /// memory itself.
    static func allocate<Element>(_: Element.Type, count: Int) -> UnsafeMutablePointer<Element> {
        let bytes = max(1, count) * MemoryLayout<Element>.stride
        var start: UnsafeMutableRawPointer?
        if bytes >= pageSize / 2 {
            let whole = (bytes + pageSize - 1) / pageSize * pageSize
            if posix_memalign(&start, pageSize, whole) == 0 { madvise(start, whole, MADV_HUGEPAGE) }
        } else {
            start = malloc(bytes)
        }
        // Without memory for a table nothing can be read; the standard allocation says so.
        return start?.bindMemory(to: Element.self, capacity: count)
            ?? UnsafeMutablePointer<Element>.allocate(capacity: count)
    }
}
