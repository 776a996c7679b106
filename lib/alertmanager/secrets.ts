import type { AlertmanagerConfiguration } from './configuration';
import type { ConfigField, Shape } from './fields';
import { configurationFields } from './shapes';

/** A secret that stands in the configuration instead of in a file. */
export interface LiteralSecret {
  /** `receivers[0].slack_configs[0].api_url` */
  readonly path: string;
  /** The field that reads the same from a file, where Alertmanager has one. */
  readonly file?: string;
}

/** The secrets that a configuration spells out, in its own order. */
export function literalSecrets(config: AlertmanagerConfiguration): readonly LiteralSecret[] {
  return [...walk({ shape: configurationFields }, config, '')];
}

function* walk(field: ConfigField, value: unknown, path: string, siblings: Shape = {}): Generator<LiteralSecret> {
  if (value === undefined || value === null || value === '') return;
  if (typeof field === 'string') {
    const isSecret =
      field === 'secret' ||
      field === 'secret-url' ||
      (field === 'secret-template-url' && isPublic(String(value))) ||
      (field === 'url' && hasPassword(String(value)));
    const key = path.replace(/^.*\./, '');
    if (isSecret && !isPlaceholder(String(value))) yield { path, ...(Object.hasOwn(siblings, `${key}_file`) && { file: `${key}_file` }) };
  } else if ('list' in field) {
    for (const [i, entry] of (value as readonly unknown[]).entries()) yield* walk(field.list, entry, `${path}[${i}]`);
  } else {
    for (const [key, entry] of Object.entries(value)) {
      const known = 'map' in field ? field.map : field.shape[key];
      if (known !== undefined) yield* walk(known, entry, path === '' ? key : `${path}.${key}`, 'shape' in field ? field.shape : {});
    }
  }
}

/** What another program fills in (envsubst, Flux, Helm, sops), and what documentation writes for it: `${SLACK_URL}`, `<secret>`. */
const isPlaceholder = (text: string): boolean => /\$\{[^}]+\}|\$\([^)]+\)|\{\{|<[\w -]+>|^ENC\[/.test(text);

const hasPassword = (url: string) => /^[a-z]+:\/\/[^/?#@]*:[^/?#@]+@/i.test(url);

/** A webhook's URL is its only secret where everybody can reach it; within a cluster it is an address. */
const isPublic = (url: string): boolean => /^https:\/\//i.test(url) && !/^https:\/\/[^/]*(localhost|\.svc|\.local|\.internal)\b/i.test(url);
