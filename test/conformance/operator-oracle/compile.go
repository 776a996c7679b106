package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/yaml"
)

// compile does from files what the operator does from the API server: it reads a folder of YAML with one Prometheus and its objects,
// selects, generates, and writes the configuration. It says how many milliseconds the reading took and how many the rest.
func compile(folder, out string) error {
	start := time.Now()
	q := question{EndpointSlices: true}
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := q.read(file); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	read := time.Since(start)
	var a answer
	if err := q.answer(&a); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "prometheus.yaml"), []byte(a.Config), 0o644); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"read": read.Milliseconds(), "generate": (time.Since(start) - read).Milliseconds(), "rejected": len(a.Rejected),
	})
}

// read adds the objects of a file.
func (q *question) read(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	documents := yaml.NewYAMLReader(bufio.NewReader(file))
	for {
		text, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		object, err := yaml.ToJSON(text)
		if err != nil {
			return err
		}
		var kind metav1.TypeMeta
		if err := json.Unmarshal(object, &kind); err != nil {
			return err
		}
		if strings.HasPrefix(kind.Kind, "Prometheus") && kind.Kind != "PrometheusRule" {
			q.Prometheus = object
		} else {
			q.Objects = append(q.Objects, object)
		}
	}
}
