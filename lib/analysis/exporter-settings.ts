import { catalogs } from '../catalog/catalogs';
import { collectors } from '../catalog/collectors';
import { metricOfSeries } from '../catalog/source';
import { listAt, textAt } from '../kubernetes/access';
import type { VectorSelector } from '../promql/ast';
import { regexpMatches } from '../promql/regexp';
import type { Container } from './pods';
import { metricName } from './series-sources';

/** What the arguments of an exporter keep from being there. */
export interface SwitchedOff {
  /** What the exporter does of it: `exposes only with the collector systemd, which is off by default`. */
  readonly because: string;
  /** What to add to its arguments, or to take from them. */
  readonly hint: string;
}

/** What the arguments of a container keep of the series of a selector, and of the labels that are asked of them. */
export function switchedOffIn(container: Container, selector: VectorSelector, asked: readonly string[]): SwitchedOff | undefined {
  const name = metricName(selector);
  const program = programOf(container);
  const words = wordsOf(container);
  if (name === undefined || program === undefined || words === undefined) return undefined;
  return program === 'node' ? collectorOff(name, words) : stateOff(name, words, asked);
}

function programOf({ json }: Container): 'node' | 'state' | undefined {
  const [, image] = /([^/:@]+)(?::[^/]*)?(?:@.*)?$/.exec(textAt(json, 'image') ?? '') ?? [];
  if (image === 'node-exporter' || image === 'node_exporter') return 'node';
  return image === 'kube-state-metrics' ? 'state' : undefined;
}

/** The arguments; undefined where a shell, a file or a variable gives some of them. */
function wordsOf({ json }: Container): readonly string[] | undefined {
  const command = listAt(json, 'command');
  const words = [...command.slice(1), ...listAt(json, 'args')];
  const isProgram = command.length === 0 || /(?:^|\/)(?:node_exporter|kube-state-metrics)$/.test(String(command[0]));
  const isSure = words.every((word) => typeof word === 'string' && !/\$[({]|^@|^--config\b|^--custom-resource-state-only\b/.test(word));
  return isProgram && isSure ? (words as string[]) : undefined;
}

/** All that a flag is given, whether behind `=` or as the next word. */
const valuesOf = (words: readonly string[], flag: string): readonly string[] =>
  words.flatMap((word, index) => {
    if (word.startsWith(`--${flag}=`)) return [word.slice(flag.length + 3)];
    return word === `--${flag}` ? [words[index + 1] ?? ''] : [];
  });

const isOn = (words: readonly string[], flag: string): boolean =>
  words.some((word) => word === `--${flag}` || (word.startsWith(`--${flag}=`) && !word.endsWith('=false')));

function collectorOff(name: string, words: readonly string[]): SwitchedOff | undefined {
  const needed = /^--(collector\.[\w.-]+)$/.exec(metricOfSeries(catalogs.node, name)?.entry.when ?? '')?.[1];
  if (needed !== undefined) {
    if (isOn(words, needed)) return undefined;
    const what = needed.split('.').length > 2 ? `--${needed}` : `the collector ${needed.replace('collector.', '')}`;
    return { because: `exposes only with ${what}, which is off by default`, hint: `add --${needed} to its arguments, or drop the query` };
  }
  const collector = collectors.find(([beginning]) => name.startsWith(beginning))?.[1];
  if (collector === undefined || isOn(words, `collector.${collector}`)) return undefined;
  const off = words.find((word) => word === `--no-collector.${collector}` || word === '--collector.disable-defaults');
  if (off === undefined) return undefined;
  const hint = off.startsWith('--no-') ? `take ${off} from its arguments` : `add --collector.${collector} to its arguments`;
  return { because: `exposes only with the collector ${collector}, which ${off} switches off`, hint: `${hint}, or drop the query` };
}

function stateOff(name: string, words: readonly string[], asked: readonly string[]): SwitchedOff | undefined {
  const known = metricOfSeries(catalogs['kube-state-metrics'], name);
  if (known === undefined) return undefined;
  const { when = '' } = known.entry;
  const denied = listed(words, 'metric-denylist')?.find((pattern) => regexpMatches(pattern, name));
  if (denied !== undefined) {
    return {
      because: `does not expose: --metric-denylist takes it away (${denied})`,
      hint: 'take it from --metric-denylist, or drop the query',
    };
  }
  const allowed = listed(words, 'metric-allowlist');
  if (allowed !== undefined && !allowed.some((pattern) => regexpMatches(`.*(?:${pattern}).*`, name))) {
    return {
      because: 'does not expose: --metric-allowlist does not have it',
      hint: `add ${name} to --metric-allowlist, or drop the query`,
    };
  }
  const resources = listed(words, 'resources');
  const [, byWhen] = /^--resources=\.\.\.,(\w+)$/.exec(when) ?? [];
  const resource = byWhen ?? resourceOf(name);
  if (resource !== undefined && (resources === undefined ? byWhen !== undefined : !resources.includes(resource))) {
    const because =
      resources === undefined
        ? `exposes only where --resources names ${resource}, which are not read by default`
        : `exposes only where --resources names ${resource}, and here it does not`;
    return { because, hint: `add ${resource} to --resources, or drop the query` };
  }
  const kind = /^--metric-(labels|annotations)-allowlist$/.exec(when)?.[1];
  return kind === undefined || resource === undefined ? undefined : notAllowed(kind, resource, words, asked);
}

/** The values of a flag that takes a list; undefined where it is not given, or where it has patterns with commas of their own. */
function listed(words: readonly string[], flag: string): readonly string[] | undefined {
  const given = valuesOf(words, flag).join(',');
  const parts = given.split(',').filter((part) => part !== '');
  return parts.length === 0 || /[{[]/.test(given) ? undefined : parts;
}

/** `kube_pod_info` is of `pods`, `kube_ingress_info` of `ingresses`; undefined for what is of no resource. */
function resourceOf(name: string): string | undefined {
  const [, one] = /^kube_([a-z]+)_/.exec(name) ?? [];
  if (one === undefined) return undefined;
  if (one === 'endpoint') return 'endpoints';
  if (one.endsWith('y')) return `${one.slice(0, -1)}ies`;
  return /(s|ss)$/.test(one) ? `${one}es` : `${one}s`;
}

function notAllowed(kind: string, resource: string, words: readonly string[], asked: readonly string[]): SwitchedOff | undefined {
  const flag = `metric-${kind}-allowlist`;
  const given = valuesOf(words, flag).join(',');
  const lists = [...given.matchAll(/([\w.*]+)=\[([^\]]*)\]/g)].filter(([, of]) => of === resource || of === '*');
  const prefix = `${kind.slice(0, -1)}_`;
  const wanted = asked.filter((label) => label.startsWith(prefix));
  const keys = lists.flatMap(([, , text = '']) => text.split(',').map((key) => key.trim()));
  if (keys.some((key) => key.includes('*'))) return undefined;
  const missing = wanted.find((label) => !keys.some((key) => plain(`${prefix}${key}`) === plain(label)));
  if (missing === undefined) return undefined;
  return {
    because: `exposes with ${missing} only where --${flag} allows it`,
    hint: `add --${flag}=${resource}=[${missing.slice(prefix.length)}] to its arguments, or drop the query`,
  };
}

/** kube-state-metrics makes `app_kubernetes_io_name` of `app.kubernetes.io/name`, and `my_team` of `myTeam`. */
const plain = (key: string): string => key.replace(/[^a-zA-Z0-9]/g, '').toLowerCase();
