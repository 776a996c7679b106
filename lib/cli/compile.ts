import { parseArgs } from 'node:util';
import { readObjects, type InputFault, type LocatedObject } from '../objects';
import { replaceFolder } from '../stack/folder';
import { chosen } from './choice';
import { compiledAlertmanager, compiledPrometheus, everything, type Compiled, type Rejected } from './compiled';
import { sourcesAt } from './input';
import { admit, faultOf } from './objects';
import { count, faultText, usageError, type Outcome } from './outcome';
import { outputFault } from './output';

export const compileUsage = 'usage: vigie compile PATH... [--out DIR] [--prometheus NAMESPACE/NAME] [--alertmanager NAMESPACE/NAME]\n';

const scrapeKinds = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'PrometheusRule'];
const options = { out: { type: 'string' }, prometheus: { type: 'string' }, alertmanager: { type: 'string' } } as const;

/** `vigie compile`: prometheus-operator's objects in, plain configuration out; all of it, or nothing. */
export function compile(args: readonly string[]): Outcome {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return usageError((error as Error).message, compileUsage);
  }
  const { positionals: paths, values: { out, prometheus, alertmanager } } = parsed;
  if (paths.length === 0) return usageError('compile needs a file, a folder or -', compileUsage);

  const { sources, faults: unreadable } = sourcesAt(paths);
  const { objects: located, others, faults: unparsable } = readObjects(sources);
  const unusable = [...unreadable, ...unparsable];
  if (unusable.length > 0) return nothing(`${unusable.map(faultText).join('')}${count(unusable.length, 'fault')} in the input`);
  const wrongFolder = out === undefined ? undefined : outputFault(out);
  if (wrongFolder !== undefined) return nothing(wrongFolder);

  const admitted = admit(located);
  const objects = admitted.objects.map(({ object }) => object);
  const server = chosen(objects, ['Prometheus', 'PrometheusAgent'], prometheus, '--prometheus');
  const notifier = chosen(objects, ['Alertmanager'], alertmanager, '--alertmanager');
  if ('unclear' in server) return nothing(server.unclear);
  if ('unclear' in notifier) return nothing(notifier.unclear);
  const assumed = server.object === undefined && objects.some(({ kind }) => scrapeKinds.includes(kind));
  const subject = server.object ?? (assumed ? everything : undefined);

  const compiled = [
    ...(subject === undefined ? [] : [compiledPrometheus(subject, objects)]),
    ...(notifier.object === undefined ? [] : [compiledAlertmanager(notifier.object, objects)]),
  ];
  const refusals = compiled.flatMap(({ rejected }) => rejected.map((each) => refusal(each, admitted.objects)));
  const rejected = [...admitted.rejected, ...refusals];
  if (compiled.length === 0 && rejected.length === 0) {
    return nothing(`there is nothing to compile among ${count(located.length, 'object')}: no Prometheus, Alertmanager, ${scrapeKinds.join(', ')}`);
  }
  const stderr = [
    ...rejected.map(faultText),
    ...(others.length > 0 ? [`${count(others.length, 'document')} that ${others.length === 1 ? 'is no Kubernetes object was' : 'are no Kubernetes objects were'} passed over\n`] : []),
    ...(assumed ? ['no Prometheus object is given: one that selects everything is assumed\n'] : []),
    ...(rejected.length > 0 ? [`${count(rejected.length, 'object')} or field rejected\n`] : []),
  ].join('');
  const status = rejected.length > 0 ? 1 : 0;
  const files = filesOf(compiled);
  if (out === undefined) return { status, stdout: printed(files), stderr };
  try {
    replaceFolder(out, files);
  } catch (error) {
    return nothing(`${out} cannot be written: ${(error as Error).message}`);
  }
  return { status, stdout: '', stderr: `${stderr}${out}: ${count(files.size, 'file')}\n` };
}

const nothing = (why: string): Outcome => ({ status: 2, stdout: '', stderr: `${why}\nvigie: nothing was written\n` });

function filesOf(compiled: readonly Compiled[]): ReadonlyMap<string, string> {
  const assets = [...new Set(compiled.flatMap((each) => each.assets))].sort();
  return new Map([...compiled.flatMap(({ files }) => files), ['assets.txt', assets.map((line) => `${line}\n`).join('')] as const]);
}

/** prometheus.yaml, a document for each shard; alertmanager.yaml where there is no Prometheus. */
function printed(files: ReadonlyMap<string, string>): string {
  const servers = [...files].filter(([name]) => /^prometheus(-\d+)?\.yaml$/.test(name)).map(([, text]) => text);
  return servers.join('---\n') || (files.get('alertmanager.yaml') ?? '');
}

/** What the operator would refuse, at the place where the object stands. */
function refusal({ kind, namespace, name, path, reason, hint = 'prometheus-operator would leave this object out for the same reason.' }: Rejected, objects: readonly LocatedObject[]): InputFault {
  const located = objects.find(({ object }) => object.kind === kind && object.metadata?.name === name && (object.metadata.namespace ?? 'default') === namespace);
  if (located === undefined) return { file: `${kind} ${namespace}/${name}`, ...(path && { path }), message: reason, hint };
  const steps = path.split(/[.[\]]+/).filter(Boolean).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return faultOf(located, steps, reason, hint);
}
