# Runs programs in turn and takes the time, the processor time and the peak memory of each whole process.
import os, statistics, subprocess, sys, time
from dataclasses import dataclass, field


@dataclass
class Run:
    """One process, from its start to its end."""

    seconds: float
    processor_seconds: float
    memory_mib: float


@dataclass
class Program:
    """A command to be timed; `after` is called when a run is over, outside the timing."""

    name: str
    command: list
    after: callable = None
    runs: list = field(default_factory=list)

    def median(self, what):
        return statistics.median(getattr(run, what) for run in self.runs)

    def range(self, what):
        values = [getattr(run, what) for run in self.runs]
        return min(values), max(values)


def run(command):
    """Runs a command; anything but success ends the measurement."""
    begin = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: exit code {process.returncode}: {' '.join(map(str, command))}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(programs, rounds):
    """Runs each program once per round, one after the other, so that a slow minute meets all of them."""
    for number in range(rounds):
        print(f"bench: round {number + 1} of {rounds}: {', '.join(program.name for program in programs)}", flush=True)
        for program in programs:
            program.runs.append(run(program.command))
            if program.after:
                program.after()
    return programs
