// Command operator-oracle-alertmanager answers, for each JSON line on its input, what prometheus-operator's own code makes of
// an Alertmanager's base and its AlertmanagerConfigs.
package main

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"strings"
	"time"
	_ "unsafe" // for linkname

	"github.com/blang/semver/v4"
	"github.com/prometheus/alertmanager/config"
	commoncfg "github.com/prometheus/common/config"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"

	"github.com/prometheus-operator/prometheus-operator/pkg/alertmanager"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
)

// The operator does these two before and instead of what its package exports.

//go:linkname checkAlertmanagerConfigResource github.com/prometheus-operator/prometheus-operator/pkg/alertmanager.checkAlertmanagerConfigResource
func checkAlertmanagerConfigResource(context.Context, *monitoringv1alpha1.AlertmanagerConfig, semver.Version, *assets.StoreBuilder) error

//go:linkname initializeFromAlertmanagerConfig github.com/prometheus-operator/prometheus-operator/pkg/alertmanager.(*ConfigBuilder).initializeFromAlertmanagerConfig
func initializeFromAlertmanagerConfig(*alertmanager.ConfigBuilder, context.Context, *monitoringv1.AlertmanagerGlobalConfig, *monitoringv1alpha1.AlertmanagerConfig) error

type question struct {
	Version, Strategy, Namespace string
	// The base: a configuration as text, or an AlertmanagerConfig with global settings.
	Base       string
	BaseObject *monitoringv1alpha1.AlertmanagerConfig
	Global     *monitoringv1.AlertmanagerGlobalConfig
	Objects    []*monitoringv1alpha1.AlertmanagerConfig
	Secrets    []corev1.Secret
	ConfigMaps []corev1.ConfigMap
	// Alternatively, a configuration for Alertmanager itself to load ...
	Load string
	// ... or the wish for a certificate with its key.
	Pair bool
}

type answer struct {
	// What the operator writes, or why it writes nothing.
	Config, Error string
	// The objects that it skips, by namespace/name, with the reason.
	Rejected map[string]string
	// What Alertmanager understands, with all defaults, or why it does not load it.
	Loaded, LoadError string
	// PEM.
	Certificate, Key string
}

func main() {
	commoncfg.MarshalSecretValue = true
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	for in.Scan() {
		var q question
		var a answer
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			a.Error = "question: " + err.Error()
		} else if q.Load != "" {
			a.Loaded, a.LoadError = load(q.Load)
		} else if q.Pair {
			a = pair()
		} else {
			a = generate(q)
		}
		line, err := json.Marshal(a)
		if err != nil {
			panic(err)
		}
		out.Write(append(line, '\n'))
		out.Flush()
	}
}

func load(text string) (loaded, message string) {
	defer func() {
		if r := recover(); r != nil {
			loaded, message = "", fmt.Sprintf("panic: %v", r)
		}
	}()
	c, err := config.Load(text)
	if err != nil {
		return "", err.Error()
	}
	return c.String(), ""
}

// pair makes a certificate for the operator to look into.
func pair() answer {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return answer{Error: err.Error()}
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, private)
	if err != nil {
		return answer{Error: err.Error()}
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{
		Certificate: string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})),
		Key:         string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})),
	}
}

// generate counts a panic as a refusal: Alertmanager's loader has one for a Slack token beside a URL's file.
func generate(q question) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a = answer{Error: fmt.Sprintf("panic: %v", r)}
		}
	}()
	ctx := context.Background()
	a = answer{Rejected: map[string]string{}}
	version, err := semver.ParseTolerant(q.Version)
	if err != nil {
		return answer{Error: err.Error()}
	}
	var objects []runtime.Object
	for i := range q.Secrets {
		objects = append(objects, &q.Secrets[i])
	}
	for i := range q.ConfigMaps {
		objects = append(objects, &q.ConfigMaps[i])
	}
	client := fake.NewClientset(objects...)
	store := assets.NewStoreBuilder(client.CoreV1(), client.CoreV1())

	selected := map[string]*monitoringv1alpha1.AlertmanagerConfig{}
	for _, object := range q.Objects {
		key := object.Namespace + "/" + object.Name
		if _, err := check(ctx, object, version, store); err != nil {
			a.Rejected[key] = err.Error()
			continue
		}
		selected[key] = object
	}

	builder := alertmanager.NewConfigBuilder(slog.New(slog.DiscardHandler), version, store, &monitoringv1.Alertmanager{
		ObjectMeta: metav1.ObjectMeta{Name: "main", Namespace: q.Namespace},
		Spec: monitoringv1.AlertmanagerSpec{AlertmanagerConfigMatcherStrategy: monitoringv1.AlertmanagerConfigMatcherStrategy{
			Type: monitoringv1.AlertmanagerConfigMatcherStrategyType(q.Strategy),
		}},
	})
	if q.BaseObject != nil {
		base, _ := check(ctx, q.BaseObject, version, store)
		if q.Global != nil && q.Global.SMTPConfig != nil && version.LT(semver.MustParse("0.31.0")) {
			q.Global.SMTPConfig.ForceImplicitTLS = nil
		}
		err = initializeFromAlertmanagerConfig(builder, ctx, q.Global, base)
	} else {
		err = builder.InitializeFromRawConfiguration([]byte(q.Base))
	}
	if err == nil {
		err = builder.AddAlertmanagerConfigs(ctx, selected)
	}
	if err != nil {
		a.Error = err.Error()
		return a
	}
	written, err := builder.MarshalJSON()
	if err != nil {
		a.Error = err.Error()
		return a
	}
	a.Config = string(written)
	a.Loaded, a.LoadError = load(a.Config)
	return a
}

