package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

type load struct {
	port, pid, connections, requests int
	request                          []byte
}

type loadSample struct {
	// Microseconds of the handler's CPU for one request.
	CPU     float64 `json:"cpu"`
	Seconds float64 `json:"seconds"`
	Steal   float64 `json:"steal"`
}

// Any answer but 200, and any broken connection, ends it with an error.
func measureLoad(work load) (loadSample, error) {
	if err := pinAllThreads(ownCore); err != nil {
		return loadSample{}, err
	}
	machine, err := machineTimes()
	if err != nil {
		return loadSample{}, err
	}
	before, err := cpuMicroseconds(work.pid)
	if err != nil {
		return loadSample{}, err
	}
	begun := time.Now()
	if err := sendAll(work); err != nil {
		return loadSample{}, err
	}
	seconds := time.Since(begun).Seconds()
	after, err := cpuMicroseconds(work.pid)
	if err != nil {
		return loadSample{}, err
	}
	now, err := machineTimes()
	cpu := (after - before) / float64(work.requests)
	return loadSample{CPU: cpu, Seconds: seconds, Steal: machine.stealUntil(now)}, err
}

func sendAll(work load) error {
	var left atomic.Int64
	left.Store(int64(work.requests))
	var workers sync.WaitGroup
	failures := make(chan error, work.connections)
	for range work.connections {
		workers.Go(func() {
			if err := sendOver(work, &left); err != nil {
				failures <- err
			}
		})
	}
	workers.Wait()
	close(failures)
	return <-failures
}

// One kept-alive connection, with one request under way at a time.
func sendOver(work load, left *atomic.Int64) error {
	connection, err := net.Dial("tcp4", fmt.Sprintf("127.0.0.1:%d", work.port))
	if err != nil {
		return err
	}
	defer connection.Close()
	reader := bufio.NewReader(connection)
	for left.Add(-1) >= 0 {
		if _, err := connection.Write(work.request); err != nil {
			return err
		}
		response, err := http.ReadResponse(reader, nil)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(response.Body)
		if err != nil {
			return err
		}
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("answered %s: %s", response.Status, body)
		}
	}
	return nil
}
