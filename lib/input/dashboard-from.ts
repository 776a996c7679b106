import { basename } from 'node:path';
import { mappingsAt, textAt } from '../kubernetes/access';
import type { Dashboard } from '../model/dashboard';
import { isNo, type OptionProblem, problem } from '../model/shape/problem';
import { prometheusDatasource } from '../render/dashboard/datasource';
import type { Json, JsonObject } from '../text/json';
import { isMapping } from '../yaml/value';
import { dashboardIn } from './dashboards';
import { type Located, locatedDocuments } from './documents';
import { sourcesAt } from './files/sources';

export interface DashboardFromOptions {
  /** @default - that of the file, or one that is made of its title */
  readonly uid?: string;
  /** The folder that holds it. @default - Grafana's own first folder */
  readonly folder?: string;
  /** The uids of datasources, by the inputs of the import page that ask for them. @default - one of Prometheus is the stack's own */
  readonly datasources?: Readonly<Record<string, string>>;
}

/**
 * A dashboard that a team has already, as Grafana exports it or grafana.com publishes it: a file, or the same as an object. It is read at
 * synth, its inputs are filled in, and it is judged like a declared one, at its own lines. What cannot be read is a finding.
 *
 *     stack.monitor(service, { dashboards: [dashboardFrom('board.json', { folder: 'Shop' })] })
 */
export function dashboardFrom(source: string | JsonObject, options: DashboardFromOptions = {}): Dashboard {
  if (isMapping(source)) return fromDocument({ value: source, file: '', locate: () => ({ line: 1, column: 1 }) }, 'the object', options);
  if (typeof source !== 'string' || source === '' || source === '-') {
    return failed('dashboardFrom', isNo('', source, 'path of a dashboard', "Write the path of a file: dashboardFrom('board.json')."));
  }
  const input = sourcesAt([source]);
  const { documents, problems } = locatedDocuments(input.sources);
  const unread = [...input.problems, ...problems].map(({ file, line, message, hint }) =>
    problem('', `${file}${line === undefined ? '' : `:${line}`}: ${message}`, hint ?? 'Name a file that this user can read.'),
  );
  if (unread.length > 0) return failed(source, unread);
  const found = documents.filter(({ value }) => dashboardIn(value) !== undefined);
  return found.length === 1 ? fromDocument(found[0]!, source, options) : failed(source, [notOne(source, found.length)]);
}

const notOne = (source: string, count: number): OptionProblem =>
  problem(
    '',
    `${source} holds ${count === 0 ? 'no dashboard' : `${count} dashboards`}`,
    'Name a file of one dashboard, as Grafana exports it.',
  );

const failed = (source: string, problems: readonly OptionProblem[]): Dashboard => ({
  uid: basename(source),
  title: source,
  panels: [],
  problems,
});

function fromDocument({ value, file, locate }: Located, source: string, options: DashboardFromOptions): Dashboard {
  const found = dashboardIn(value);
  if (found === undefined) return failed(source, [notOne(source, 0)]);
  const { values, problems } = inputsOf(found.json, options.datasources ?? {});
  if (problems.length > 0) return failed(source, problems);
  const { __inputs, __requires, __elements, id, ...rest } = filled(found.json as JsonObject, values) as JsonObject;
  const title = textAt(rest, 'title') ?? basename(source);
  const uid = options.uid ?? (textAt(rest, 'uid') || uidOf(title));
  const json = { ...rest, title, uid };
  const isFile = file !== '';
  return {
    uid,
    title,
    panels: [],
    ...(options.folder !== undefined && { folder: options.folder }),
    source: { json, ...(isFile && { file, locate: (path, offset) => locate([...found.base, ...path], offset) }) },
  };
}

const uidOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '') || 'dashboard';

/** What the import page of Grafana would ask for, and the answers. */
function inputsOf(
  json: Readonly<Record<string, unknown>>,
  datasources: Readonly<Record<string, string>>,
): { readonly values: ReadonlyMap<string, string>; readonly problems: readonly OptionProblem[] } {
  const values = new Map<string, string>();
  const problems: OptionProblem[] = [];
  const inputs = mappingsAt(json, '__inputs').map(([input]) => input);
  for (const input of inputs) {
    const [name, type, plugin] = [textAt(input, 'name') ?? '', textAt(input, 'type'), textAt(input, 'pluginId') ?? ''];
    const uid = datasources[name] ?? (type === 'datasource' && plugin === 'prometheus' ? prometheusDatasource.uid : undefined);
    const value = type === 'datasource' ? uid : textAt(input, 'value');
    if (value !== undefined) values.set(name, value);
    else {
      const hint =
        type === 'datasource'
          ? `Write datasources: { ${name}: 'uid' }.`
          : 'Export the dashboard again with a value, or write it into the file.';
      problems.push(problem('', `its input ${name} asks for ${type === 'datasource' ? `a datasource of ${plugin}` : 'a value'}`, hint));
    }
  }
  const known = new Set(inputs.map((input) => textAt(input, 'name')));
  for (const name of Object.keys(datasources).filter((each) => !known.has(each))) {
    problems.push(
      problem(
        'datasources',
        `the dashboard has no input ${name}`,
        known.size === 0 ? 'Leave it out.' : `Its inputs are ${[...known].join(', ')}.`,
      ),
    );
  }
  return { values, problems };
}

/** A value with its inputs in the place of `${NAME}`, as Grafana's import puts them. */
function filled(value: Json | undefined, values: ReadonlyMap<string, string>): Json | undefined {
  if (values.size === 0) return value;
  if (typeof value === 'string') return value.replace(/\$\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole);
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => filled(each, values) as Json);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, each]) => [key, filled(each, values)]));
}
