// Command operator-oracle answers, for each JSON line on its input, which Prometheus configuration prometheus-operator generates from
// Kubernetes objects. It calls the operator's own packages, in the order of its reconciliation, with a fake API server.
// `operator-oracle compile FOLDER OUT` does the same once, from a folder of YAML.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"

	"github.com/blang/semver/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/prometheus/promql/parser"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/cache"

	"github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	"github.com/prometheus-operator/prometheus-operator/pkg/informers"
	"github.com/prometheus-operator/prometheus-operator/pkg/k8s"
	"github.com/prometheus-operator/prometheus-operator/pkg/namespacelabeler"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	prompkg "github.com/prometheus-operator/prometheus-operator/pkg/prometheus"
	"github.com/prometheus-operator/prometheus-operator/pkg/prometheus/validation"
)

type question struct {
	Prometheus        json.RawMessage   // kind Prometheus or PrometheusAgent
	Objects           []json.RawMessage // everything else in the cluster
	EndpointSlices    bool
	TopologySharding  bool
	PodTopologyLabels bool
	RetentionPolicies bool
	// Direct hands all objects to the generator, as the operator's unit tests do: nothing is selected, and nothing refused.
	Direct bool
	// InlineTLS writes certificates and keys into the configuration.
	InlineTLS bool
}

type rejection struct{ Kind, Object, Reason string }

type answer struct {
	Config    string            `json:",omitempty"`
	Error     string            `json:",omitempty"` // why there is no configuration
	Rejected  []rejection       `json:",omitempty"`
	RuleFiles map[string]string `json:",omitempty"`
}

func main() {
	if len(os.Args) == 4 && os.Args[1] == "compile" {
		if err := compile(os.Args[2], os.Args[3]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<30)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		if err := out.Encode(ask(in.Bytes())); err != nil {
			panic(err)
		}
	}
}

func ask(line []byte) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a = answer{Error: fmt.Sprintf("panic: %v", r)}
		}
	}()
	var q question
	if err := json.Unmarshal(line, &q); err != nil {
		return answer{Error: "decode: " + err.Error()}
	}
	if err := q.answer(&a); err != nil {
		a.Error = err.Error()
	}
	slices.SortFunc(a.Rejected, func(x, y rejection) int {
		if x.Kind+x.Object < y.Kind+y.Object {
			return -1
		}
		return 1
	})
	return a
}

// answer reconciles the Prometheus object among the others.
func (q *question) answer(a *answer) error {
	c, err := newCluster(q.Objects)
	if err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	var kind metav1.TypeMeta
	if err := json.Unmarshal(q.Prometheus, &kind); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	if kind.Kind == monitoringv1alpha1.PrometheusAgentsKind {
		agent := &monitoringv1alpha1.PrometheusAgent{}
		if err := json.Unmarshal(q.Prometheus, agent); err != nil {
			return fmt.Errorf("decode: %w", err)
		}
		if q.Direct {
			return c.generateAgent(agent, *q, a)
		}
		return c.reconcileAgent(agent, *q, a)
	}
	server := &monitoringv1.Prometheus{}
	if err := json.Unmarshal(q.Prometheus, server); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	if q.Direct {
		return c.generateServer(server, *q, a)
	}
	return c.reconcileServer(server, *q, a)
}

// cluster is what the operator's caches and clients would show.
type cluster struct {
	client     *fake.Clientset
	namespaces cache.SharedIndexInformer
	objects    map[string]cache.SharedIndexInformer // by kind
	data       []any                                // Secrets and ConfigMaps
}

