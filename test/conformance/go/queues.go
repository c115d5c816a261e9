package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"sync"

	"example.com/handler/customhandler"
)

type (
	invocation = customhandler.InvokeRequest
	outcome    = customhandler.InvokeResponse
)

func blob(content []byte) (outcome, error) {
	return outcome{ReturnValue: customhandler.Blob(content)}, nil
}

func store(call invocation) (outcome, error) {
	return blob([]byte(call.Data["message"].Text()))
}

func pass(call invocation) (outcome, error) {
	message := call.Data["message"].Text()
	texts := []string{message}
	var list []json.RawMessage
	if json.Unmarshal([]byte(message), &list) == nil && list != nil {
		texts = texts[:0]
		for _, element := range list {
			texts = append(texts, textOf(element))
		}
	}
	return outcome{Outputs: map[string]any{"out": customhandler.Messages(texts...)}}, nil
}

func textOf(element json.RawMessage) string {
	var text *string
	if json.Unmarshal(element, &text) == nil && text != nil {
		return *text
	}
	return string(element)
}

func spelt(call invocation) (outcome, error) {
	content, err := hex.DecodeString(strings.TrimPrefix(call.Data["message"].Text(), "0x"))
	if err != nil {
		return outcome{}, err
	}
	return blob(content)
}

func copied(call invocation) (outcome, error) {
	content, err := call.Data["content"].Bytes()
	if err != nil {
		return outcome{}, err
	}
	return blob(content)
}

func read(call invocation) (outcome, error) {
	known := call.Data["known"]
	if known.IsNull() {
		return blob([]byte("nothing there"))
	}
	return blob([]byte(known.Text()))
}

func attempt(call invocation) (outcome, error) {
	var counts struct {
		DequeueCount  int  `json:"dequeueCount"`
		RetryCount    *int `json:"retryCount"`
		MaxRetryCount *int `json:"maxRetryCount"`
	}
	if err := call.Metadata["DequeueCount"].Decode(&counts.DequeueCount); err != nil {
		return outcome{}, err
	}
	if retry, found := call.Metadata["RetryContext"]; found {
		if err := retry.Decode(&counts); err != nil {
			return outcome{}, err
		}
	}
	return outcome{ReturnValue: counts}, nil
}

func say(call invocation) (outcome, error) {
	call.Log(call.Data["message"].Text())
	return outcome{}, nil
}

func fail(call invocation) (outcome, error) {
	return outcome{}, errors.New(call.Data["message"].Text())
}

var waiting struct {
	sync.Mutex
	all []chan struct{}
}

func meet(call invocation) (outcome, error) {
	wanted, err := strconv.Atoi(call.Data["message"].Text())
	if err != nil {
		return outcome{}, err
	}
	arrived := make(chan struct{})
	waiting.Lock()
	waiting.all = append(waiting.all, arrived)
	if len(waiting.all) == wanted {
		for _, other := range waiting.all {
			close(other)
		}
		waiting.all = nil
	}
	waiting.Unlock()
	<-arrived
	return outcome{}, nil
}

func tick(call invocation) (outcome, error) {
	var timer struct{ IsPastDue bool }
	if err := call.Data["timer"].Decode(&timer); err != nil {
		return outcome{}, err
	}
	call.Log("past due: " + strconv.FormatBool(timer.IsPastDue))
	return outcome{}, nil
}

func batch(call invocation) (outcome, error) {
	var events []struct {
		ID customhandler.Value `json:"id"`
	}
	if err := call.Data["events"].Decode(&events); err != nil {
		return outcome{}, err
	}
	ids := make([]string, len(events))
	for index, event := range events {
		ids[index] = event.ID.Text()
	}
	return blob([]byte(strings.Join(ids, ",")))
}
