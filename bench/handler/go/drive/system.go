package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"unsafe"
)

// Linux counts a process's time in hundredths of a second.
const microsecondsPerTick = 10_000

// Thread 0 is the calling one.
func pin(thread, core int) error {
	mask := [16]uint64{uint64(1) << core}
	_, _, code := syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY, uintptr(thread), unsafe.Sizeof(mask), uintptr(unsafe.Pointer(&mask)))
	if code != 0 {
		return fmt.Errorf("cannot pin to core %d: %w", core, code)
	}
	return nil
}

// Threads that come later inherit it.
func pinAllThreads(core int) error {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return err
	}
	for _, thread := range threads {
		id, err := strconv.Atoi(thread.Name())
		if err != nil {
			return err
		}
		if err := pin(id, core); err != nil {
			return err
		}
	}
	return nil
}

// User and system time of all threads, those that ended included.
func cpuMicroseconds(pid int) (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	// The second field is the name in brackets, which may hold spaces.
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return (user + system) * microsecondsPerTick, err
}

type times struct{ steal, all int }

// What the whole machine did since it started.
func machineTimes() (times, error) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return times{}, err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	sum := times{}
	for index, field := range strings.Fields(line)[1:9] {
		value, err := strconv.Atoi(field)
		if err != nil {
			return times{}, err
		}
		sum.all += value
		if index == 7 {
			sum.steal = value
		}
	}
	return sum, nil
}

// The share of the machine's time that its neighbours took.
func (before times) stealUntil(after times) float64 {
	return float64(after.steal-before.steal) / float64(max(1, after.all-before.all))
}
