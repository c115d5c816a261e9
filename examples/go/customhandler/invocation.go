// Package customhandler is the protocol between the Azure Functions host and this program: copy it into a handler of
// your own.
package customhandler

import (
	"encoding/base64"
	"encoding/json"
)

// InvokeRequest is what the host posts to /<function name> for every event.
type InvokeRequest struct {
	// By the names of the input bindings in function.json.
	Data map[string]Value
	// What the trigger knows besides, e.g. DequeueCount.
	Metadata map[string]Value
	// The id of the invocation, for log lines.
	ID string `json:"-"`
}

// InvokeResponse is what it takes back. Outputs go by the names of the output bindings, ReturnValue to $return.
type InvokeResponse struct {
	Outputs     map[string]any `json:",omitempty"`
	Logs        []string       `json:",omitempty"`
	ReturnValue any            `json:",omitempty"`
}

// Value is encoded by the host: objects as they are, everything else as text that holds JSON or base64.
type Value json.RawMessage

func (v *Value) UnmarshalJSON(text []byte) error {
	*v = append((*v)[:0], text...)
	return nil
}

// IsNull tells whether a binding had nothing, e.g. a blob that is not there.
func (v Value) IsNull() bool {
	text := v.unwrapped()
	return len(text) == 0 || string(text) == "null"
}

// Text is a text as it was before the host encoded it, or the JSON of something else.
func (v Value) Text() string {
	text := v.unwrapped()
	var decoded string
	if json.Unmarshal(text, &decoded) == nil {
		return decoded
	}
	return string(text)
}

// Decode reads JSON of one, two or three encodings: a message that is JSON has two, a batch one or two.
func (v Value) Decode(into any) error {
	return decode(v, into)
}

// The innermost first: most values are texts that hold JSON, and a try that fails costs as much as one that does not.
func decode(text []byte, into any) error {
	var inner string
	if len(text) > 0 && text[0] == '"' && json.Unmarshal(text, &inner) == nil && decode([]byte(inner), into) == nil {
		return nil
	}
	return json.Unmarshal(text, into)
}

// Bytes are the content of a binding that is binary: the host sends base64.
func (v Value) Bytes() ([]byte, error) {
	var text string
	if err := json.Unmarshal(v, &text); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(text)
}

// The host's own encoding of everything but an object: a text that holds JSON.
func (v Value) unwrapped() []byte {
	var text string
	if json.Unmarshal(v, &text) == nil {
		return []byte(text)
	}
	return v
}
