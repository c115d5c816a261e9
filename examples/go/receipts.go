package main

import (
	"time"

	"example.com/handler/customhandler"
)

type receipt struct {
	order
	ReceivedAt time.Time `json:"receivedAt"`
}

func receipts(invocation customhandler.InvokeRequest) (customhandler.InvokeResponse, error) {
	var placed order
	if err := invocation.Data["order"].Decode(&placed); err != nil {
		return customhandler.InvokeResponse{}, err
	}
	invocation.Log("writing the receipt of order " + placed.ID)
	return customhandler.InvokeResponse{ReturnValue: receipt{placed, time.Now().UTC()}}, nil
}
