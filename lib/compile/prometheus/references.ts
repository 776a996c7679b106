import type { NamedObject } from '../../kubernetes/object';
import { type Asset, assetFile, assetVariable, credentialsDirectory, type Source, secretSource, sourceOf, tlsDirectory } from './assets';
import type { KeySelector, SecretOrConfigMap } from './crd/common';

interface DataObject extends NamedObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

const keyOf = (data: Readonly<Record<string, string>> | undefined, key: string): string | undefined =>
  data && Object.hasOwn(data, key) ? data[key] : undefined;

/**
 * What a Secret or ConfigMap that is not among the objects means: it comes from elsewhere and holds what is asked of it (an
 * ExternalSecret, `kubectl create secret`), or it does not exist, as for the operator in a cluster that holds these objects only.
 */
export type MissingSecrets = 'assume' | 'reject';

/** Secrets and ConfigMaps as the scrape objects refer to them, and the record of those that the configuration needs. */
export interface References {
  /**
   * Why this key cannot be read; undefined where it can. In the words of the operator when it fetches the object, or when it looks
   * for it among those that it has fetched.
   */
  problem(source: Source, lookup?: 'fetched' | 'cached'): string | undefined;
  /** The content, where the object is known and has the key. */
  text(source: Source): string | undefined;
  /** The path of mounted TLS material. */
  tlsFile(namespace: string, selector: SecretOrConfigMap): string | undefined;
  /** The path of a mounted credential. */
  credentialFile(namespace: string, selector: KeySelector): string;
  /** What stands in the configuration for a value that Prometheus reads from no file. */
  value(namespace: string, selector: SecretOrConfigMap): string;
  /** Everything that was referred to so far, sorted. */
  assets(): Asset[];
}

export function references(objects: Iterable<NamedObject>, missing: MissingSecrets): References {
  const known = new Map<string, DataObject>();
  for (const object of objects)
    if (object.kind === 'Secret' || object.kind === 'ConfigMap')
      known.set(`${object.kind}/${object.metadata.namespace ?? 'default'}/${object.metadata.name}`, object as DataObject);
  const used = new Map<string, Asset>();
  const use = <A extends Asset>(asset: A): A => {
    used.set(asset.kind === 'file' ? asset.path : asset.variable, asset);
    return asset;
  };

  const find = ({ from, namespace, name }: Source) => known.get(`${from}/${namespace}/${name}`);
  const text = (source: Source) => {
    const object = find(source);
    const plain = keyOf(source.from === 'Secret' ? object?.stringData : object?.data, source.key);
    if (plain !== undefined || source.from === 'ConfigMap') return plain;
    const encoded = keyOf(object?.data, source.key);
    return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
  };
  const file = (source: Source, directory: string) => use({ kind: 'file', ...source, path: assetFile(source, directory) }).path;

  return {
    text,
    problem(source, lookup = 'fetched') {
      const { namespace, name, key } = source;
      const what = source.from.toLowerCase();
      if (find(source)) {
        if (text(source) !== undefined) return undefined;
        return `key "${key}" in ${what} ${lookup === 'cached' ? `${namespace}/${name}` : `"${name}"`} not found`;
      }
      if (missing === 'assume' && name !== '') return undefined;
      return lookup === 'cached'
        ? `${what} ${namespace}/${name} not found`
        : `unable to get ${what} "${name}": ${what}s "${name}" not found`;
    },
    tlsFile(namespace, selector) {
      const source = sourceOf(namespace, selector);
      return source && file(source, tlsDirectory);
    },
    credentialFile: (namespace, selector) => file(secretSource(namespace, selector), credentialsDirectory),
    value(namespace, selector) {
      const source = sourceOf(namespace, selector);
      if (!source) return '';
      if (source.from === 'ConfigMap') {
        const plain = text(source);
        if (plain !== undefined) return plain;
      }
      return `$(${use({ kind: 'variable', ...source, variable: assetVariable(source) }).variable})`;
    },
    assets: () => [...used.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, asset]) => asset),
  };
}
