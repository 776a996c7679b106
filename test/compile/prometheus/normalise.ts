import type { Asset } from '../../../lib/compile/prometheus/assets';

type Json = Readonly<Record<string, unknown>>;

/** What a comparison knows beyond the two configurations. */
export interface Known {
  readonly assets?: readonly Asset[];
  /** The content of a Secret's or ConfigMap's key; undefined where there is none. */
  readonly text?: (asset: Asset) => string | undefined;
  /** What prometheus-config-reloader replaces in the pod of the shard that is compared. @default - the only shard */
  readonly variables?: Readonly<Record<string, string>>;
  /** The operator's option for others than Prometheus, which writes TLS material into the configuration too. */
  readonly inlineTls?: boolean;
}

/**
 * Brings what the operator generates and what this library generates to one form, the operator's with the variables of one shard
 * replaced. The differences are these, and no others:
 * 1. The operator copies credentials into the configuration; here Prometheus reads them from mounted files, or, where it has no field
 *    for a file, the configuration holds a variable. (Content that does not exist the operator writes as an empty text, and of TLS material not at all.)
 * 2. The operator writes `$(SHARD)` and its like for the reloader; here every shard has its own configuration, the sharding rules are
 *    left out where they keep every target, and Prometheus itself replaces `${POD_NAME}` in external labels.
 */
export function normalise(
  config: unknown,
  { assets = [], text = () => undefined, variables = { SHARD: '0' }, inlineTls = false }: Known = {},
): Json {
  const byName = new Map(assets.map((asset) => [asset.kind === 'file' ? asset.path : `$(${asset.variable})`, asset]));
  const contentOf = (value: unknown) => (typeof value === 'string' ? byName.get(value) : undefined);
  const isTls = (field: string) => /^(ca|cert|key)_file$/.test(field);

  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return withoutIdentities(value.map(walk));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value)
          .map(([field, inner]) => entry(field, inner))
          .filter(([, inner]) => inner !== undefined),
      );
    const variable = contentOf(value);
    if (variable?.kind === 'variable') return text(variable) ?? '';
    return typeof value === 'string' ? replace(value) : value;
  };
  const entry = (field: string, value: unknown): [string, unknown] => {
    const asset = contentOf(value);
    if (asset?.kind === 'file' && isTls(field) && inlineTls && text(asset) === undefined) return [field, undefined];
    if (asset?.kind !== 'file' || !field.endsWith('_file') || (isTls(field) && !inlineTls)) return [field, walk(value)];
    return [field.slice(0, -'_file'.length), text(asset) ?? ''];
  };
  const replace = (value: string) =>
    value.replaceAll('$(POD_NAME)', '${POD_NAME}').replace(/\$\((\w+)\)/g, (whole, name: string) => variables[name] ?? whole);
  return walk(config) as Json;
}

/** Rules without those that keep every target of shard 0 of 1, and those that only shards which are going away know. */
function withoutIdentities(rules: readonly unknown[]): unknown[] {
  const all = rules as readonly (Json | null)[];
  const source = (rule: Json | null | undefined) => (Array.isArray(rule?.source_labels) ? rule.source_labels : []);
  const hash = all.findLastIndex((rule) => rule?.action === 'hashmod' && rule.modulus === 1 && rule.target_label === '__tmp_hash');
  const isSharding = hash >= 1 && all[hash + 1]?.regex === '0;|.+;.+' && source(all[hash - 1])[1] === '__tmp_hash';
  const kept = isSharding ? [...all.slice(0, hash - 1), ...all.slice(hash + 2)] : all;
  return kept.filter((rule) => rule?.target_label !== '__tmp_current_shard' && source(rule)[0] !== '__tmp_current_shard');
}
