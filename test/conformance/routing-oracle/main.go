// Command routing-oracle answers, for each JSON line on its input, what Alertmanager's own code makes of it.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"sort"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/common/promslog"
	"gopkg.in/yaml.v2"

	"github.com/prometheus/alertmanager/alert"
	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/dispatch"
	"github.com/prometheus/alertmanager/eventrecorder"
	"github.com/prometheus/alertmanager/featurecontrol"
	"github.com/prometheus/alertmanager/inhibit"
	"github.com/prometheus/alertmanager/matcher/compat"
	"github.com/prometheus/alertmanager/pkg/labels"
	"github.com/prometheus/alertmanager/provider"
	"github.com/prometheus/alertmanager/timeinterval"
)

type question struct {
	// One of these is set.
	Matchers *string          // a text with matchers
	Matcher  *string          // a text with one matcher
	Config   *string          // a configuration as YAML ...
	Labels   []model.LabelSet // ... and the alerts to walk through it, which also all fire
	Interval *string          // a time interval as YAML ...
	Instants []int64          // ... and Unix milliseconds
	Values   []string         // to be matched against Matchers or Matcher
}

type matcherAnswer struct {
	Name, Op, Value string
	Accepts         []bool
}

type hit struct {
	Receiver, GroupWait, GroupInterval, RepeatInterval string
	GroupBy                                            []string
	Labels                                             model.LabelSet
}

type answer struct {
	Error     string          `json:",omitempty"`
	Matchers  []matcherAnswer `json:",omitempty"`
	Hits      [][]hit         `json:",omitempty"`
	Inhibited []bool          `json:",omitempty"`
	Within    []bool          `json:",omitempty"`
}

func main() {
	logger := promslog.NewNopLogger()
	flags, err := featurecontrol.NewFlags(logger, "")
	if err != nil {
		panic(err)
	}
	compat.InitFromFlags(logger, flags)
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			panic(err)
		}
		line, err := json.Marshal(reply(q, logger))
		if err != nil {
			panic(err)
		}
		out.Write(append(line, '\n'))
		out.Flush()
	}
}

func reply(q question, logger *slog.Logger) answer {
	switch {
	case q.Matchers != nil:
		parsed, err := compat.Matchers(*q.Matchers, "")
		return matchers(parsed, err, q.Values)
	case q.Matcher != nil:
		parsed, err := compat.Matcher(*q.Matcher, "")
		return matchers(labels.Matchers{parsed}, err, q.Values)
	case q.Config != nil:
		loaded, err := load(*q.Config)
		if err != nil {
			return answer{Error: err.Error()}
		}
		return answer{Hits: walk(loaded, q.Labels), Inhibited: inhibited(loaded, q.Labels, logger)}
	default:
		return within(*q.Interval, q.Instants)
	}
}

// load refuses what makes Alertmanager panic, too: a slack_config with update_message and no api_url.
func load(text string) (loaded *config.Config, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return config.Load(text)
}

func matchers(parsed labels.Matchers, err error, values []string) answer {
	if err != nil {
		return answer{Error: err.Error()}
	}
	a := answer{Matchers: []matcherAnswer{}}
	for _, m := range parsed {
		accepts := []bool{}
		for _, v := range values {
			accepts = append(accepts, m.Matches(v))
		}
		a.Matchers = append(a.Matchers, matcherAnswer{m.Name, m.Type.String(), m.Value, accepts})
	}
	return a
}

func walk(c *config.Config, alerts []model.LabelSet) [][]hit {
	root := dispatch.NewRoute(c.Route, nil)
	all := [][]hit{}
	for _, lset := range alerts {
		hits := []hit{}
		for _, r := range root.Match(lset) {
			groupBy := []string{}
			if r.RouteOpts.GroupByAll {
				groupBy = append(groupBy, "...")
			} else {
				for name := range r.RouteOpts.GroupBy {
					groupBy = append(groupBy, string(name))
				}
			}
			sort.Strings(groupBy)
			hits = append(hits, hit{
				Receiver: r.RouteOpts.Receiver, GroupBy: groupBy, Labels: r.RouteOpts.Labels,
				GroupWait:      model.Duration(r.RouteOpts.GroupWait).String(),
				GroupInterval:  model.Duration(r.RouteOpts.GroupInterval).String(),
				RepeatInterval: model.Duration(r.RouteOpts.RepeatInterval).String(),
			})
		}
		all = append(all, hits)
	}
	return all
}

// firing hands the inhibitor a fixed set of alerts.
type firing struct {
	provider.Alerts
	alerts []*alert.Alert
}

func (f firing) SlurpAndSubscribe(string) ([]*alert.Alert, provider.AlertIterator) {
	return f.alerts, provider.NewAlertIterator(make(chan *provider.Alert), make(chan struct{}), nil)
}

func inhibited(c *config.Config, alerts []model.LabelSet, logger *slog.Logger) []bool {
	f := firing{}
	for _, lset := range alerts {
		f.alerts = append(f.alerts, &alert.Alert{Alert: model.Alert{Labels: lset, StartsAt: time.Now().Add(-time.Minute), EndsAt: time.Now().Add(time.Hour)}})
	}
	inhibitor := inhibit.NewInhibitor(f, c.InhibitRules, logger, eventrecorder.NopRecorder())
	go inhibitor.Run()
	inhibitor.WaitForLoading()
	muted := []bool{}
	for _, lset := range alerts {
		muted = append(muted, inhibitor.Mutes(context.Background(), lset))
	}
	inhibitor.Stop()
	return muted
}

func within(text string, instants []int64) answer {
	var interval timeinterval.TimeInterval
	if err := yaml.UnmarshalStrict([]byte(text), &interval); err != nil {
		return answer{Error: err.Error()}
	}
	a := answer{Within: []bool{}}
	for _, ms := range instants {
		a.Within = append(a.Within, interval.ContainsTime(time.UnixMilli(ms).UTC()))
	}
	return a
}
