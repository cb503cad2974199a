// How much memory the machine or its container has, and how much this process holds.

import Foundation
import Synchronization

/// The memory of the machine.
package enum MachineMemory {
    /// What the machine has, or the container that the process runs in, or what the process may take at all (`ulimit -v`) when that is
    /// less; nil when none of them tells.
    package static var bytes: Int? {
        let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        let container = containerLimit { path in
            FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        }
        let known = [machine > 0 ? machine : nil, container, addressSpace].compactMap(\.self)
        return known.min()
    }

    /// How large the process's address space may become; nil for no limit.
    package static var addressSpace: Int? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < 1 << 60 else {
            return nil
        }
        return Int(limit.rlim_cur)
    }

    /// The least limit of the control groups that the process is in; nil when there is none.
    ///
    /// - Parameter contents: the text of a file; nil when it cannot be read.
    package static func containerLimit(contents: (String) -> String?) -> Int? {
        var files = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
        for line in (contents("/proc/self/cgroup") ?? "").split(separator: "\n") {
            // `0::/user.slice/a` of the second version, `4:memory:/docker/a` of the first.
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let isSecond = parts[1].isEmpty
            guard isSecond || parts[1].split(separator: ",").contains("memory") else { continue }
            var folder = isSecond ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
            for name in parts[2].split(separator: "/") {
                folder += "/" + name
                files.append(folder + (isSecond ? "/memory.max" : "/memory.limit_in_bytes"))
            }
        }
        // A group without limit says `max`, or a number beyond all machines.
        let limits = files.compactMap { file in
            contents(file).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        return limits.filter { $0 > 0 && $0 < 1 << 60 }.min()
    }
}

/// The memory of this process.
package final class ProcessMemory: Sendable {
    private let statistics = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    private let pageSize = sysconf(Int32(_SC_PAGESIZE))
    private let asked = Atomic<Int>(0)
    private let lastSeen = Atomic<Int>(0)
    private static let asksPerLook = 16
    /// Where the address space is limited, it is what counts: all that was ever asked for, touched or not.
    private let countsAddresses = MachineMemory.addressSpace != nil

    package init() {}

    deinit { if statistics >= 0 { close(statistics) } }

    /// What the process held a moment ago: every sixteenth time it looks, and else tells what it saw last.
    ///
    /// For whoever asks once a chunk: a look is a call to the system, and sixteen chunks, packed, take a few megabytes.
    package var recentBytes: Int {
        guard asked.add(1, ordering: .relaxed).oldValue % Self.asksPerLook == 0 else {
            return lastSeen.load(ordering: .relaxed)
        }
        let bytes = residentBytes
        lastSeen.store(bytes, ordering: .relaxed)
        return bytes
    }

    /// What the process holds now, without pages of files; where its address space is limited, all of that. 0 where the machine does not
    /// tell.
    ///
    /// - Complexity: one call to the system.
    package var residentBytes: Int {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { bytes in
            // `size resident shared …`, in pages.
            let count = pread(statistics, bytes.baseAddress, bytes.count, 0)
            guard count > 0 else { return 0 }
            var numbers = [0]
            for byte in bytes.prefix(count) {
                switch byte {
                case 0x30...0x39: numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
                default: numbers.append(0)
                }
            }
            guard numbers.count > 2 else { return 0 }
            return (countsAddresses ? numbers[0] : max(0, numbers[1] - numbers[2])) * pageSize
        }
    }
}
