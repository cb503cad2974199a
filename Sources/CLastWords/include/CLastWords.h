// The end of a process to which memory is refused: a sentence and a code in place of a crash.
#pragma once

/// Has the process end with a sentence and a status when a signal ends it while its address space is used up: Swift's allocation raises one
/// when memory is refused.
///
/// While less than `nearly_all` bytes of the address space are used, a signal ends the process as always. The sentence is copied, up to 1,023 bytes.
void last_words_when_memory_ends(const char *sentence, int status, unsigned long nearly_all);
