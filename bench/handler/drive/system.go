package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"unsafe"
)

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

// The time on a core of all threads that live, which is finer than the ticks of their times in stat.
func cpuMicroseconds(pid int) (float64, error) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil || len(threads) == 0 {
		return 0, fmt.Errorf("no process %d: %w", pid, err)
	}
	nanoseconds := 0
	for _, thread := range threads {
		// A thread may have ended since.
		text, err := os.ReadFile(thread)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return 0, err
		}
		onCore, err := strconv.Atoi(strings.Fields(string(text))[0])
		if err != nil {
			return 0, err
		}
		nanoseconds += onCore
	}
	return float64(nanoseconds) / 1000, nil
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