func newInformer(example runtime.Object) cache.SharedIndexInformer {
	return cache.NewSharedIndexInformer(&cache.ListWatch{}, example, 0, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
}

func newCluster(raws []json.RawMessage) (*cluster, error) {
	kinds := map[string]runtime.Object{
		"Namespace": &corev1.Namespace{}, "ServiceMonitor": &monitoringv1.ServiceMonitor{}, "PodMonitor": &monitoringv1.PodMonitor{},
		"Probe": &monitoringv1.Probe{}, "ScrapeConfig": &monitoringv1alpha1.ScrapeConfig{}, "PrometheusRule": &monitoringv1.PrometheusRule{},
		"Secret": &corev1.Secret{}, "ConfigMap": &corev1.ConfigMap{},
	}
	c := &cluster{client: fake.NewSimpleClientset(), objects: map[string]cache.SharedIndexInformer{}}
	for kind, example := range kinds {
		c.objects[kind] = newInformer(example)
	}
	c.namespaces = c.objects["Namespace"]
	for _, raw := range raws {
		var kind metav1.TypeMeta
		if err := json.Unmarshal(raw, &kind); err != nil {
			return nil, err
		}
		example, ok := kinds[kind.Kind]
		if !ok {
			continue
		}
		object := example.DeepCopyObject()
		if err := json.Unmarshal(raw, object); err != nil {
			return nil, fmt.Errorf("%s: %w", kind.Kind, err)
		}
		if secret, ok := object.(*corev1.Secret); ok {
			for key, value := range secret.StringData {
				if secret.Data == nil {
					secret.Data = map[string][]byte{}
				}
				secret.Data[key] = []byte(value)
			}
		}
		var err error
		switch kind.Kind {
		case "Secret", "ConfigMap":
			c.data = append(c.data, object)
			err = c.client.Tracker().Add(object)
		default:
			err = c.objects[kind.Kind].GetIndexer().Add(object)
		}
		if err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *cluster) list(kind string) prompkg.ListAllByNamespaceFn {
	return func(namespace string, selector labels.Selector, appendFn cache.AppendFunc) error {
		return cache.ListAllByNamespace(c.objects[kind].GetIndexer(), namespace, selector, appendFn)
	}
}

type selection struct {
	serviceMonitors operator.TypedResourcesSelection[*monitoringv1.ServiceMonitor]
	podMonitors     operator.TypedResourcesSelection[*monitoringv1.PodMonitor]
	probes          operator.TypedResourcesSelection[*monitoringv1.Probe]
	scrapeConfigs   operator.TypedResourcesSelection[*monitoringv1alpha1.ScrapeConfig]
}

func reject[T operator.ConfigurationResource](a *answer, kind string, all operator.TypedResourcesSelection[T]) {
	for key, resource := range all {
		for _, condition := range resource.Conditions() {
			if condition.Status == monitoringv1.ConditionFalse {
				a.Rejected = append(a.Rejected, rejection{Kind: kind, Object: key, Reason: condition.Message})
			}
		}
	}
}

func (c *cluster) selectObjects(p monitoringv1.PrometheusInterface, store *assets.StoreBuilder, a *answer) (*selection, error) {
	ctx := context.Background()
	rs, err := prompkg.NewResourceSelector(slog.New(slog.DiscardHandler), p, store, c.namespaces,
		operator.NewMetrics(prometheus.NewPedanticRegistry()), operator.NewFakeRecorder(1000, p.(runtime.Object)))
	if err != nil {
		return nil, err
	}
	s := &selection{}
	if s.serviceMonitors, err = rs.SelectServiceMonitors(ctx, c.list("ServiceMonitor")); err != nil {
		return nil, err
	}
	if s.podMonitors, err = rs.SelectPodMonitors(ctx, c.list("PodMonitor")); err != nil {
		return nil, err
	}
	if s.probes, err = rs.SelectProbes(ctx, c.list("Probe")); err != nil {
		return nil, err
	}
	if s.scrapeConfigs, err = rs.SelectScrapeConfigs(ctx, c.list("ScrapeConfig")); err != nil {
		return nil, err
	}
	reject(a, "ServiceMonitor", s.serviceMonitors)
	reject(a, "PodMonitor", s.podMonitors)
	reject(a, "Probe", s.probes)
	reject(a, "ScrapeConfig", s.scrapeConfigs)
	c.loadScrapeClassCredentials(p, store, s)
	return s, nil
}

// loadScrapeClassCredentials does what the operator forgets: it never reads the credentials of a scrape class, so that they are only
// in the configuration where something else has made it read the same Secret.
func (c *cluster) loadScrapeClassCredentials(p monitoringv1.PrometheusInterface, store *assets.StoreBuilder, s *selection) {
	namespaces := sets.New[string]()
	for _, resource := range s.serviceMonitors.ValidResources() {
		namespaces.Insert(resource.Namespace)
	}
	for _, resource := range s.podMonitors.ValidResources() {
		namespaces.Insert(resource.Namespace)
	}
	for _, resource := range s.probes.ValidResources() {
		namespaces.Insert(resource.Namespace)
	}
	for _, resource := range s.scrapeConfigs.ValidResources() {
		namespaces.Insert(resource.Namespace)
	}
	for _, class := range p.GetCommonPrometheusFields().ScrapeClasses {
		for namespace := range namespaces {
			_ = store.AddAuthorizationCredentials(context.Background(), namespace, class.Authorization)
		}
	}
}

func options(p monitoringv1.PrometheusInterface, q question) []prompkg.ConfigGeneratorOption {
	var opts []prompkg.ConfigGeneratorOption
	if q.EndpointSlices {
		opts = append(opts, prompkg.WithEndpointSliceSupport())
	}
	if q.TopologySharding {
		opts = append(opts, prompkg.WithPrometheusTopologySharding())
	}
	if q.PodTopologyLabels {
		opts = append(opts, prompkg.WithPodTopologyLabelsSupport())
	}
	if q.InlineTLS {
		opts = append(opts, prompkg.WithInlineTLSConfig())
	}
	if agent, ok := p.(*monitoringv1alpha1.PrometheusAgent); ok {
		if agent.Spec.Mode != nil && *agent.Spec.Mode == monitoringv1alpha1.DaemonSetPrometheusAgentMode {
			opts = append(opts, prompkg.WithDaemonSet())
		}
	} else if q.RetentionPolicies {
		opts = append(opts, prompkg.WithPrometheusRetentionPolicies())
	}
	return opts
}

// reconcileServer follows pkg/prometheus/server/operator.go, sync and createOrUpdateConfigurationSecret.
func (c *cluster) reconcileServer(p *monitoringv1.Prometheus, q question, a *answer) error {
	ctx := context.Background()
	store := assets.NewStoreBuilder(c.client.CoreV1(), c.client.CoreV1())
	s, err := c.selectObjects(p, store, a)
	if err != nil {
		return err
	}
	ruleConfigMaps, err := c.rules(p, a)
	if err != nil {
		return err
	}
	cg, err := prompkg.NewConfigGenerator(nil, p, options(p, q)...)
	if err != nil {
		return err
	}
	if p.Spec.ServiceMonitorSelector == nil && p.Spec.PodMonitorSelector == nil && p.Spec.ProbeSelector == nil && p.Spec.ScrapeConfigSelector == nil {
		return errors.New("unmanaged")
	}
	if err := prompkg.AddRemoteReadsToStore(ctx, store, p.Namespace, p.Spec.RemoteRead); err != nil {
		return err
	}
	if err := c.common(p, cg, store); err != nil {
		return err
	}
	if p.Spec.Alerting != nil {
		validator, err := validation.NewLabelConfigValidator(p)
		if err != nil {
			return err
		}
		for i, am := range p.Spec.Alerting.Alertmanagers {
			if err := errors.Join(
				atMostOne(am),
				validator.Validate(am.RelabelConfigs),
				validator.Validate(am.AlertRelabelConfigs),
				store.AddBasicAuth(ctx, p.Namespace, am.BasicAuth),
				store.AddSafeAuthorizationCredentials(ctx, p.Namespace, am.Authorization),
				store.AddSigV4(ctx, p.Namespace, am.Sigv4),
				store.AddTLSConfig(ctx, p.Namespace, am.TLSConfig),
				store.AddProxyConfig(ctx, p.Namespace, am.ProxyConfig),
			); err != nil {
				return fmt.Errorf("alertmanager %d: %w", i, err)
			}
		}
	}
	texts := make([][]byte, 3)
	for i, selector := range []*corev1.SecretKeySelector{p.Spec.AdditionalScrapeConfigs, p.Spec.AdditionalAlertRelabelConfigs, p.Spec.AdditionalAlertManagerConfigs} {
		if texts[i], err = k8s.LoadSecretRef(ctx, slog.New(slog.DiscardHandler), c.client.CoreV1().Secrets(p.Namespace), selector); err != nil {
			return fmt.Errorf("loading additional configs from Secret failed: %w", err)
		}
	}
	config, err := cg.GenerateServerConfiguration(p, s.serviceMonitors.ValidResources(), s.podMonitors.ValidResources(), s.probes.ValidResources(),
		s.scrapeConfigs.ValidResources(), store, texts[0], texts[1], texts[2], ruleConfigMaps)
	a.Config = string(config)
	return err
}

// atMostOne is the first half of the server's validateAlertmanagerEndpoints, which is not exported.
func atMostOne(am monitoringv1.AlertmanagerEndpoints) error {
	ways := 0
	for _, set := range []bool{am.BearerTokenFile != "", am.BasicAuth != nil, am.Authorization != nil, am.Sigv4 != nil} {
		if set {
			ways++
		}
	}
	if ways > 1 {
		return errors.New("at most one way to authenticate")
	}
	return nil
}

// reconcileAgent follows pkg/prometheus/agent/operator.go.
func (c *cluster) reconcileAgent(p *monitoringv1alpha1.PrometheusAgent, q question, a *answer) error {
	store := assets.NewStoreBuilder(c.client.CoreV1(), c.client.CoreV1())
	cg, err := prompkg.NewConfigGenerator(nil, p, options(p, q)...)
	if err != nil {
		return err
	}
	s, err := c.selectObjects(p, store, a)
	if err != nil {
		return err
	}
	if err := c.common(p, cg, store); err != nil {
		return err
	}
	text, err := k8s.LoadSecretRef(context.Background(), slog.New(slog.DiscardHandler), c.client.CoreV1().Secrets(p.Namespace), p.Spec.AdditionalScrapeConfigs)
	if err != nil {
		return fmt.Errorf("loading additional scrape configs from Secret failed: %w", err)
	}
	config, err := cg.GenerateAgentConfiguration(s.serviceMonitors.ValidResources(), s.podMonitors.ValidResources(), s.probes.ValidResources(),
		s.scrapeConfigs.ValidResources(), store, text)
	a.Config = string(config)
	return err
}

// all is every object of a kind, by namespace/name.
func all[T metav1.Object](c *cluster, kind string) map[string]T {
	found := map[string]T{}
	for _, object := range c.objects[kind].GetIndexer().List() {
		typed := object.(T)
		found[typed.GetNamespace()+"/"+typed.GetName()] = typed
	}
	return found
}

func (c *cluster) generateServer(p *monitoringv1.Prometheus, q question, a *answer) error {
	cg, err := prompkg.NewConfigGenerator(nil, p, options(p, q)...)
	if err != nil {
		return err
	}
	config, err := cg.GenerateServerConfiguration(p, all[*monitoringv1.ServiceMonitor](c, "ServiceMonitor"), all[*monitoringv1.PodMonitor](c, "PodMonitor"),
		all[*monitoringv1.Probe](c, "Probe"), all[*monitoringv1alpha1.ScrapeConfig](c, "ScrapeConfig"), assets.NewTestStoreBuilder(c.data...), nil, nil, nil, nil)
	a.Config = string(config)
	return err
}

func (c *cluster) generateAgent(p *monitoringv1alpha1.PrometheusAgent, q question, a *answer) error {
	cg, err := prompkg.NewConfigGenerator(nil, p, options(p, q)...)
	if err != nil {
		return err
	}
	config, err := cg.GenerateAgentConfiguration(all[*monitoringv1.ServiceMonitor](c, "ServiceMonitor"), all[*monitoringv1.PodMonitor](c, "PodMonitor"),
		all[*monitoringv1.Probe](c, "Probe"), all[*monitoringv1alpha1.ScrapeConfig](c, "ScrapeConfig"), assets.NewTestStoreBuilder(c.data...), nil)
	a.Config = string(config)
	return err
}

func (c *cluster) common(p monitoringv1.PrometheusInterface, cg *prompkg.ConfigGenerator, store *assets.StoreBuilder) error {
	ctx := context.Background()
	cpf := p.GetCommonPrometheusFields()
	namespace := p.GetObjectMeta().GetNamespace()
	if err := cg.AddRemoteWriteToStore(ctx, store, namespace, cpf.RemoteWrite); err != nil {
		return err
	}
	if err := prompkg.AddAPIServerConfigToStore(ctx, store, namespace, cpf.APIServerConfig); err != nil {
		return err
	}
	if err := prompkg.AddScrapeClassesToStore(ctx, store, namespace, cpf.ScrapeClasses); err != nil {
		return fmt.Errorf("failed to process scrape classes: %w", err)
	}
	return nil
}

// ruleCache gives the operator's rule selector the objects that are already here.
type ruleCache struct{ informer cache.SharedIndexInformer }

func (r ruleCache) Informer() cache.SharedIndexInformer { return r.informer }
func (r ruleCache) Lister() cache.GenericLister         { return nil }
func (r ruleCache) Namespaces() sets.Set[string]        { return sets.New("") }
func (r ruleCache) ForResource(string, schema.GroupVersionResource) (informers.InformLister, error) {
	return r, nil
}

// rules follows pkg/prometheus/server/rules.go. It names the ConfigMaps that hold rules; the operator adds names for ConfigMaps that may
// exist one day, so that its StatefulSet need not change.
func (c *cluster) rules(p *monitoringv1.Prometheus, a *answer) ([]string, error) {
	ctx := context.Background()
	namespaces, err := operator.SelectNamespacesFromCache(p, p.Spec.RuleNamespaceSelector, c.namespaces)
	if err != nil {
		return nil, err
	}
	excluded := slices.Clone(p.Spec.ExcludedFromEnforcement)
	for _, rule := range p.Spec.PrometheusRulesExcludedFromEnforce {
		excluded = append(excluded, monitoringv1.ObjectReference{
			Namespace: rule.RuleNamespace, Group: monitoring.GroupName, Resource: monitoringv1.PrometheusRuleName, Name: rule.RuleName,
		})
	}
	version := operator.StringValOrDefault(p.Spec.Version, operator.DefaultPrometheusVersion)
	if _, err := semver.ParseTolerant(version); err != nil {
		return nil, err
	}
	var parserOptions parser.Options
	for _, feature := range p.Spec.EnableFeatures {
		switch feature {
		case "promql-experimental-functions":
			parserOptions.EnableExperimentalFunctions = true
		case "promql-duration-expr":
			parserOptions.ExperimentalDurationExpr = true
		case "promql-extended-range-selectors":
			parserOptions.EnableExtendedRangeSelectors = true
		case "promql-binop-fill-modifiers":
			parserOptions.EnableBinopFillModifiers = true
		}
	}
	ruleInformer, err := informers.NewInformersForResource(ruleCache{c.objects["PrometheusRule"]}, schema.GroupVersionResource{})
	if err != nil {
		return nil, err
	}
	selector, err := operator.NewPrometheusRuleSelector(operator.PrometheusFormat, version, p.Spec.RuleSelector,
		namespacelabeler.New(p.Spec.EnforcedNamespaceLabel, excluded, true), ruleInformer, operator.NewFakeRecorder(1000, p),
		slog.New(slog.DiscardHandler), parserOptions)
	if err != nil {
		return nil, err
	}
	rules, err := selector.Select(namespaces)
	if err != nil {
		return nil, err
	}
	reject(a, "PrometheusRule", rules.Selected())
	a.RuleFiles = rules.RuleFiles()
	if len(a.RuleFiles) == 0 {
		return nil, nil
	}
	syncer := operator.NewPrometheusRuleSyncer(slog.New(slog.DiscardHandler), "prometheus-"+p.Name, c.client.CoreV1().ConfigMaps(p.Namespace),
		labels.Set{prompkg.LabelPrometheusName: p.Name}, nil)
	return syncer.Sync(ctx, a.RuleFiles)
}