// check is the operator's own, but that fields which its generator leaves out in old versions do not reject an object; it
// returns the object without them.
func check(ctx context.Context, object *monitoringv1alpha1.AlertmanagerConfig, version semver.Version, store *assets.StoreBuilder) (*monitoringv1alpha1.AlertmanagerConfig, error) {
	object = object.DeepCopy()
	for {
		err := checkAlertmanagerConfigResource(ctx, object, version, store)
		if err == nil || !strip(object, err.Error()) {
			return object, err
		}
	}
}

// strip takes the field out of which the message says that the version does not know it.
func strip(object *monitoringv1alpha1.AlertmanagerConfig, message string) bool {
	has := func(field string) bool { return strings.HasPrefix(message, field+"' is available") }
	done := false
	for i := range object.Spec.Receivers {
		r := &object.Spec.Receivers[i]
		for j := range r.SlackConfigs {
			if has("messageText") {
				r.SlackConfigs[j].MessageText, done = nil, true
			}
			if has("updateMessage") {
				r.SlackConfigs[j].UpdateMessage, done = nil, true
			}
		}
		for j := range r.WebhookConfigs {
			if has("payload") {
				r.WebhookConfigs[j].Payload, done = nil, true
			}
		}
		for j := range r.SNSConfigs {
			if has("useAWSHTTPClient") {
				r.SNSConfigs[j].UseAWSHTTPClient, done = nil, true
			}
		}
		for j := range r.EmailConfigs {
			if has("forceImplicitTLS") {
				r.EmailConfigs[j].ForceImplicitTLS, done = nil, true
			}
			if has("threading") {
				r.EmailConfigs[j].Threading, done = nil, true
			}
		}
		if strings.HasPrefix(message, "'ProxyConfig' config set") {
			for _, http := range httpConfigs(r) {
				http.ProxyConfig, done = monitoringv1.ProxyConfig{ProxyURL: http.ProxyURL}, true
			}
		}
	}
	return done
}

func httpConfigs(r *monitoringv1alpha1.Receiver) []*monitoringv1alpha1.HTTPConfig {
	var all []*monitoringv1alpha1.HTTPConfig
	add := func(http *monitoringv1alpha1.HTTPConfig) {
		if http != nil {
			all = append(all, http)
		}
	}
	for i := range r.OpsGenieConfigs {
		add(r.OpsGenieConfigs[i].HTTPConfig)
	}
	for i := range r.PagerDutyConfigs {
		add(r.PagerDutyConfigs[i].HTTPConfig)
	}
	for i := range r.DiscordConfigs {
		add(r.DiscordConfigs[i].HTTPConfig)
	}
	for i := range r.SlackConfigs {
		add(r.SlackConfigs[i].HTTPConfig)
	}
	for i := range r.WebhookConfigs {
		add(r.WebhookConfigs[i].HTTPConfig)
	}
	for i := range r.WeChatConfigs {
		add(r.WeChatConfigs[i].HTTPConfig)
	}
	for i := range r.VictorOpsConfigs {
		add(r.VictorOpsConfigs[i].HTTPConfig)
	}
	for i := range r.PushoverConfigs {
		add(r.PushoverConfigs[i].HTTPConfig)
	}
	for i := range r.SNSConfigs {
		add(r.SNSConfigs[i].HTTPConfig)
	}
	for i := range r.TelegramConfigs {
		add(r.TelegramConfigs[i].HTTPConfig)
	}
	for i := range r.WebexConfigs {
		add(r.WebexConfigs[i].HTTPConfig)
	}
	for i := range r.MSTeamsConfigs {
		add(r.MSTeamsConfigs[i].HTTPConfig)
	}
	for i := range r.MSTeamsV2Configs {
		add(r.MSTeamsV2Configs[i].HTTPConfig)
	}
	for i := range r.RocketChatConfigs {
		add(r.RocketChatConfigs[i].HTTPConfig)
	}
	return all
}
