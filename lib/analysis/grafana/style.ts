import { listAt, mappingAt, mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import type { Path } from '../../yaml/value';
import type { LocatedPanel } from './panels';

/** An option of values: of all of a panel, or of some by an override. */
export interface StyleValue {
  /** `unit`, `thresholds`, `custom.width` ... */
  readonly id: string;
  readonly value: unknown;
  readonly at: Path;
}

export const styleValuesOf = ({ json, at }: LocatedPanel): readonly StyleValue[] => [
  ...Object.entries(mappingAt(json, 'fieldConfig', 'defaults')).map(([id, value]) => ({
    id,
    value,
    at: [...at, 'fieldConfig', 'defaults', id],
  })),
  ...mappingsAt(json, 'fieldConfig', 'overrides').flatMap(([override, index]) =>
    mappingsAt(override, 'properties').map(([property, which]) => ({
      id: textAt(property, 'id') ?? '',
      value: valueAt(property, 'value'),
      at: [...at, 'fieldConfig', 'overrides', index, 'properties', which, 'value'],
    })),
  ),
];

/** The colors in a value, and the way to each. */
export function colorsIn({ id, value }: StyleValue): readonly (readonly [color: string, at: Path])[] {
  const color = (at: Path) => {
    const found = valueAt(value, ...at);
    return typeof found === 'string' ? [[found, at] as const] : [];
  };
  switch (id) {
    case 'color':
      // Other modes have palettes of their own.
      return textAt(value, 'mode') === 'fixed' || textAt(value, 'mode') === 'shades' ? color(['fixedColor']) : [];
    case 'thresholds':
      return listAt(value, 'steps').flatMap((_, index) => color(['steps', index, 'color']));
    case 'mappings':
      return mappingsAt({ value }, 'value').flatMap(([mapping, index]) => [
        ...color([index, 'options', 'result', 'color']),
        ...(textAt(mapping, 'type') === 'value'
          ? Object.keys(mappingAt(mapping, 'options')).flatMap((key) => color([index, 'options', key, 'color']))
          : []),
      ]);
    default:
      return [];
  }
}
