import { isDeepStrictEqual } from 'node:util';
import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { configurationProblems } from '../alertmanager/problems';
import { readConfiguration } from '../alertmanager/read';
import type { RoutingProblem } from '../alertmanager/tree';
import type { JudgedRefusal, Place, RoutingInput, RoutingOrigin } from '../analysis/check-input';
import { type CompiledAlertmanager, compileAlertmanager } from '../compile/alertmanager/compile';
import { valueAt } from '../kubernetes/access';
import { type KubernetesObject, namespaceOf, type ObjectReference, referenceTo } from '../kubernetes/object';
import { isMapping, pathOf } from '../yaml/value';
import { isObject, type Located } from './documents';
import { isKustomization } from './external-sources';
import { placeOf } from './rules';

export interface ForeignRouting {
  readonly routing?: RoutingInput;
  /** AlertmanagerConfigs that the operator leaves out. */
  readonly refusals: readonly JudgedRefusal[];
  /** What Alertmanager cannot read in its files. */
  readonly misread: readonly JudgedRefusal[];
}

/** Alertmanager's configuration: an alertmanager.yml, or what prometheus-operator makes of an Alertmanager's objects. */
export function routingOf(documents: readonly Located[], objects: readonly KubernetesObject[]): ForeignRouting {
  const alertmanagers = documents.filter(({ value }) => isMapping(value) && value.kind === 'Alertmanager');
  const [own] = alertmanagers;
  const files = documents.filter(isConfiguration);
  // Of several it is not known which one gets the alerts.
  const judgedApart = alertmanagers.length > 0 || files.length > 1;
  const misread = files.flatMap((file) => misreadIn(file, judgedApart));
  if (alertmanagers.length > 1 || (alertmanagers.length === 0 && files.length !== 1)) return { refusals: [], misread };
  const isInSecret = files.length === 1 && files[0]!.holder === 'Secret';
  if (own === undefined) {
    const [file] = files as [Located];
    return {
      routing: { config: withNames(file.value) as AlertmanagerConfiguration, isInSecret, place: placeOf(file, []) },
      refusals: [],
      misread,
    };
  }
  const compiled = compileAlertmanager({ alertmanager: inTheirNamespaces(own.value as KubernetesObject, documents), objects });
  const { config } = compiled;
  const place = placeOf(files.length === 1 ? files[0]! : own, []);
  const isWithoutBase = isGuessed(compiled);
  return {
    ...(config && {
      routing: { config, isInSecret, ...(isWithoutBase && { isWithoutBase }), origins: originsIn(compiled, own, place, documents), place },
    }),
    refusals: refusedConfigs(compiled, documents),
    misread,
  };
}

/** Where a kustomization names the namespace of all objects, it is not known to which alerts the operator keeps them. */
const inTheirNamespaces = (alertmanager: KubernetesObject, documents: readonly Located[]): KubernetesObject =>
  documents.some(({ value }) => isKustomization(value) && valueAt(value, 'namespace') !== undefined)
    ? { ...alertmanager, spec: { ...(alertmanager.spec as object), alertmanagerConfigMatcherStrategy: { type: 'None' } } }
    : alertmanager;

/** The Secret with the base is somewhere else, or a check of its own says what is wrong with it. */
export const isGuessed = ({ warnings }: CompiledAlertmanager): boolean =>
  warnings.some(({ code, path }) => code === 'missing-object' && path === 'spec.configSecret');

/** Names that YAML reads as something else, such as `no`: Alertmanager wants texts, and takes them as such. */
function withNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNames);
  if (!isMapping(value)) return value;
  const isName = (key: string, held: unknown) =>
    (key === 'receiver' || key === 'name') && (typeof held === 'boolean' || typeof held === 'number');
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, isName(key, held) ? String(held) : withNames(held)]));
}

/** Whether this is an alertmanager.yml. */
export const isConfiguration = ({ value }: Located): boolean =>
  isMapping(value) && value.kind === undefined && isMapping(value.route) && Array.isArray(value.receivers);

export function originsIn(
  { origins }: CompiledAlertmanager,
  { value, object: alertmanager = '' }: Located,
  base: Place,
  documents: readonly Located[],
): readonly RoutingOrigin[] {
  return origins.map(({ path, at, object, adds }): RoutingOrigin => {
    const document = object && documentOf(object, documents);
    if (document === undefined) return { path, at, place: base };
    const isOfSameNamespace = object!.namespace === namespaceOf(value as KubernetesObject);
    const added = adds && { matcher: adds, alertmanager, isOfSameNamespace };
    return { path, at, place: placeOf(document, []), custom: { title: document.object ?? '', ...(added && { added }) } };
  });
}

const documentOf = (object: ObjectReference, documents: readonly Located[]): Located | undefined =>
  documents.find(({ value }) => isObject(value) && isDeepStrictEqual(referenceTo(value as KubernetesObject), object));

/** What Alertmanager cannot read in a file: `wholly` where no other check looks into it. What somebody fills in before is not known yet. */
function misreadIn(file: Located, wholly: boolean): readonly JudgedRefusal[] {
  const { config, problems } = readConfiguration(file.value);
  const isFilledIn = ({ path }: RoutingProblem) => placeholder.test(String(valueAt(file.value, ...pathOf(path))));
  const own = problems.filter((problem) => !isFilledIn(problem));
  // Of a configuration that is not whole, what is missing is not sure.
  const others = wholly && own.length === problems.length ? configurationProblems(config) : [];
  return [...own, ...others].map(({ path, message, hint = refusedHint }) => ({
    path: pathOf(path),
    message,
    hint,
    place: placeOf(file, []),
  }));
}

const placeholder = /\$\{|\$\(|\{\{|<[^>]*>|__\w+__|%\w+%/;
const refusedHint = 'Correct it: Alertmanager does not start with it, and one that runs keeps the old configuration.';

/** What the operator finds in AlertmanagerConfigs that the API server takes, such as a route to a receiver that there is not. */
function refusedConfigs({ rejected }: CompiledAlertmanager, documents: readonly Located[]): readonly JudgedRefusal[] {
  return rejected.flatMap(({ object, path, message, hint = 'Correct it: prometheus-operator leaves the whole object out.' }) => {
    const document = object.kind === 'AlertmanagerConfig' ? documentOf(object, documents) : undefined;
    return document === undefined ? [] : [{ path: pathOf(path), message, hint, place: placeOf(document, []) }];
  });
}
