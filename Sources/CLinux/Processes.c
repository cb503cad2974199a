// Runs another program to its end, or to the end of its time.
#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>

static double steady_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/// Starts the program with its output in a file, in a group of processes of its own, so that all it starts can be ended with it.
static int start(char *const arguments[], const char *log, pid_t *child) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    int code = posix_spawn_file_actions_init(&files);
    if (code != 0) return code;
    code = posix_spawnattr_init(&attributes);
    if (code != 0) {
        posix_spawn_file_actions_destroy(&files);
        return code;
    }
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    // What this process ignores, its child would ignore too.
    sigaddset(&usual, SIGXFSZ);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGCHLD);
    (void)posix_spawnattr_setsigmask(&attributes, &none);
    (void)posix_spawnattr_setsigdefault(&attributes, &usual);
    (void)posix_spawnattr_setpgroup(&attributes, 0);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    code = posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    if (code == 0) code = posix_spawn_file_actions_addopen(&files, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (code == 0) code = posix_spawn_file_actions_adddup2(&files, 1, 2);
    if (code == 0) code = posix_spawn(child, arguments[0], &files, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return code;
}

int linux_run_program(char *const arguments[], const char *log, double seconds, int *code) {
    pid_t child;
    int problem = start(arguments, log, &child);
    if (problem != 0) return errno = problem, -1;
    double end = steady_seconds() + seconds;
    for (;;) {
        int status = 0;
        pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child || (ended < 0 && errno != EINTR)) {
            // Where nobody may wait for children, what it left tells how it ended.
            *code = ended < 0 ? 0 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            (void)kill(-child, SIGKILL);
            return 0;
        }
        if (steady_seconds() >= end) {
            (void)kill(-child, SIGKILL);
            while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
            return 1;
        }
        struct timespec moment = {.tv_nsec = 5000000};
        (void)nanosleep(&moment, NULL);
    }
}
