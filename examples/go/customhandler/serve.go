package customhandler

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"regexp"
	"runtime/debug"
	"strings"
)

// Function answers one invocation.
type Function func(InvokeRequest) (InvokeResponse, error)

// Handle lets the host invoke a function; the name is that of the folder with its function.json.
func Handle(mux *http.ServeMux, name string, function Function) {
	mux.HandleFunc("POST /"+name, func(w http.ResponseWriter, r *http.Request) {
		invocation := InvokeRequest{ID: r.Header.Get("X-Azure-Functions-InvocationId")}
		if err := json.NewDecoder(r.Body).Decode(&invocation); err != nil {
			http.Error(w, "not an invocation: "+err.Error(), http.StatusBadRequest)
			return
		}
		answer, err := call(function, invocation)
		if err != nil {
			// The host drops the body of a failure, so the reason goes to stderr.
			fmt.Fprintf(os.Stderr, "[error] %s (%s): %s\n", name, invocation.ID, withoutWarn(oneLine(err.Error())))
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(answer); err != nil {
			log.Printf("%s (%s): the answer was not sent: %s", name, invocation.ID, oneLine(err.Error()))
		}
	})
}

// Log writes one line with the id of the invocation, which is one record of the host's log.
func (r InvokeRequest) Log(text string) {
	fmt.Printf("%s: %s\n", r.ID, oneLine(text))
}

// ListenAndServe answers the host at the port it gave, until it ends this process.
func ListenAndServe(mux *http.ServeMux) error {
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ready") })
	return http.ListenAndServe("127.0.0.1:"+os.Getenv("FUNCTIONS_CUSTOMHANDLER_PORT"), ignoringCase(mux))
}

// The host matches /api/… in any case and forwards the path as the client wrote it.
func ignoringCase(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lower := strings.ToLower(r.URL.Path)
		if _, pattern := mux.Handler(r); pattern == "" && strings.HasPrefix(lower, "/api/") {
			r.URL.Path, r.URL.RawPath = lower, ""
		}
		mux.ServeHTTP(w, r)
	})
}

func call(function Function, invocation InvokeRequest) (answer InvokeResponse, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v\n%s", reason, debug.Stack())
		}
	}()
	return function(invocation)
}

func oneLine(text string) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	return strings.Join(lines, " | ")
}

var warn = regexp.MustCompile(`(?i)(wa)(rn)`)

// The host takes a line of stderr with these letters for a warning: a word joiner, which nobody sees, keeps it an error.
func withoutWarn(text string) string {
	return warn.ReplaceAllString(text, "${1}\u2060${2}")
}
