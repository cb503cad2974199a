// Amounts of memory are read as people write them, and the machine's is that of its container.

import Diagnostics
import Stages
import Tabular
import Testing

@testable import Pipelines

struct MemoryTests {
    @Test(arguments: [
        ("512M", 512 << 20), ("2G", 2 << 30), ("1.5GiB", 3 << 29), ("1gib", 1 << 30), ("300 MB", 300_000_000),
        ("64k", 64 << 10), ("1T", 1 << 40), ("1024B", 1024), ("50%", 4 << 30), ("12.5%", 1 << 30), ("100%", 8 << 30),
    ])
    func `a size of memory is read`(text: String, bytes: Int) {
        #expect(MemorySize.bytes(of: text, machine: 8 << 30) == bytes)
    }

    @Test(arguments: [
        "", "512", "M", "-1G", "0", "0G", "1X", "1GBB", "1.5.2G", "101%", "0%", "1e3M", "half", "99999999999999T", "１G",
        " 1G",
    ])
    func `anything else is no size of memory`(text: String) {
        #expect(MemorySize.bytes(of: text, machine: 8 << 30) == nil)
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1 KiB"), (1 << 20, "1 MiB"), (3 << 29, "1.5 GiB"), (100 << 20, "100 MiB"),
        (1_019_000_000, "972 MiB"), (1_048_000_000, "999 MiB"), (1 << 30, "1 GiB"), (10_650_000_000, "9.9 GiB"),
        (10_700_000_000, "10 GiB"),
    ])
    func `a size of memory is told to two digits or more`(bytes: Int, text: String) {
        #expect(ByteCount.text(of: bytes) == text)
    }

    private static let containers: [([String: String], Int?)] = [
        ([:], nil),
        (["/proc/self/cgroup": "0::/", "/sys/fs/cgroup/memory.max": "max\n"], nil),
        (["/proc/self/cgroup": "0::/", "/sys/fs/cgroup/memory.max": "2147483648\n"], 2 << 30),
        (
            [
                "/proc/self/cgroup": "0::/user.slice/a.service\n",
                "/sys/fs/cgroup/user.slice/memory.max": "1073741824\n",
                "/sys/fs/cgroup/user.slice/a.service/memory.max": "max\n",
            ], 1 << 30
        ),
        (
            [
                "/proc/self/cgroup": "5:cpu,cpuacct:/a\n4:memory:/docker/a:b\n",
                "/sys/fs/cgroup/memory/docker/a:b/memory.limit_in_bytes": "536870912\n",
                "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
            ], 512 << 20
        ),
    ]

    @Test(arguments: containers) func `the least limit of the control groups counts`(
        files: [String: String], limit: Int?
    ) {
        #expect(MachineMemory.containerLimit { files[$0] } == limit)
    }

    @Test func `the machine tells its memory, and the process what it holds`() {
        #expect((MachineMemory.bytes ?? 0) > 1 << 20)
        let memory = ProcessMemory()
        let before = memory.residentBytes
        #expect(before > 1 << 20)
        let ballast = [UInt64](repeating: 7, count: 8 << 20)
        #expect(memory.residentBytes > before + (48 << 20))
        #expect(
            (0..<16).contains { _ in memory.recentBytes > before + (48 << 20) }, "one of sixteen looks is a new one")
        #expect(ballast.reduce(0, &+) == 7 * 8 << 20)
    }

    @Test func `memory that is used up is told in both languages`() {
        let told = StagesDiagnostics.cannotKeepRows(.memory(held: 15 << 29, machine: 8 << 30))
        #expect(
            told.message.english
                == "memory is used up: the run holds 7.5 GiB of the machine's 8 GiB, though its rows are in a temporary file"
        )
        #expect(told.message.chinese == "内存已耗尽：行数据虽已暂存到临时文件，本次运行仍占用 7.5 GiB，而机器共有 8 GiB")
    }

    @Test func `what is said of memory is said in both languages`() {
        let kept = PipelinesDiagnostics.keptRowsInFile(bytes: 3 << 29, folder: "/var/tmp", limit: 2 << 30)
        #expect(
            kept.message.english
                == "up to 1.5 GiB of rows were kept in a temporary file in '/var/tmp', because the run is to hold at most "
                + "2 GiB of memory")
        #expect(kept.message.chinese == "最多有 1.5 GiB 的行数据暂存于 '/var/tmp' 的临时文件，因为本次运行的内存上限为 2 GiB")
        #expect(kept.severity == .note)
        let more = PipelinesDiagnostics.heldMoreMemory(bytes: 3 << 30, limit: 2 << 30)
        #expect(
            more.message.english
                == "the run held 3 GiB of memory at its peak, more than 2 GiB: distinct texts and groups stay there")
        #expect(more.message.chinese == "本次运行的内存峰值为 3 GiB，超过了 2 GiB：不同的文本和分组须留在内存中")
    }
}
