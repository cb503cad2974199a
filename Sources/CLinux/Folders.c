// Steps on folders that take several calls to the system, or one that Swift does not know.
#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>

int linux_rename_new(const char *from, const char *to) {
    if (syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1U /* RENAME_NOREPLACE */) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return -1;
    struct stat facts;
    if (lstat(to, &facts) == 0) return errno = EEXIST, -1;
    return rename(from, to);
}

int linux_replace_folder(const char *target, const char *aside, const char *fresh) {
    // Who started this process may have it ignore the end of its children, which then leave no status behind.
    struct sigaction before, waiting = {.sa_handler = SIG_DFL};
    int was_set = sigaction(SIGCHLD, &waiting, &before) == 0;
    pid_t helper = fork();
    if (helper == 0) {
        setsid();
        sigset_t all;
        sigfillset(&all);
        sigprocmask(SIG_BLOCK, &all, NULL);
        if (rename(target, aside) != 0) _exit(errno);
        if (rename(fresh, target) == 0) _exit(0);
        int code = errno;
        (void)(rename(aside, target) == 0);
        _exit(code);
    }
    int status = 0;
    pid_t ended = -1;
    if (helper > 0) {
        do ended = waitpid(helper, &status, 0);
        while (ended < 0 && errno == EINTR);
    }
    if (was_set) (void)sigaction(SIGCHLD, &before, NULL);
    if (ended > 0) {
        if (WIFEXITED(status)) {
            errno = WEXITSTATUS(status);
            return errno == 0 ? 0 : -1;
        }
    }
    // Nobody helped, or not to the end.
    if (access(aside, F_OK) != 0 && rename(target, aside) != 0) return -1;
    if (access(target, F_OK) == 0 || rename(fresh, target) == 0) return 0;
    int code = errno;
    (void)(rename(aside, target) == 0);
    return errno = code, -1;
}

int linux_is_mount_point(const char *path) {
#ifdef STATX_ATTR_MOUNT_ROOT
    struct statx facts;
    if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, 0, &facts) == 0 && (facts.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT))
        return (facts.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#endif
    struct stat here, above;
    char parent[4096 + 4];
    if (strlen(path) > 4096) return 0;
    (void)snprintf(parent, sizeof parent, "%s/..", path);
    return lstat(path, &here) == 0 && S_ISDIR(here.st_mode) && stat(parent, &above) == 0 && here.st_dev != above.st_dev;
}

void linux_copy_rights(const char *from, const char *to) {
    struct stat facts;
    if (stat(from, &facts) != 0) return;
    if (chown(to, facts.st_uid, facts.st_gid) != 0 && chown(to, (uid_t)-1, facts.st_gid) != 0) errno = 0;
    (void)chmod(to, facts.st_mode & 07777);
    char names[4096], value[4096];
    ssize_t length = listxattr(from, names, sizeof names);
    for (ssize_t place = 0; place < length; place += (ssize_t)strlen(names + place) + 1) {
        const char *name = names + place;
        if (strncmp(name, "system.posix_acl_", 17) != 0 && strncmp(name, "user.", 5) != 0) continue;
        ssize_t size = getxattr(from, name, value, sizeof value);
        if (size >= 0) (void)setxattr(to, name, value, (size_t)size, 0);
    }
}

static char removed_path[4200];

static void remove_and_end(int number) {
    if (removed_path[0] != 0) unlink(removed_path);
    signal(number, SIG_DFL);
    raise(number);
}

void linux_remove_when_interrupted(const char *path) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    removed_path[0] = 0;
    if (path == NULL || strlen(path) >= sizeof removed_path) return;
    // The first sign comes last: until then there is nothing to remove.
    memcpy(removed_path + 1, path + 1, strlen(path));
    removed_path[0] = path[0];
    sigset_t handled;
    sigemptyset(&handled);
    for (size_t place = 0; place < sizeof numbers / sizeof *numbers; place++) {
        struct sigaction before, after = {.sa_handler = remove_and_end, .sa_flags = SA_RESETHAND};
        // Who ignores a signal, such as nohup, or handles it, keeps to that.
        if (sigaction(numbers[place], NULL, &before) != 0 || before.sa_handler != SIG_DFL) continue;
        sigaction(numbers[place], &after, NULL);
        sigaddset(&handled, numbers[place]);
    }
    // Whoever started this process may have held these signals back from a thread of its own.
    sigprocmask(SIG_UNBLOCK, &handled, NULL);
}

void linux_raise_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}
