# What a running stack needs from day to day. `make help` lists the targets.
NAMESPACE ?= mlops
KUBECTL ?= kubectl
SYNTH ?= npm run -s synth

# The namespace holds what the stack watches, too: it is never deleted here.
FILES = $(filter-out dist/00-namespaces.yaml,$(wildcard dist/*.yaml))

.PHONY: help k8s-monitoring-deploy k8s-monitoring-status k8s-monitoring-logs k8s-monitoring-logs-grafana k8s-monitoring-port-forward k8s-monitoring-delete

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

k8s-monitoring-deploy: ## synthesize and apply the stack
	$(SYNTH)
	$(KUBECTL) apply -f dist

k8s-monitoring-status: ## pods, Services and volumes of the stack
	$(KUBECTL) get pods,services,persistentvolumeclaims --namespace $(NAMESPACE) --selector component=monitoring --output wide

k8s-monitoring-logs: ## the last lines of Prometheus and Alertmanager
	$(KUBECTL) logs --namespace $(NAMESPACE) --selector 'app in (prometheus, alertmanager)' --tail 100 --prefix

k8s-monitoring-logs-grafana: ## the last lines of Grafana
	$(KUBECTL) logs --namespace $(NAMESPACE) --selector app=grafana --tail 100 --prefix

k8s-monitoring-port-forward: ## Grafana on :3000, Prometheus on :9090, Alertmanager on :9093, until Ctrl-C
	@trap 'kill 0' INT TERM EXIT; \
	$(KUBECTL) port-forward --namespace $(NAMESPACE) service/grafana-service 3000:3000 & \
	$(KUBECTL) port-forward --namespace $(NAMESPACE) service/prometheus-service 9090:9090 & \
	$(KUBECTL) port-forward --namespace $(NAMESPACE) service/alertmanager-service 9093:9093 & \
	wait

k8s-monitoring-delete: ## delete the stack and its data, but not the namespaces
	$(KUBECTL) delete --ignore-not-found $(addprefix --filename ,$(FILES))
