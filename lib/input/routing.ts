import { isDeepStrictEqual } from 'node:util';
import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { configurationProblems } from '../alertmanager/problems';
import { readConfiguration } from '../alertmanager/read';
import type { RoutingProblem } from '../alertmanager/tree';
import type { JudgedRefusal, RoutingInput } from '../analysis/check-input';
import { type CompiledAlertmanager, compileAlertmanager } from '../compile/alertmanager/compile';
import { valueAt } from '../kubernetes/access';
import { type KubernetesObject, referenceTo } from '../kubernetes/object';
import { isMapping, pathOf } from '../yaml/value';
import { isObject, type Located } from './documents';
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
  const files = documents.filter(
    ({ value }) => isMapping(value) && value.kind === undefined && isMapping(value.route) && Array.isArray(value.receivers),
  );
  // Of several it is not known which one gets the alerts.
  const judgedApart = alertmanagers.length > 0 || files.length > 1;
  const misread = files.flatMap((file) => misreadIn(file, judgedApart));
  if (alertmanagers.length > 1 || (alertmanagers.length === 0 && files.length !== 1)) return { refusals: [], misread };
  const isInSecret = files.length === 1 && files[0]!.holder === 'Secret';
  if (own === undefined) {
    const [file] = files as [Located];
    return { routing: { config: file.value as AlertmanagerConfiguration, isInSecret, place: placeOf(file, []) }, refusals: [], misread };
  }
  const compiled = compileAlertmanager({ alertmanager: own.value as KubernetesObject, objects });
  const { config, warnings } = compiled;
  // Then the base is a guess: the Secret is somewhere else, or a check of its own says what is wrong with it.
  const isGuess = warnings.some(({ code, path }) => code === 'missing-object' && path === 'spec.configSecret');
  return {
    ...(config && !isGuess && { routing: { config, isInSecret, place: placeOf(files.length === 1 ? files[0]! : own, []) } }),
    refusals: refusedConfigs(compiled, documents),
    misread,
  };
}

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
    const document =
      object.kind === 'AlertmanagerConfig'
        ? documents.find(({ value }) => isObject(value) && isDeepStrictEqual(referenceTo(value as KubernetesObject), object))
        : undefined;
    return document === undefined ? [] : [{ path: pathOf(path), message, hint, place: placeOf(document, []) }];
  });
}
