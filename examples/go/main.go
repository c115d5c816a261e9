// Functions in Go: an HTTP function that gets the request itself, and three that get an envelope.
package main

import (
	"log"
	"net/http"

	"example.com/handler/customhandler"
)

func main() {
	mux := http.NewServeMux()
	// An HTTP function with no other binding is forwarded, with its public path.
	mux.HandleFunc("/api/hello", hello)
	customhandler.Handle(mux, "orders", orders)
	customhandler.Handle(mux, "receipts", receipts)
	customhandler.Handle(mux, "heartbeat", heartbeat)
	log.Fatal(customhandler.ListenAndServe(mux))
}
