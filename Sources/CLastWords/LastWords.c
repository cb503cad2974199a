// Ends the process in words when memory is refused to it; nothing here allocates, and only calls that a signal may interrupt are made.
#include "CLastWords.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static struct {
    char sentence[1024];
    int status;
    unsigned long nearly_all;
    unsigned long page_size;
} last_words;

/// The bytes of the process's address space; 0 when nobody tells.
static unsigned long address_space(void) {
    char text[64];
    int descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return 0;
    ssize_t count = read(descriptor, text, sizeof text);
    close(descriptor);
    unsigned long pages = 0;
    for (ssize_t place = 0; place < count && text[place] >= '0' && text[place] <= '9'; place++)
        pages = pages * 10 + (unsigned long)(text[place] - '0');
    return pages * last_words.page_size;
}

static void end(int number) {
    if (address_space() > last_words.nearly_all) {
        ssize_t written = write(STDERR_FILENO, last_words.sentence, strlen(last_words.sentence));
        (void)written;
        _exit(last_words.status);
    }
    signal(number, SIG_DFL);
    raise(number);
}

void last_words_when_memory_ends(const char *sentence, int status, unsigned long nearly_all) {
    strncpy(last_words.sentence, sentence, sizeof last_words.sentence - 1);
    last_words.status = status;
    last_words.nearly_all = nearly_all;
    last_words.page_size = (unsigned long)sysconf(_SC_PAGESIZE);
    const int signals[] = {SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS};
    for (unsigned long index = 0; index < sizeof signals / sizeof *signals; index++) {
        struct sigaction action = {.sa_handler = end};
        sigaction(signals[index], &action, 0);
    }
}
