// Evaluates PromQL as Prometheus does. Each line of its input is a JSON string with a JSON object in it: {"load", "interval",
// "expr", "start", "end", "step"}, times in milliseconds. `load` is a list of series in the notation of promtool's tests and
// replaces those before; without it, they stay. A query without a step is an instant one.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"time"

	"github.com/prometheus/prometheus/model/timestamp"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/util/teststorage"
)

type question struct {
	Load     []string `json:"load"`
	Interval int64    `json:"interval"`
	Expr     string   `json:"expr"`
	Start    int64    `json:"start"`
	End      int64    `json:"end"`
	Step     int64    `json:"step"`
}

type point struct {
	Time  int64  `json:"time"`
	Value string `json:"value"`
}

type series struct {
	Labels map[string]string `json:"labels"`
	Points []point           `json:"points"`
}

type answer struct {
	Error  string   `json:"error,omitempty"`
	Kind   string   `json:"kind"`
	Text   string   `json:"text,omitempty"`
	Series []series `json:"series"`
}

var options = parser.Options{
	EnableExperimentalFunctions: true, ExperimentalDurationExpr: true, EnableExtendedRangeSelectors: true, EnableBinopFillModifiers: true,
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	in := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples:               50_000_000,
		Timeout:                  100 * time.Second,
		NoStepSubqueryIntervalFn: func(int64) int64 { return 60_000 },
		EnableAtModifier:         true,
		EnableNegativeOffset:     true,
		Parser:                   parser.NewParser(options),
	})
	var storage *teststorage.TestStorage
	for {
		var text string
		if in.Decode(&text) != nil {
			break
		}
		var q question
		if err := json.Unmarshal([]byte(text), &q); err != nil {
			log.Fatal(err)
		}
		if q.Load != nil {
			if storage != nil {
				storage.Close()
			}
			storage = load(q)
		}
		enc.Encode(evaluate(engine, storage, q))
	}
	if storage != nil {
		storage.Close()
	}
}

// One series after the other, so that they are found in this order.
func load(q question) *teststorage.TestStorage {
	storage, err := teststorage.NewWithError()
	if err != nil {
		log.Fatal(err)
	}
	app := storage.Appender(context.Background())
	p := parser.NewParser(options)
	for _, line := range q.Load {
		metric, values, err := p.ParseSeriesDesc(line)
		if err != nil {
			log.Fatal(line, err)
		}
		for i, v := range values {
			if v.Omitted {
				continue
			}
			if _, err := app.Append(0, metric, int64(i)*q.Interval, v.Value); err != nil {
				log.Fatal(line, err)
			}
		}
	}
	if err := app.Commit(); err != nil {
		log.Fatal(err)
	}
	return storage
}

func evaluate(engine *promql.Engine, storage *teststorage.TestStorage, q question) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a = answer{Error: fmt.Sprint(r)}
		}
	}()
	var query promql.Query
	var err error
	ctx := context.Background()
	if q.Step == 0 {
		query, err = engine.NewInstantQuery(ctx, storage, nil, q.Expr, timestamp.Time(q.Start))
	} else {
		query, err = engine.NewRangeQuery(ctx, storage, nil, q.Expr, timestamp.Time(q.Start), timestamp.Time(q.End), time.Duration(q.Step)*time.Millisecond)
	}
	if err != nil {
		return answer{Error: err.Error()}
	}
	defer query.Close()
	result := query.Exec(ctx)
	if result.Err != nil {
		return answer{Error: result.Err.Error()}
	}
	switch value := result.Value.(type) {
	case promql.Vector:
		a.Kind = "vector"
		for _, s := range value {
			a.Series = append(a.Series, series{Labels: s.Metric.Map(), Points: []point{{s.T, number(s.F)}}})
		}
	case promql.Scalar:
		a.Kind = "scalar"
		a.Series = []series{{Points: []point{{value.T, number(value.V)}}}}
	case promql.String:
		a.Kind, a.Text = "string", value.V
	case promql.Matrix:
		a.Kind = "matrix"
		for _, s := range value {
			found := series{Labels: s.Metric.Map()}
			for _, f := range s.Floats {
				found.Points = append(found.Points, point{f.T, number(f.F)})
			}
			a.Series = append(a.Series, found)
		}
	}
	return a
}

func number(value float64) string { return strconv.FormatFloat(value, 'g', -1, 64) }
