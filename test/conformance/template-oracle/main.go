// Judges templates of alerts as Prometheus does: reads JSON {"text", "labels", "results"}, writes for each whether the rule file
// would be accepted (rulefmt), and what the template expands to, for the value 0.5 and one sample of each query.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/template"
)

type question struct {
	Text   string            `json:"text"`
	Labels map[string]string `json:"labels"`
}

type verdict struct {
	Refused string `json:"refused,omitempty"`
	Failed  string `json:"failed,omitempty"`
	Text    string `json:"text"`
}

const declarations = "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}"

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	dec := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for {
		var q question
		if dec.Decode(&q) != nil {
			return
		}
		enc.Encode(judge(q))
	}
}

func judge(q question) (v verdict) {
	series := labels.FromMap(q.Labels)
	query := func(context.Context, string, time.Time) (promql.Vector, error) {
		return promql.Vector{{F: 2, Metric: series}, {F: 3, Metric: series}}, nil
	}
	external := &url.URL{Scheme: "http", Host: "prometheus.example"}
	data := template.AlertTemplateData(q.Labels, map[string]string{"cluster": "a"}, external.String(), promql.Sample{F: 0.5})
	expander := template.NewTemplateExpander(context.Background(), strings.Join([]string{declarations, q.Text}, ""), "__alert_X", data, model.Time(0), query, external, nil)
	if err := expander.ParseTest(); err != nil {
		return verdict{Refused: err.Error()}
	}
	text, err := expander.Expand()
	if err != nil {
		return verdict{Failed: err.Error()}
	}
	return verdict{Text: text}
}
