package main

import "example.com/handler/customhandler"

type timer struct{ IsPastDue bool }

func heartbeat(invocation customhandler.InvokeRequest) (customhandler.InvokeResponse, error) {
	var tick timer
	if err := invocation.Data["timer"].Decode(&tick); err != nil {
		return customhandler.InvokeResponse{}, err
	}
	if tick.IsPastDue {
		invocation.Log("still here, a little late")
	} else {
		invocation.Log("still here")
	}
	return customhandler.InvokeResponse{}, nil
}
