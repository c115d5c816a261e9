package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"
)

type startSample struct {
	// From before the fork to the first 200.
	Microseconds int `json:"microseconds"`
	// Of the process from exec to exit.
	CPU   int     `json:"cpu"`
	Steal float64 `json:"steal"`
}

const startLimit = 10 * time.Second

// Everything happens on one thread: it forks on the handler's core and waits on the other.
func measureStart(executable string, request []byte) (startSample, error) {
	runtime.LockOSThread()
	port, err := freePort()
	if err != nil {
		return startSample{}, err
	}
	machine, err := machineTimes()
	if err != nil {
		return startSample{}, err
	}
	if err := pin(0, handlerCore); err != nil {
		return startSample{}, err
	}
	begun := time.Now()
	pid, err := spawn(executable, port)
	if err != nil {
		return startSample{}, err
	}
	if err := pin(0, ownCore); err != nil {
		return startSample{}, err
	}
	answered := awaitAnswer(port, request, begun.Add(startLimit))
	sample := startSample{Microseconds: int(time.Since(begun).Microseconds())}
	// As the host ends it (contract 4.7).
	syscall.Kill(pid, syscall.SIGKILL)
	var usage syscall.Rusage
	if _, err := syscall.Wait4(pid, nil, 0, &usage); err != nil {
		return sample, err
	}
	sample.CPU = int((usage.Utime.Nano() + usage.Stime.Nano()) / 1000)
	now, err := machineTimes()
	sample.Steal = machine.stealUntil(now)
	if answered != nil {
		err = fmt.Errorf("%s: %w", executable, answered)
	}
	return sample, err
}

func spawn(executable string, port int) (int, error) {
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	defer null.Close()
	return syscall.ForkExec(executable, []string{executable}, &syscall.ProcAttr{
		// Nothing of the caller's: one variable can triple the start of a runtime.
		Env:   []string{"PATH=/usr/bin:/bin", "HOME=/tmp", "LANG=C.UTF-8", fmt.Sprintf("FUNCTIONS_CUSTOMHANDLER_PORT=%d", port)},
		Files: []uintptr{null.Fd(), null.Fd(), null.Fd()},
	})
}

func awaitAnswer(port int, request []byte, deadline time.Time) error {
	address := &syscall.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}}
	pause := syscall.Timespec{Nsec: 50_000}
	for time.Now().Before(deadline) {
		socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
		if err != nil {
			return err
		}
		if syscall.Connect(socket, address) == nil {
			defer syscall.Close(socket)
			return exchange(socket, request)
		}
		syscall.Close(socket)
		syscall.Nanosleep(&pause, nil)
	}
	return fmt.Errorf("nothing listened within %v", startLimit)
}

func exchange(socket int, request []byte) error {
	limit := syscall.NsecToTimeval(startLimit.Nanoseconds())
	if err := syscall.SetsockoptTimeval(socket, syscall.SOL_SOCKET, syscall.SO_RCVTIMEO, &limit); err != nil {
		return err
	}
	if _, err := syscall.Write(socket, request); err != nil {
		return err
	}
	answer := make([]byte, 4096)
	length, err := syscall.Read(socket, answer)
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(answer[:length], []byte("HTTP/1.1 200")) {
		return fmt.Errorf("the first answer was %q", answer[:length])
	}
	return nil
}

func freePort() (int, error) {
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, err
	}
	defer syscall.Close(socket)
	if err := syscall.Bind(socket, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		return 0, err
	}
	name, err := syscall.Getsockname(socket)
	if err != nil {
		return 0, err
	}
	bound, ok := name.(*syscall.SockaddrInet4)
	if !ok {
		return 0, fmt.Errorf("the socket has no IPv4 address")
	}
	return bound.Port, nil
}
