package main

import (
	"crypto/rand"
	"encoding/json"

	"example.com/handler/customhandler"
)

type order struct {
	ID       string `json:"id"`
	Item     string `json:"item"`
	Quantity int    `json:"quantity"`
}

type problem struct {
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

// It writes to a queue besides its answer, so the host sends an envelope instead of the request.
func orders(invocation customhandler.InvokeRequest) (customhandler.InvokeResponse, error) {
	request, err := invocation.Data["req"].HTTPRequest()
	if err != nil {
		return customhandler.InvokeResponse{}, err
	}
	placed, wrong := parseOrder(request.Body)
	if wrong != nil {
		return answer(400, wrong, nil)
	}
	placed.ID = rand.Text()
	message, err := json.Marshal(placed)
	if err != nil {
		return customhandler.InvokeResponse{}, err
	}
	invocation.Log("accepted order " + placed.ID)
	return answer(202, map[string]string{"id": placed.ID}, customhandler.Messages(string(message)))
}

func parseOrder(body string) (order, *problem) {
	var placed order
	if err := json.Unmarshal([]byte(body), &placed); err != nil {
		return placed, &problem{"body", "must be a JSON object with item and quantity: " + err.Error()}
	}
	if placed.Item == "" {
		return placed, &problem{"item", "must be a non-empty string"}
	}
	if placed.Quantity < 1 {
		return placed, &problem{"quantity", "must be a positive integer"}
	}
	return placed, nil
}

func answer(status int, body any, messages any) (customhandler.InvokeResponse, error) {
	response, err := customhandler.JSON(status, body)
	outputs := map[string]any{"res": response}
	if messages != nil {
		outputs["order"] = messages
	}
	return customhandler.InvokeResponse{Outputs: outputs}, err
}
