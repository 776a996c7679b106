import { installedPath, type Place, type ScrapeInput } from '../analysis/check-input';
import { endpointOf, namespacesOf } from '../analysis/monitors';
import { operatorsObjects } from '../analysis/operator-selection';
import type { InstalledStack } from '../backends/attach/installed-stack';
import type { Installed } from '../backends/backend';
import { mappingsAt } from '../kubernetes/access';
import { namespaceOf } from '../kubernetes/object';
import { isNo, type OptionProblem, problem } from '../model/shape/problem';
import { sourcesAt } from './files/sources';
import { inputFromManifests } from './model';

/**
 * A stack that is installed already, as its own manifests have it: what `helm template` or `kubectl get ... -o yaml` prints of it, in a file
 * or a folder. Its selectors, jobs and rules are those in the files; nothing asks a cluster.
 */
export function installedFrom(path: string): InstalledStack {
  let known: Reading | undefined;
  const reading = () => (known ??= readingOf(path));
  return {
    kind: 'installed',
    get problems() {
      return reading().problems;
    },
    read: () => reading().installed,
  };
}

interface Reading {
  readonly installed: Installed;
  readonly problems: readonly OptionProblem[];
}

const nothing: Installed = { title: 'the installed stack', objects: [], scrapes: [], without: new Set() };
const place: Place = { path: installedPath };

function readingOf(path: unknown): Reading {
  if (typeof path !== 'string' || path === '' || path === '-') {
    return {
      installed: nothing,
      problems: isNo('', path, 'path of manifests', "Write the path of a file or a folder: installedFrom('platform/')."),
    };
  }
  const input = sourcesAt([path]);
  const { model, problems } = inputFromManifests(input.sources);
  const objects = model.objects.map(({ object }) => object);
  const byKind = operatorsObjects({ objects: model.objects });
  const [prometheus] = [...(byKind.get('Prometheus') ?? []), ...(byKind.get('PrometheusAgent') ?? [])];
  const installed: Installed = {
    title:
      prometheus === undefined
        ? nothing.title
        : `the stack of ${prometheus.object.kind} ${namespaceOf(prometheus.object)}/${prometheus.object.metadata.name}`,
    objects,
    scrapes: model.scrapes.map((scrape) => ({ ...scrape, place, ...reachOf(scrape) })),
    without: new Set(),
    rules: model.rules,
  };
  const unread = [
    ...input.problems.map((one) => ({ ...one, hint: 'Name a file or a folder of manifests that this user can read.' })),
    ...problems,
  ].map(({ file, line, message, hint }) =>
    problem('', `installedFrom(${JSON.stringify(path)}): ${file}${line === undefined ? '' : `:${line}`}: ${message}`, hint),
  );
  if (unread.length > 0) return { installed, problems: unread };
  const lacks = problem(
    '',
    `installedFrom(${JSON.stringify(path)}): there is no Prometheus of prometheus-operator among the ${objects.length} objects there`,
    'Name the folder that holds its object of the kind Prometheus, with the monitors and the Alertmanager beside it.',
  );
  return { installed, problems: prometheus === undefined ? [lacks] : [] };
}

/** Where the targets are, if that is one namespace, which they then have as their label. */
function reachOf(scrape: ScrapeInput): Pick<ScrapeInput, 'reach'> {
  const { monitor } = scrape;
  const isOfPods = monitor.kind === 'ServiceMonitor' || monitor.kind === 'PodMonitor';
  const namespaces = isOfPods ? namespacesOf(monitor) : undefined;
  const isRelabeled = mappingsAt(endpointOf(scrape), 'relabelings').some(([{ targetLabel }]) => targetLabel === 'namespace');
  return { reach: namespaces?.length === 1 && !isRelabeled ? { namespace: namespaces[0]! } : {} };
}
