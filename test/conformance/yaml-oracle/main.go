// Reads YAML and JSON as kubectl does: takes JSON strings, each the text of a file, and writes for each the objects that
// k8s.io/apimachinery decodes from it, or why it refuses the file.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type verdict struct {
	Documents []json.RawMessage `json:"documents"`
	Error     string            `json:"error,omitempty"`
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	dec := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for {
		var text string
		if dec.Decode(&text) != nil {
			return
		}
		enc.Encode(read(text))
		out.Flush()
	}
}

// As k8s.io/cli-runtime/pkg/resource (StreamVisitor) reads a file.
func read(text string) (result verdict) {
	result.Documents = []json.RawMessage{}
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	for {
		ext := runtime.RawExtension{}
		if err := decoder.Decode(&ext); err != nil {
			if !errors.Is(err, io.EOF) {
				result.Error = err.Error()
			}
			return result
		}
		raw := strings.TrimSpace(string(ext.Raw))
		if raw != "" && raw != "null" {
			result.Documents = append(result.Documents, json.RawMessage(raw))
		}
	}
}
