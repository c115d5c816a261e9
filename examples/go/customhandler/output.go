package customhandler

import "encoding/base64"

// Blob is a value for a blob output, byte for byte. As plain text, "test" would be taken for base64 and decoded.
func Blob(content []byte) string {
	return base64.StdEncoding.EncodeToString(content)
}

// Messages is a value for a queue output: one message for each text, as it is. A lone one goes as bytes, because the host
// rewrites a text that is nothing but a date.
func Messages(texts ...string) any {
	if len(texts) == 1 {
		return Blob([]byte(texts[0]))
	}
	return texts
}
