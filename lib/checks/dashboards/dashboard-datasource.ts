import type { CheckInput, DashboardInput } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import {
  type DatasourceReference,
  datasourceFor,
  datasourceOf,
  isBuiltInDatasource,
  isMixed,
  variableOf,
} from '../../analysis/grafana/datasource';
import { annotationsOf, hasPanels, inputsOf, panelsOf, targetsOfPanel, variablesOf } from '../../analysis/grafana/panels';
import { isBuiltIn, referencesIn } from '../../analysis/grafana/references';
import { textAt } from '../../kubernetes/access';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import type { Path } from '../../yaml/value';
import { check } from '../check';

export const dashboardDatasource = check('dashboard-datasource', {
  finds: 'a datasource that a dashboard reads and Grafana does not have',
  severity: { declared: 'error', manifests: 'warning' },
  kinds: { 'no-variable': 'error', default: 'info', 'mixed-default': 'warning', 'fixed-uid': 'info' },
  *run(input) {
    const dashboards = input.dashboards.filter(({ json }) => json !== undefined && hasPanels(json));
    for (const dashboard of dashboards) yield* judged(dashboard, dashboard.json!, input);
  },
});

interface Use {
  readonly title: string;
  readonly at: Path;
  /** Undefined where none is named. */
  readonly reference?: DatasourceReference;
  /** True where a mixed panel needs every query to name its own. */
  readonly mixed?: boolean;
}

type Kind = 'no-variable' | 'default' | 'mixed-default' | 'fixed-uid';

interface Fault {
  readonly kind?: Kind;
  readonly message: string;
  readonly hint: string;
}

/** One finding for each fault, with all places that have it: a dashboard names its datasource hundreds of times. */
function* judged({ title, place, provisioned }: DashboardInput, json: object, input: CheckInput): Iterable<Found<Kind>> {
  const found = new Map<string, Fault & { readonly uses: Use[] }>();
  for (const use of usesIn(json)) {
    const fault = faultOf(use, json, provisioned === true, input);
    if (fault === undefined) continue;
    const same = found.get(fault.message);
    if (same === undefined) found.set(fault.message, { ...fault, uses: [use] });
    else same.uses.push(use);
  }
  for (const { kind, message, hint, uses } of found.values()) {
    const where = inWords([...new Set(uses.map((use) => use.title))]);
    yield foundAt<Kind>(place, {
      ...(kind && { kind }),
      message: `dashboard ${title}, ${where}: ${message}`,
      hint,
      at: uses[0]!.at,
    });
  }
}

function* usesIn(json: object): Iterable<Use> {
  for (const { json: variable, type, name, at } of variablesOf(json)) {
    if (type === 'query') yield { title: `variable ${name}`, at: placeIn(variable, at), reference: datasourceOf(variable) };
  }
  for (const { json: annotation, at } of annotationsOf(json)) {
    const reference = datasourceOf(annotation);
    if (reference !== undefined) yield { title: 'annotations', at: placeIn(annotation, at), reference };
  }
  for (const panel of panelsOf(json)) {
    const ofPanel = datasourceOf(panel.json);
    const mixed = ofPanel !== undefined && isMixed(ofPanel);
    const targets = targetsOfPanel(panel);
    // Unless the panel is mixed, Grafana asks its datasource also for queries that name another one.
    if (ofPanel !== undefined && targets.length > 0) yield { title: panel.title, at: placeIn(panel.json, panel.at), reference: ofPanel };
    for (const target of targets)
      yield { title: panel.title, at: placeIn(target.json, target.at), reference: datasourceFor(target, panel), mixed };
  }
}

/** Where something names its datasource. */
const placeIn = (json: unknown, path: Path): Path => [
  ...path,
  'datasource',
  ...(textAt(json, 'datasource', 'uid') === undefined ? [] : ['uid']),
];

function faultOf({ reference, mixed }: Use, json: object, provisioned: boolean, input: CheckInput): Fault | undefined {
  if (reference?.id === undefined) {
    if (mixed) {
      return {
        kind: 'mixed-default',
        message: "a query of a mixed panel names no datasource and asks Grafana's default one",
        hint: 'name the datasource of every query',
      };
    }
    return {
      kind: 'default',
      message: 'no datasource is named, so that Grafana asks its default one',
      hint: 'name it, or let the reader choose it by a variable of the type datasource',
    };
  }
  const { id } = reference;
  if (isBuiltInDatasource(reference)) return undefined;
  const variable = variableOf(reference);
  if (variable !== undefined) return faultOfVariable(variable, id, json, provisioned);
  if (referencesIn(id).some(({ name }) => !isBuiltIn(name)) || id.includes('$')) return undefined;
  if (input.datasources === undefined) return faultOfUid(id, input);
  if (input.datasources.some(({ uid, name }) => uid === id || name === id)) return undefined;
  const similar = nearest(
    id,
    input.datasources.map(({ uid }) => uid),
  );
  return {
    message: `Grafana has no datasource ${id}`,
    hint: similar
      ? `did you mean ${similar}?`
      : `it has ${inWords(input.datasources.map(({ uid }) => uid)) || 'none'}: use one of them, or provision ${id}`,
  };
}

/** A fixed uid where not all datasources of Grafana are known. */
function faultOfUid(id: string, { provisioned = [] }: CheckInput): Fault | undefined {
  const names = provisioned.flatMap(({ uid, name }) => [uid, name]);
  if (names.includes(id)) return undefined;
  const similar = nearest(id, names);
  const meant = similar === undefined ? '' : `did you mean ${similar}? If not, `;
  return {
    kind: 'fixed-uid',
    message: `the datasource ${id} is named by its uid, which another Grafana need not have`,
    hint: `${meant}provision the datasource with this uid, or let the reader choose it by a variable of the type datasource`,
  };
}

function faultOfVariable(name: string, id: string, json: object, provisioned: boolean): Fault | undefined {
  if (variablesOf(json).some((variable) => variable.name === name)) return undefined;
  const similar = nearest(
    name,
    variablesOf(json)
      .filter(({ type }) => type === 'datasource')
      .map((variable) => variable.name),
  );
  const isInput = inputsOf(json).includes(name);
  if (isInput && !provisioned) return undefined;
  return isInput
    ? {
        kind: 'no-variable',
        message: `the datasource is ${id}, which only Grafana's import page asks for: a dashboard from a file has no such datasource`,
        hint: 'replace it by a uid that is provisioned, or by a variable of the type datasource, and drop __inputs',
      }
    : {
        kind: 'no-variable',
        message: `the datasource is ${id}, and there is no variable ${name}`,
        hint:
          `${similar === undefined ? '' : `did you mean $${similar}? If not, `}` +
          `add a variable ${name} of the type datasource, or name a uid`,
      };
}
