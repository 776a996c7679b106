import { cssColors, grafanaColors } from '../../../imports/grafana/colors';
import { grafanaUnits } from '../../../imports/grafana/units';
import { foundAt } from '../../analysis/found';
import { panelsOf } from '../../analysis/grafana/panels';
import { colorsIn, type StyleValue, styleValuesOf } from '../../analysis/grafana/style';
import { listAt, valueAt } from '../../kubernetes/access';
import { nearest } from '../../text/nearest';
import type { Path } from '../../yaml/value';
import { check } from '../check';

export const dashboardStyle = check('dashboard-style', {
  finds: 'a unit or a color that Grafana does not have, or thresholds that do not ascend',
  severity: { declared: 'warning', manifests: 'info' },
  *run({ dashboards }) {
    for (const { title, json, place } of dashboards) {
      if (json === undefined) continue;
      for (const panel of panelsOf(json)) {
        for (const style of styleValuesOf(panel)) {
          for (const { message, hint, at = [] } of problemsOf(style)) {
            yield foundAt(place, { message: `dashboard ${title}, ${panel.title}: ${message}`, hint, at: [...style.at, ...at] });
          }
        }
      }
    }
  },
});

interface Problem {
  readonly message: string;
  readonly hint: string;
  /** From the value on. @default - the value itself */
  readonly at?: Path;
}

const problemsOf = (style: StyleValue): readonly Problem[] => [
  ...(style.id === 'unit' && typeof style.value === 'string' ? unitProblems(style.value) : []),
  ...(style.id === 'thresholds' ? thresholdProblems(style.value) : []),
  ...colorsIn(style).flatMap(([color, at]) => colorProblems(color).map((problem) => ({ ...problem, at }))),
];

const units: ReadonlySet<string> = new Set(grafanaUnits);

/** Grafana writes a unit that it does not know behind the number. That may be wanted, but for one that is nearly a unit. */
function unitProblems(unit: string): readonly Problem[] {
  if (unit === '' || units.has(unit) || unit.includes('$')) return [];
  const own = unit.startsWith('suffix:') ? unit.slice('suffix:'.length) : undefined;
  if (own !== undefined) {
    const hint = `Write suffix:${own.trim()}.`;
    return /^\s/.test(own) ? [{ message: `two blanks are between the number and the unit \`${unit}\``, hint }] : [];
  }
  const similar = unit.includes(':') ? undefined : slipOf(unit);
  if (similar === undefined) return [];
  return [
    {
      message: `Grafana has no unit ${unit}, and writes it behind the number as it is`,
      hint: `Did you mean ${similar}? If not, write suffix:${unit}.`,
    },
  ];
}

/** The unit that was meant. Short ones, such as qps, are as near to one of Grafana as a slip is: of them only the case and an s count. */
function slipOf(unit: string): string | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/s$/, '');
  return grafanaUnits.find((known) => bare(known) === bare(unit)) ?? (unit.length < 6 ? undefined : nearest(unit, grafanaUnits));
}

const colors: ReadonlySet<string> = new Set([...grafanaColors, ...cssColors]);

function colorProblems(color: string): readonly Problem[] {
  if (color === '' || colors.has(color) || colors.has(color.toLowerCase()) || /^#|^(?:rgb|hsl)a?\(|\$/i.test(color)) return [];
  const similar = nearest(color, grafanaColors);
  return [
    {
      message: `Grafana has no color ${color}`,
      hint:
        similar === undefined
          ? 'Write green, yellow, orange, red, blue or purple, or a number such as #ff9830.'
          : `Did you mean ${similar}?`,
    },
  ];
}

/** Grafana goes through the steps up to the first that a value does not reach. */
function thresholdProblems(thresholds: unknown): readonly Problem[] {
  const steps = listAt(thresholds, 'steps').map((step) => valueAt(step, 'value'));
  const index = steps.findIndex((step, at) => {
    const before = steps[at - 1];
    return typeof before === 'number' && (typeof step === 'number' ? step < before : at > 0);
  });
  if (index === -1) return [];
  const here = typeof steps[index] === 'number' ? `the threshold ${steps[index]}` : 'a threshold without a value';
  return [
    {
      message: `${here} comes after ${steps[index - 1]}, so that the colors of the thresholds are mixed up`,
      hint: 'Write the thresholds from the lowest to the highest.',
      at: ['steps', index],
    },
  ];
}
