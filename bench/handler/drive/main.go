// Drives a handler and measures it from outside: `drive start EXECUTABLE REQUEST` times one start,
// `drive load PORT PID CONNECTIONS REQUESTS REQUEST` the CPU of a load. REQUEST is a file with the bytes of one
// HTTP request. The handler has core 0, this program core 1. Prints one JSON object.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
)

const (
	handlerCore = 0
	ownCore     = 1
)

func main() {
	result, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	json.NewEncoder(os.Stdout).Encode(result)
}

func run(arguments []string) (any, error) {
	switch {
	case len(arguments) == 3 && arguments[0] == "start":
		request, err := os.ReadFile(arguments[2])
		if err != nil {
			return nil, err
		}
		return measureStart(arguments[1], request)
	case len(arguments) == 6 && arguments[0] == "load":
		numbers := [4]int{}
		for index, text := range arguments[1:5] {
			number, err := strconv.Atoi(text)
			if err != nil {
				return nil, err
			}
			numbers[index] = number
		}
		request, err := os.ReadFile(arguments[5])
		if err != nil {
			return nil, err
		}
		return measureLoad(load{numbers[0], numbers[1], numbers[2], numbers[3], request})
	}
	return nil, fmt.Errorf("usage: drive start EXECUTABLE REQUEST | drive load PORT PID CONNECTIONS REQUESTS REQUEST")
}
