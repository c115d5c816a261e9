package main

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"example.com/handler/customhandler"
)

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	if name == "" {
		name = "World"
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"message": "Hello, " + name + "!"})
}

func mirror(w http.ResponseWriter, r *http.Request) {
	status, err := strconv.Atoi(r.PathValue("status"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	contentType := r.Header.Get("Content-Type")
	if contentType == "" {
		contentType = "text/plain"
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("X-Method", r.Method)
	w.Header().Set("X-Query", r.URL.Query().Get("q"))
	w.WriteHeader(status)
	w.Write(body)
}

type echoed struct {
	Method string  `json:"method"`
	Path   string  `json:"path"`
	Q      *string `json:"q"`
	ID     *string `json:"id"`
	Header *string `json:"header"`
	Body   string  `json:"body"`
}

func echo(invocation customhandler.InvokeRequest) (customhandler.InvokeResponse, error) {
	request, err := invocation.Data["req"].HTTPRequest()
	if err != nil {
		return customhandler.InvokeResponse{}, err
	}
	body, err := request.Content()
	if err != nil {
		return customhandler.InvokeResponse{}, err
	}
	outputs := map[string]any{"res": customhandler.HTTPResponse{StatusCode: http.StatusOK}}
	if _, quiet := request.Header("x-quiet"); !quiet {
		outputs["res"], err = answer(request, string(body))
		if len(body) > 0 {
			outputs["copy"] = customhandler.Messages(string(body))
		}
	}
	return customhandler.InvokeResponse{Outputs: outputs}, err
}

func answer(request customhandler.HTTPRequest, body string) (customhandler.HTTPResponse, error) {
	status := http.StatusOK
	if wanted, found := request.Header("x-status"); found {
		status, _ = strconv.Atoi(wanted)
	}
	seen := echoed{Method: request.Method, Path: request.Path(), Body: body}
	if query := request.Query(); query.Has("q") {
		seen.Q = new(query.Get("q"))
	}
	if id := request.Params["id"]; id != "" {
		seen.ID = &id
	}
	header, found := request.Header("x-echo")
	if found {
		seen.Header = &header
	}
	response, err := customhandler.JSON(status, seen)
	response.Headers["X-Seen"] = header
	return response, err
}
