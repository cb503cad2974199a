// Gives memory that was let go back to the system.
import CLinux

/// Memory that the program has let go but the allocator keeps, in case it is wanted again.
package enum FreedMemory {
    /// Gives whole free pages back.
    ///
    /// The allocator does so by itself only at the end of its memory. Where tables of small pieces are let go and large arrays
    /// follow, both would count.
    package static func giveBack() { linux_trim_heap() }
}
