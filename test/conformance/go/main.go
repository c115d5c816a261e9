// The conformance app (see ../README.md) on the protocol of examples/go.
package main

import (
	"log"
	"net/http"

	"example.com/handler/customhandler"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/hello", hello)
	mux.HandleFunc("POST /api/hello", hello)
	mux.HandleFunc("/api/mirror/{status}", mirror)
	for name, function := range map[string]customhandler.Function{
		"echo": echo, "store": store, "pass": pass, "bytes": spelt, "copy": copied, "read": read,
		"attempt": attempt, "say": say, "fail": fail, "meet": meet, "tick": tick, "batch": batch,
	} {
		customhandler.Handle(mux, name, function)
	}
	log.Fatal(customhandler.ListenAndServe(mux))
}
