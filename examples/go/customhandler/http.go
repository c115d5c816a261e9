package customhandler

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
)

// HTTPRequest is the value of an httpTrigger whose function has more bindings than the trigger and its answer. One that
// has no more gets the request itself.
type HTTPRequest struct {
	URL     string `json:"Url"`
	Method  string
	Headers map[string][]string
	Params  map[string]string
	Body    string
}

// HTTPRequest reads the value of an httpTrigger.
func (v Value) HTTPRequest() (HTTPRequest, error) {
	var request HTTPRequest
	err := json.Unmarshal(v, &request)
	return request, err
}

// Header is a header by its name in any case, several values as one.
func (r HTTPRequest) Header(name string) (value string, found bool) {
	for key, values := range r.Headers {
		if strings.EqualFold(key, name) {
			return strings.Join(values, ", "), true
		}
	}
	return "", false
}

// Path is the path of the URL, without its query.
func (r HTTPRequest) Path() string {
	parsed, err := url.Parse(r.URL)
	if err != nil {
		return ""
	}
	return parsed.Path
}

// Query is the query of the URL.
func (r HTTPRequest) Query() url.Values {
	parsed, err := url.Parse(r.URL)
	if err != nil {
		return nil
	}
	return parsed.Query()
}

// Content is the body: the host sends binary types as base64.
func (r HTTPRequest) Content() ([]byte, error) {
	contentType, _ := r.Header("Content-Type")
	kind := strings.ToLower(contentType)
	if strings.HasPrefix(kind, "application/octet-stream") || strings.HasPrefix(kind, "multipart/") {
		return base64.StdEncoding.DecodeString(r.Body)
	}
	return []byte(r.Body), nil
}

// HTTPResponse is the value of an http output.
type HTTPResponse struct {
	StatusCode int               `json:"statusCode"`
	Headers    map[string]string `json:"headers,omitempty"`
	Body       string            `json:"body,omitempty"`
}

// JSON answers with a value as JSON.
func JSON(status int, value any) (HTTPResponse, error) {
	text, err := json.Marshal(value)
	headers := map[string]string{"Content-Type": "application/json"}
	return HTTPResponse{status, headers, string(text)}, err
}
