// Linux calls that Swift's own C library module leaves out.
#pragma once
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Swaps two paths in one step; 0 when done, -1 with errno when not.
static inline int linux_exchange(const char *left, const char *right) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, left, AT_FDCWD, right, 2U /* RENAME_EXCHANGE */);
}
