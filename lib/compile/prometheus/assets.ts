import type { KeySelector, SecretOrConfigMap } from './crd/common';

/** Where prometheus-operator mounts TLS material (pkg/prometheus/common.go, tlsAssetsDir). */
export const tlsDirectory = '/etc/prometheus/certs';
/** Where this compiler expects credentials, which the operator writes into the configuration itself. */
export const credentialsDirectory = '/etc/prometheus/credentials';

interface Source {
  readonly from: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** A key that has to be mounted as a file. */
export interface FileAsset extends Source {
  readonly kind: 'file';
  readonly path: string;
}

/**
 * A key whose value has to stand in the configuration, because Prometheus can read that field from no file (AWS keys of sigv4, a
 * Consul token, an OAuth2 client ID ...). The configuration holds `$(variable)`, the form that prometheus-config-reloader replaces
 * from its environment; whoever deploys the configuration provides the variable, or refuses.
 */
export interface VariableAsset extends Source {
  readonly kind: 'variable';
  readonly variable: string;
}

export type Asset = FileAsset | VariableAsset;

/** Names a file as the operator does (pkg/assets/tls.go): neither namespaces nor names can hold an underscore, so names are unique. */
export function assetFile(source: Source, directory: string): string {
  return `${directory}/${source.from === 'Secret' ? 0 : 1}_${source.namespace}_${source.name}_${source.key}`;
}

/** A name for an environment variable: what may not stand in one is `_` and its code in hexadecimal, and `__` separates the parts. */
export function assetVariable(source: Source): string {
  const encode = (part: string) => part.replace(/[^a-zA-Z0-9]/g, (c) => `_${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return [source.from === 'Secret' ? 'SECRET' : 'CONFIGMAP', source.namespace, source.name, source.key].map(encode).join('__');
}

export function sourceOf(namespace: string, selector: SecretOrConfigMap): Source | undefined {
  if (selector.secret) return secretSource(namespace, selector.secret);
  if (selector.configMap) return { from: 'ConfigMap', namespace, name: selector.configMap.name ?? '', key: selector.configMap.key ?? '' };
  return undefined;
}

export function secretSource(namespace: string, selector: KeySelector): Source {
  return { from: 'Secret', namespace, name: selector.name ?? '', key: selector.key ?? '' };
}

export type { Source };
