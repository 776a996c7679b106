import type { LabelSelector } from '../../../kubernetes/label-selector';
import type { Installed } from '../../backend';
import type { InstalledStack } from '../installed-stack';
import { clusterJobs, scrapeOfJob } from './jobs';
import { selecting } from './objects';

/**
 * Monitoring for user-defined projects of OpenShift (its documentation, "Enabling monitoring for user-defined projects"). A ThanosRuler
 * evaluates the rules, each with the namespace that it is in; an AlertmanagerConfig is read where the Alertmanager for user-defined projects
 * is switched on. No Grafana takes dashboards.
 */
export const openshiftUserWorkload = (): InstalledStack => ({ kind: 'installed', problems: [], read: () => userWorkload });

const namespace = 'openshift-user-workload-monitoring';
const metadata = { name: 'user-workload', namespace };

/** Projects of users that are not left out. */
const projects: LabelSelector = {
  matchExpressions: [
    { key: 'openshift.io/cluster-monitoring', operator: 'NotIn', values: ['true'] },
    { key: 'openshift.io/user-monitoring', operator: 'NotIn', values: ['false'] },
  ],
};

/** Rules with this label are evaluated by the Prometheus itself, and see nothing of the platform. */
const scope = 'openshift.io/prometheus-rule-evaluation-scope';
const enforced = { enforcedNamespaceLabel: 'namespace' };

const userWorkload: Installed = {
  title: 'the monitoring for user-defined projects',
  objects: [
    selecting(
      'Prometheus',
      metadata,
      [
        [['serviceMonitor', 'podMonitor', 'probe'], { labels: {}, namespaces: projects }],
        [['rule'], { labels: { matchLabels: { [scope]: 'leaf-prometheus' } }, namespaces: projects }],
      ],
      {
        ...enforced,
        ignoreNamespaceSelectors: true,
        serviceName: 'prometheus-user-workload',
        serviceAccountName: 'prometheus-user-workload',
      },
    ),
    selecting(
      'ThanosRuler',
      metadata,
      [
        [
          ['rule'],
          { labels: { matchExpressions: [{ key: scope, operator: 'NotIn', values: ['leaf-prometheus'] }] }, namespaces: projects },
        ],
      ],
      enforced,
    ),
    selecting('Alertmanager', metadata, [[['alertmanagerConfig'], { labels: {}, namespaces: projects }]]),
  ],
  // What of the platform's metrics is about a project: of these, a rule sees the series with its own namespace.
  scrapes: [...clusterJobs.kubelet, ...clusterJobs.kubeStateMetrics].map((job) => scrapeOfJob(job, 'openshift-monitoring')),
  without: new Set(),
};
