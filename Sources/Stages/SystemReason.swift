// Says in both languages what an error number of the system means, so that a full disk is called a full disk.

import Diagnostics
import Foundation

/// The system's reasons in words.
package enum SystemReason {
    /// What stopped a call to the system.
    ///
    /// - Parameter code: an `errno`.
    package static func wording(_ code: Int32) -> Wording {
        switch code {
        case EACCES: Wording(en: "permission denied", zh: "没有权限")
        case EPERM: Wording(en: "the system does not permit it", zh: "系统不允许")
        case EROFS: Wording(en: "the file system is read-only", zh: "文件系统为只读")
        case ENOSPC: Wording(en: "no space is left on the disk", zh: "磁盘空间不足")
        case EDQUOT: Wording(en: "the disk quota is used up", zh: "磁盘配额已用完")
        case EFBIG:
            Wording(en: "the file would be larger than the limit (ulimit -f)", zh: "文件超过大小上限（ulimit -f）")
        case EMFILE:
            Wording(
                en: "too many files are open at once; the limit of this process is \(fileLimit) (ulimit -n)",
                zh: "同时打开的文件过多，本进程的上限为 \(fileLimit)（ulimit -n）")
        case ENFILE: Wording(en: "too many files are open on this machine", zh: "本机打开的文件过多")
        case EIO: Wording(en: "the disk reports an error (input/output error)", zh: "磁盘报告错误（输入/输出错误）")
        case ENOENT: Wording(en: "there is no such folder", zh: "目录不存在")
        case ENOTDIR: Wording(en: "a part of the path is no folder", zh: "路径中的一部分不是目录")
        case EISDIR: Wording(en: "it is a folder", zh: "这是一个目录")
        case EEXIST, ENOTEMPTY: Wording(en: "something of that name is already there", zh: "已有同名的文件或目录")
        case ENAMETOOLONG: Wording(en: "the name is too long", zh: "名称过长")
        case ELOOP: Wording(en: "the links lead in a circle, or to a link", zh: "链接成环，或指向另一链接")
        case EBUSY: Wording(en: "it is in use by the system, such as a mount point", zh: "正被系统占用，例如是挂载点")
        case EXDEV: Wording(en: "it lies on another file system", zh: "位于另一文件系统")
        case EPIPE: Wording(en: "nobody reads it any more", zh: "读取方已关闭")
        case ENOLCK, EOPNOTSUPP:
            Wording(en: "the file system does not support it", zh: "文件系统不支持此操作")
        default: Wording(String(cString: strerror(code)))
        }
    }

    /// How many files this process may have open.
    private static var fileLimit: String {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return "?" }
        return "\(limit.rlim_cur)"
    }
}
