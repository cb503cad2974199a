// Linux calls that Swift's own C library module leaves out.
#pragma once
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Swaps two paths in one step; 0 when done, -1 with errno when not.
static inline int linux_exchange(const char *left, const char *right) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, left, AT_FDCWD, right, 2U /* RENAME_EXCHANGE */);
}

/// Gives a path another name unless that name is taken; 0 when done, -1 with errno when not.
int linux_rename_new(const char *from, const char *to);

/// Puts a folder in the place of another that steps aside, for file systems that cannot swap them; 0 when done, -1 with errno when not.
///
/// Between both steps there is no folder in that place. So a process of its own takes them, out of reach of what ends this one.
int linux_replace_folder(const char *target, const char *aside, const char *fresh);

/// Whether a file system is mounted at a path: 1 or 0.
int linux_is_mount_point(const char *path);

/// Gives a folder the owner, the permissions and the access lists of another, as far as may be.
void linux_copy_rights(const char *from, const char *to);

/// Has a file removed when a signal such as that of Ctrl-C ends this process; a null pointer takes that back.
void linux_remove_when_interrupted(const char *path);

/// Runs another program, its output going into a file: 0 when it ended, with its code, 1 when its time was over and it was ended, -1 with errno
/// when it could not be started.
int linux_run_program(char *const arguments[], const char *log, double seconds, int *code);

/// Lets this process have as many files open as it may ask for.
void linux_raise_file_limit(void);

/// Asks for a part of a file to be carried to disk, without waiting; a request only, so that its failure does not matter.
///
/// A count of 0 means all up to the end.
static inline void linux_begin_writeback(int descriptor, long start, long count) {
#ifdef SYS_sync_file_range
    (void)syscall(SYS_sync_file_range, descriptor, start, count, 2U /* SYNC_FILE_RANGE_WRITE */);
#else
    (void)descriptor, (void)start, (void)count;
#endif
}

/// Gives a part of a file back to the file system, whose bytes then read as zero; where that cannot be done, nothing happens.
static inline void linux_punch_hole(int descriptor, long start, long count) {
    (void)syscall(SYS_fallocate, descriptor, 3 /* FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE */, start, count);
}

/// Whether files of a folder are kept in memory: 1, or 0 when they are not or the folder cannot be looked at.
static inline int linux_is_memory_folder(const char *path) {
    struct statfs facts;
    if (statfs(path, &facts) != 0) return 0;
    return facts.f_type == 0x01021994 /* tmpfs */ || facts.f_type == (long)0x858458f6 /* ramfs */;
}

/// A file without a name that lies in memory and is gone with its descriptor; -1 with errno when there can be none.
static inline int linux_memory_file(void) {
    return (int)syscall(SYS_memfd_create, "rapport", 1U /* MFD_CLOEXEC */);
}

/// Gives memory that was freed back to the machine, as far as the C library can.
static inline void linux_trim_heap(void) {
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}

/// Has the processor fetch a place that is soon written to; a hint that Swift has no word for.
static inline void linux_prefetch(const void *place) { __builtin_prefetch(place, 1); }
