import { dnsLabel } from '../kubernetes/names';
import { type Fields, fields, required } from '../model/shape/fields';
import { characters, filledListOf, kubernetesLabels, labels, listOf, named, right, satisfying, textLike } from '../model/shape/kinds';
import { inside, isNo, type Kind, type OptionProblem, problem } from '../model/shape/problem';
import { rawSpecKind, scrapeSettingKinds, timeoutProblems } from '../model/shape/scrape';
import { watchFields } from '../model/shape/watch';
import { inWords } from '../text/list';
import { isMapping } from '../yaml/value';
import type { ProbeOptions, Prober } from './probe-target';
import type { ScrapeOptions } from './scrape-target';

/** The name of a job is the name of its object, too. */
export const jobNameKind = named('name of a job', dnsLabel);

/** Discoveries in the words of a ScrapeConfig, which its own schema judges. */
const discovery: Kind = (value, at) => {
  if (!isMapping(value)) return isNo(at, value, 'discovery', "Write staticTargets(['host:9100']), or { httpSDConfigs: [{ url }] }.");
  const names = Object.keys(value);
  if (names.length === 0)
    return [problem(at, 'nothing is discovered', "Write staticTargets(['host:9100']), or { httpSDConfigs: [{ url }] }.")];
  return names.flatMap((name) =>
    /SDConfigs$|^staticConfigs$/.test(name)
      ? filledListOf(rawSpecKind)(value[name], inside(at, name))
      : isNo(
          at,
          name,
          'discovery of a ScrapeConfig',
          'Write staticConfigs, kubernetesSDConfigs, httpSDConfigs, dnsSDConfigs or another one.',
        ),
  );
};

const path = textLike('path', /^\//, 'Write a path that begins with a slash, such as /metrics.');

export const scrapeOptionsKind = satisfying<ScrapeOptions>(
  fields<ScrapeOptions>('a scrape', { ...watchFields, ...scrapeSettingKinds, discover: required(discovery), path, raw: rawSpecKind }),
  timeoutProblems,
);

const {
  scheme,
  honorLabels: _labels,
  honorTimestamps: _timestamps,
  proxyUrl: _proxy,
  bodySizeLimit: _body,
  params: _params,
  ...ofProbes
} = scrapeSettingKinds;

const proberKind = fields<Prober>(
  'a prober',
  {
    url: required(textLike('address', /^[^/\s]+$/, 'Write host:port, without a scheme and a path.')),
    modules: required(filledListOf(characters)),
    path,
    scheme,
  },
  "prober('host:9115', { modules: ['http_2xx'] })",
);

const probeTargets: Kind = (value, at) =>
  isMapping(value)
    ? fields<{ readonly ingresses: object; readonly namespaces?: unknown }>('a selection of Ingresses', {
        ingresses: required(kubernetesLabels),
        namespaces: (names, where) => (names === 'all' ? right : listOf(named('name of a namespace', dnsLabel))(names, where)),
      } as Fields<{ readonly ingresses: object; readonly namespaces?: unknown }>)(value, at)
    : filledListOf(characters)(value, at);

const moduleProblems = ({ prober: { modules }, module }: ProbeOptions, at: string): readonly OptionProblem[] =>
  modules.includes(module) ? right : [problem(inside(at, 'module'), `the prober has no module ${module}`, `It has ${inWords(modules)}.`)];

export const probeOptionsKind = satisfying<ProbeOptions>(
  fields<ProbeOptions>('a probe', {
    ...watchFields,
    ...ofProbes,
    prober: required(proberKind),
    module: required(characters),
    targets: required(probeTargets),
    labels,
    raw: rawSpecKind,
  }),
  (options, at) => [...timeoutProblems(options, at), ...moduleProblems(options, at)],
);
