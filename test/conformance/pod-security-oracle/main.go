// Judges pods as the API server's Pod Security admission does: reads JSON {"level", "version", "pod"}, writes the ids of the
// policies that the pod breaks.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"sort"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type question struct {
	Level   api.Level  `json:"level"`
	Version string     `json:"version"`
	Pod     corev1.Pod `json:"pod"`
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	dec := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	enc := json.NewEncoder(out)
	for {
		var q question
		if err := dec.Decode(&q); err != nil {
			if err.Error() != "EOF" {
				panic(err)
			}
			return
		}
		enc.Encode(judge(q))
	}
}

// Each check alone, so that its id is known; the registry of all decides which of them the level has.
func judge(q question) []string {
	version, err := api.ParseVersion(q.Version)
	if err != nil {
		panic(err)
	}
	broken := []string{}
	all, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		panic(err)
	}
	reasons := map[string]int{}
	for _, result := range all.EvaluatePod(api.LevelVersion{Level: q.Level, Version: version}, &q.Pod.ObjectMeta, &q.Pod.Spec) {
		if !result.Allowed {
			reasons[result.ForbiddenReason+result.ForbiddenDetail]++
		}
	}
	for _, check := range policy.DefaultChecks() {
		one, err := policy.NewEvaluator([]policy.Check{check}, nil)
		if err != nil {
			panic(err)
		}
		for _, result := range one.EvaluatePod(api.LevelVersion{Level: q.Level, Version: version}, &q.Pod.ObjectMeta, &q.Pod.Spec) {
			key := result.ForbiddenReason + result.ForbiddenDetail
			if !result.Allowed && reasons[key] > 0 {
				reasons[key]--
				broken = append(broken, string(check.ID))
			}
		}
	}
	sort.Strings(broken)
	return broken
}
