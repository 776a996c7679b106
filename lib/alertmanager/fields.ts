/**
 * What a field of the configuration holds, after Alertmanager's documentation ("Configuration"): its types <secret>, <tmpl_string> ...
 * A `duration` is Prometheus' (`1d2h`), a `go-duration` Go's (`1.5s`), and a `timeout` also a number of
 * nanoseconds; a `file` is a path that Alertmanager reads by itself.
 */
export type ScalarKind =
  | 'string'
  | 'template'
  | 'boolean'
  | 'integer'
  | 'count'
  | 'number'
  | 'duration'
  | 'go-duration'
  | 'timeout'
  | 'url'
  | 'any-url'
  | 'host-port'
  | 'file'
  | 'matchers'
  | 'regexp'
  | 'secret'
  | 'secret-url'
  | 'secret-template-url'
  | 'any';

/** A mapping with known keys. */
export type Shape = { readonly [key: string]: ConfigField };
export type ConfigField = ScalarKind | { readonly shape: Shape } | { readonly list: ConfigField } | { readonly map: ConfigField };

/** The TypeScript type of a field. A secret is a string, and absent where the `_file` field beside it names its file. */
export type ValueOf<F> = F extends 'boolean'
  ? boolean
  : F extends 'integer' | 'count' | 'number'
    ? number
    : F extends 'any'
      ? unknown
      : F extends { readonly shape: infer S }
        ? Configured<S>
        : F extends { readonly list: infer E }
          ? readonly ValueOf<E>[]
          : F extends { readonly map: infer E }
            ? { readonly [key: string]: ValueOf<E> }
            : string;

/** The TypeScript type of a mapping. Every key is optional, as in YAML: what Alertmanager requires is a check's matter. */
export type Configured<S> = { readonly [K in keyof S]?: ValueOf<S[K]> };

export const shape = <const S extends Shape>(fields: S): { readonly shape: S } => ({ shape: fields });
export const list = <const F extends ConfigField>(of: F): { readonly list: F } => ({ list: of });
export const map = <const F extends ConfigField>(of: F): { readonly map: F } => ({ map: of });
