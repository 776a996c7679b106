import {
  applyFieldOverrides, cacheFieldDisplayNames, createTheme, type DataFrame, FieldColorModeId, FieldConfigOptionsRegistry, ThresholdsMode,
  standardTransformers, standardTransformersRegistry, transformDataFrame,
} from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import type { Given, PanelJson, Values } from './types';
import { interpolate } from './variables';

/** What Grafana's application registers, and its packages do not: the standard options of fields. `custom.*` is taken as it is. */
const standardOptions = ['unit', 'min', 'max', 'decimals', 'displayName', 'noValue', 'links', 'mappings', 'thresholds', 'color', 'filterable', 'actions', 'fieldMinMax'];

const same = (value: unknown) => value;
const option = (path: string, id = path, isCustom = false) =>
  ({ id, path, name: id, process: same, shouldApply: () => true, isCustom, override: () => null, editor: () => null }) as never;

function registryFor(panel: PanelJson): FieldConfigOptionsRegistry {
  const custom = new Set([
    ...Object.keys(defaultsOf(panel.type).custom ?? {}),
    ...Object.keys(panel.fieldConfig?.defaults?.custom ?? {}),
    ...(panel.fieldConfig?.overrides ?? []).flatMap(({ properties }) => properties.map(({ id }: { id: string }) => id).filter((id: string) => id.startsWith('custom.')).map((id: string) => id.slice(7))),
  ]);
  return new FieldConfigOptionsRegistry(() => [...standardOptions.map((path) => option(path)), ...[...custom].map((path) => option(path, `custom.${path}`, true))]);
}

/** The defaults of panel plugins, which are in Grafana's application. */
function defaultsOf(type: string): Record<string, any> {
  const thresholds = { mode: ThresholdsMode.Absolute, steps: [{ value: -Infinity, color: 'green' }, { value: 80, color: 'red' }] };
  switch (type) {
    case 'timeseries':
      return {
        color: { mode: FieldColorModeId.PaletteClassic }, thresholds,
        custom: { drawStyle: 'line', lineInterpolation: 'linear', lineWidth: 1, fillOpacity: 0, gradientMode: 'none', spanNulls: false, insertNulls: false, showPoints: 'auto',
          pointSize: 5, stacking: { mode: 'none', group: 'A' }, axisPlacement: 'auto', axisLabel: '', axisColorMode: 'text', scaleDistribution: { type: 'linear' },
          hideFrom: { tooltip: false, viz: false, legend: false }, thresholdsStyle: { mode: 'off' } },
      };
    case 'piechart':
    case 'histogram':
    case 'barchart':
      return { color: { mode: FieldColorModeId.PaletteClassic }, thresholds };
    default:
      return { color: { mode: FieldColorModeId.Thresholds }, thresholds };
  }
}

/** The frames as a panel draws them: transformed, and every field with its options. */
export async function withFieldConfig(panel: PanelJson, frames: DataFrame[], values: Values, given: Given): Promise<DataFrame[]> {
  const transformed = await firstValueFrom(transformDataFrame([...(panel.transformations ?? [])], frames));
  const defaults = defaultsOf(panel.type);
  const own = panel.fieldConfig?.defaults ?? {};
  const steps = own.thresholds?.steps?.map((step: any, index: number) => ({ ...step, value: index === 0 ? -Infinity : step.value }));
  const result = applyFieldOverrides({
    data: transformed,
    fieldConfig: {
      defaults: {
        ...defaults, ...own, custom: { ...defaults.custom, ...own.custom },
        thresholds: own.thresholds ? { mode: ThresholdsMode.Absolute, ...own.thresholds, steps } : defaults.thresholds,
      },
      overrides: panel.fieldConfig?.overrides ?? [],
    },
    replaceVariables: (text) => interpolate(text, values),
    theme: createTheme({ colors: { mode: given.theme } }),
    timeZone: 'utc',
    fieldConfigRegistry: registryFor(panel),
  });
  // applyFieldOverrides forgets the names that the table reads.
  cacheFieldDisplayNames(result);
  return result;
}

export function registerTransformers(): void {
  const unique = new Map(Object.values(standardTransformers).map((each: any) => [each.id, each]));
  standardTransformersRegistry.setInit(() =>
    [...unique.values()].map((each: any) => ({ id: each.id, name: each.name, transformation: () => Promise.resolve(each), editor: () => null, imageDark: '', imageLight: '' })) as never);
}
