// The reference: the same two functions as ../../app, as one writes them in Go with the standard library.
package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
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

type invocation struct {
	// The library names the trigger by a hash.
	Data     map[string]string
	Metadata struct {
		ID           string `json:"id"`
		DequeueCount string
		Sys          struct{ MethodName string } `json:"sys"`
	}
}

type answer struct {
	Outputs     map[string]any
	Logs        []string
	ReturnValue any
}

func main() {
	http.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ready\n")) })
	http.HandleFunc("GET /api/hello", hello)
	http.HandleFunc("POST /receipts", receipts)
	if err := http.ListenAndServe("127.0.0.1:"+os.Getenv("FUNCTIONS_CUSTOMHANDLER_PORT"), nil); err != nil {
		panic(err)
	}
}

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	if name == "" {
		name = "World"
	}
	reply(w, map[string]string{"message": "Hello, " + name + "!"})
}

// The host encodes a queue message twice (contract 5.2), and this message is JSON itself.
func receipts(w http.ResponseWriter, r *http.Request) {
	var call invocation
	var message string
	var placed order
	err := json.NewDecoder(r.Body).Decode(&call)
	for _, data := range call.Data {
		err = errors.Join(err, json.Unmarshal([]byte(data), &message), json.Unmarshal([]byte(message), &placed))
	}
	if err != nil {
		http.Error(w, "not an invocation", http.StatusBadRequest)
		return
	}
	items := 0
	for _, line := range placed.Lines {
		items += line.Quantity
	}
	text, err := json.Marshal(receipt{placed.ID, items})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	reply(w, answer{map[string]any{}, []string{}, string(text)})
}

func reply(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(value)
}
