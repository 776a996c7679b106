// Evaluates PromQL as Prometheus does: the first line of its input is a JSON string with series in the notation of promtool's tests
// ("load 30s\n..."), each further one a JSON string with an expression; writes what each returns at the time of its one argument.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
)

type sample struct {
	Labels map[string]string `json:"labels"`
	Value  string            `json:"value"`
}

type answer struct {
	Error  string   `json:"error,omitempty"`
	Series []sample `json:"series"`
}

func main() {
	seconds, err := strconv.ParseInt(os.Args[1], 10, 64)
	if err != nil {
		log.Fatal(err)
	}
	at := time.Unix(seconds, 0)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	dec := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	enc := json.NewEncoder(out)
	var load string
	if err := dec.Decode(&load); err != nil {
		log.Fatal(err)
	}
	loader, err := promqltest.NewLazyLoader(load, promqltest.LazyLoaderOpts{EnableAtModifier: true, EnableNegativeOffset: true})
	if err != nil {
		log.Fatal(err)
	}
	loader.WithSamplesTill(at, func(err error) {
		if err != nil {
			log.Fatal(err)
		}
	})
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples:               1_000_000,
		Timeout:                  10 * time.Second,
		NoStepSubqueryIntervalFn: func(int64) int64 { return 60_000 },
		EnableAtModifier:         true,
		EnableNegativeOffset:     true,
		Parser: parser.NewParser(parser.Options{
			EnableExperimentalFunctions: true, ExperimentalDurationExpr: true, EnableExtendedRangeSelectors: true, EnableBinopFillModifiers: true,
		}),
	})
	for {
		var text string
		if dec.Decode(&text) != nil {
			return
		}
		enc.Encode(evaluate(engine, loader, text, at))
	}
}

func evaluate(engine *promql.Engine, loader *promqltest.LazyLoader, text string, at time.Time) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a = answer{Error: fmt.Sprint(r)}
		}
	}()
	query, err := engine.NewInstantQuery(loader.Context(), loader.Queryable(), nil, text, at)
	if err != nil {
		return answer{Error: err.Error()}
	}
	defer query.Close()
	result := query.Exec(loader.Context())
	if result.Err != nil {
		return answer{Error: result.Err.Error()}
	}
	switch value := result.Value.(type) {
	case promql.Vector:
		for _, s := range value {
			number := strconv.FormatFloat(s.F, 'g', -1, 64)
			if s.H != nil {
				number = "histogram"
			}
			a.Series = append(a.Series, sample{Labels: s.Metric.Map(), Value: number})
		}
	case promql.Scalar:
		a.Series = append(a.Series, sample{Value: strconv.FormatFloat(value.V, 'g', -1, 64)})
	}
	return a
}
