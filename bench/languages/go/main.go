// The functions of ../../handler/app in Go, on the protocol of examples/go.
package main

import (
	"encoding/json"
	"log"
	"net/http"

	"example.com/handler/customhandler"
)

type order struct {
	ID    string `json:"id"`
	Lines []struct {
		Sku      string `json:"sku"`
		Name     string `json:"name"`
		Quantity int    `json:"quantity"`
	} `json:"lines"`
}

type receipt struct {
	ID    string `json:"id"`
	Items int    `json:"items"`
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/hello", hello)
	customhandler.Handle(mux, "receipts", receipts)
	log.Fatal(customhandler.ListenAndServe(mux))
}

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	if name == "" {
		name = "World"
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"message": "Hello, " + name + "!"})
}

func receipts(invocation customhandler.InvokeRequest) (customhandler.InvokeResponse, error) {
	var placed order
	if err := invocation.Data["order"].Decode(&placed); err != nil {
		return customhandler.InvokeResponse{}, err
	}
	items := 0
	for _, line := range placed.Lines {
		items += line.Quantity
	}
	return customhandler.InvokeResponse{ReturnValue: receipt{placed.ID, items}}, nil
}
