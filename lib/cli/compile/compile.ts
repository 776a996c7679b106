import { parseArgs } from 'node:util';
import { type Admitted, admit } from '../../compile/admit';
import { type CompiledFiles, compileAlertmanagerFiles, compilePrometheusFiles, selectsEverything } from '../../compile/files';
import type { CompileProblem } from '../../compile/problem';
import { sourcesAt } from '../../input/files/sources';
import { type KubernetesObject, namespaceOf, titleOf } from '../../kubernetes/object';
import { readObjects } from '../../kubernetes/read';
import { replaceFolder } from '../../stack/folder';
import { count } from '../../text/list';
import { type Outcome, problemText, usageError, written } from '../shared/outcome';
import { chooseObject } from './choice';

import { credentialNotice, placed, unselected, withoutServer } from './notices';
import { outputProblem, writeProblem } from './output';

export const compileUsage = 'usage: vigie compile PATH... [--out DIR] [--prometheus NAMESPACE/NAME] [--alertmanager NAMESPACE/NAME]\n';

const scrapeKinds = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'PrometheusRule'];
const options = { out: { type: 'string' }, prometheus: { type: 'string' }, alertmanager: { type: 'string' } } as const;

/** `vigie compile`, with its output written. */
export const runCompile = (args: readonly string[]): Outcome => written(planCompile(args));

/**
 * `vigie compile`: prometheus-operator's objects in, plain configuration out; all of it, or nothing. Status 1 where objects were
 * rejected, 2 where the input could not be used or the output not be written.
 */
export function planCompile(args: readonly string[]): Outcome {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return usageError((error as Error).message, compileUsage);
  }
  const {
    positionals: paths,
    values: { out, prometheus, alertmanager },
  } = parsed;
  if (paths.length === 0) return usageError('compile needs a file, a folder or -', compileUsage);
  if (out === '') return usageError('--out needs the name of a folder', compileUsage);

  const { sources, problems: unreadable } = sourcesAt(paths, { ...(out !== undefined && { except: out }) });
  const { objects: located, others, problems: unparsable } = readObjects(sources);
  const unusable = [...unreadable, ...unparsable];
  if (unusable.length > 0) return nothing(2, `${unusable.map(problemText).join('')}${count(unusable.length, 'problem')} in the input`);
  const wrongFolder = out === undefined ? undefined : outputProblem(out);
  if (wrongFolder !== undefined) return nothing(2, wrongFolder);

  const admitted = admit(located);
  const objects = admitted.objects.map(({ object }) => object);
  const refusals = admitted.rejected.map(problemText).join('');
  const server = serverOf(admitted, ['Prometheus', 'PrometheusAgent'], prometheus, '--prometheus');
  const notifier = serverOf(admitted, ['Alertmanager'], alertmanager, '--alertmanager');
  for (const { missing } of [server, notifier]) if (missing !== undefined) return nothing(missing.status, `${refusals}${missing.why}`);
  const isAssumed = server.object === undefined && objects.some(({ kind }) => scrapeKinds.includes(kind));
  const subject = isAssumed ? selectsEverything : server.object;

  const compiled = [
    ...(subject === undefined ? [] : [compilePrometheusFiles(subject, objects)]),
    ...(notifier.object === undefined ? [] : [compileAlertmanagerFiles(notifier.object, objects)]),
  ];
  const isRefused = compiled.some(({ files }) => files.length === 0);
  const rejections = admitted.rejected.length + compiled.reduce((sum, { rejected }) => sum + rejected.length, 0);
  const text = (problem: CompileProblem) => problemText(placed(problem, admitted.objects));
  const messages = [
    refusals,
    ...compiled.flatMap(({ rejected }) => rejected.map(text)),
    ...compiled.flatMap(({ warnings }) => warnings.map((warning) => `warning: ${text(warning)}`)),
    server.object === undefined || isRefused ? '' : unselected(server.object, objects),
    withoutServer(objects, notifier.object !== undefined),
    others.length > 0 ? `${count(others.length, 'document')} skipped: not Kubernetes objects\n` : '',
    isAssumed ? 'there is no Prometheus object: one that selects everything is assumed\n' : '',
    ...compiled.map(credentialNotice),
    rejections > 0 ? `${rejections} rejected ${rejections === 1 ? 'object or field' : 'objects or fields'}\n` : '',
  ].join('');
  if (isRefused || (compiled.length === 0 && rejections > 0)) return nothing(1, `${messages}there is nothing that could be compiled`);
  if (compiled.length === 0) {
    return nothing(
      2,
      `${messages}there is nothing to compile among ${count(located.length, 'object')}: no Prometheus, Alertmanager, ${scrapeKinds.join(', ')}`,
    );
  }
  const status = rejections > 0 ? 1 : 0;
  const files = filesOf(compiled);
  if (out === undefined) return { status, stdout: printed(files), stderr: messages };
  const secret = new Set(compiled.flatMap(({ credentials }) => credentials.filter(([, of]) => of.length > 0).map(([file]) => file)));
  const write = (): Outcome => {
    try {
      replaceFolder(out, files, secret);
    } catch (error) {
      return nothing(2, `${messages}${out} cannot be written: ${writeProblem(error)}`);
    }
    return { status, stdout: '', stderr: `${messages}${out}: ${count(files.size, 'file')}\n` };
  };
  return { status, stdout: '', stderr: '', write };
}

const nothing = (status: 1 | 2, why: string): Outcome => ({ status, stdout: '', stderr: `${why}\nvigie: nothing was written\n` });

interface Server {
  readonly object?: KubernetesObject;
  /** Why there is nothing to compile for. */
  readonly missing?: { readonly status: 1 | 2; readonly why: string };
}

/** The object that is compiled for: there is none, one, or one that the API server would refuse, without which nothing is compiled. */
function serverOf({ objects, refused }: Admitted, kinds: readonly string[], name: string | undefined, flag: string): Server {
  const choice = chooseObject(
    objects.map(({ object }) => object),
    kinds,
    name,
    flag,
  );
  if ('object' in choice && choice.object !== undefined) return { object: choice.object };
  const nameOf = (object: KubernetesObject) => `${namespaceOf(object)}/${object.metadata?.name}`;
  const meant = refused.find((object) => kinds.includes(object.kind) && (name === undefined || nameOf(object) === name));
  if (meant !== undefined) {
    return { missing: { status: 1, why: `${titleOf(meant)} is rejected, and there is no configuration without it` } };
  }
  return 'unclear' in choice ? { missing: { status: 2, why: choice.unclear } } : {};
}

function filesOf(compiled: readonly CompiledFiles[]): ReadonlyMap<string, string> {
  const secret = compiled.flatMap(({ credentials }) =>
    credentials.flatMap(([file, paths]) => paths.map((path) => `${file} ${path} -> keep ${file} in a Secret`)),
  );
  const assets = [...new Set([...compiled.flatMap((each) => each.assets), ...secret])].sort();
  return new Map([...compiled.flatMap(({ files }) => files), ['assets.txt', assets.map((line) => `${line}\n`).join('')] as const]);
}

/** prometheus.yaml, a document for each shard; alertmanager.yaml where there is no Prometheus. */
function printed(files: ReadonlyMap<string, string>): string {
  const configurations = [...files].filter(([name]) => /^prometheus(-\d+)?\.yaml$/.test(name)).map(([, text]) => text);
  return configurations.join('---\n') || (files.get('alertmanager.yaml') ?? '');
}
