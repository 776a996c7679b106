import { describe, expect, test } from 'vitest';
import { dashboardStyle } from '../../../lib/checks/dashboards/dashboard-style';
import { judge, panel } from '../../support/dashboards';

const said = (defaults: object, ...properties: readonly object[]) =>
  judge(dashboardStyle, { panels: [panel({ fieldConfig: { defaults, overrides: [{ properties }] } })] }).map(({ message }) => message);
const steps = (...values: readonly unknown[]) => ({ thresholds: { steps: values.map((value) => ({ value, color: 'red' })) } });

describe('the unit of values', () => {
  test('that is nearly one of Grafana is found, with what may be meant', () => {
    const [found] = judge(dashboardStyle, { panels: [panel({ fieldConfig: { defaults: { unit: 'byte' } } })] });
    expect(found).toMatchObject({
      severity: 'warning',
      message: 'dashboard Board, panel Panel: Grafana has no unit byte, and writes it behind the number as it is',
      hint: 'Did you mean bytes? If not, write suffix:byte.',
      file: 'board#panels/0/fieldConfig/defaults/unit',
    });
  });
  test.each([
    ['Bytes', 'bytes'],
    ['percentunits', 'percentunit'],
    ['percentunt', 'percentunit'],
  ])('%s may be meant as %s', (unit, meant) =>
    expect(judge(dashboardStyle, { panels: [panel({ fieldConfig: { defaults: { unit } } })] })).toEqual([
      expect.objectContaining({ hint: expect.stringContaining(`Did you mean ${meant}?`) }),
    ]),
  );
  test('of an override is judged too', () => expect(said({}, { id: 'unit', value: 'byte' })).toHaveLength(1));
  test('with a blank after suffix: is found', () =>
    expect(said({ unit: 'suffix: cores' })).toEqual([expect.stringContaining('two blanks')]));
  test.each(['bytes', 'suffix:cores', 'si:m', 'currency:€', 'time:HH', 'requests per fortnight', 'qps', 'req/s', 'cores', '$unit', ''])(
    '%s is right',
    (unit) => expect(said({ unit })).toEqual([]),
  );
});

describe('a color', () => {
  test.each([
    [{ color: { mode: 'fixed', fixedColor: 'rde' } }, ['color', 'fixedColor']],
    [{ thresholds: { steps: [{ value: null, color: 'rde' }] } }, ['thresholds', 'steps', 0, 'color']],
    [{ mappings: [{ type: 'value', options: { 1: { color: 'rde' } } }] }, ['mappings', 0, 'options', '1', 'color']],
    [{ mappings: [{ type: 'range', options: { from: 1, result: { color: 'rde' } } }] }, ['mappings', 0, 'options', 'result', 'color']],
  ])('that Grafana does not have is found in %o', (defaults, at) => {
    expect(judge(dashboardStyle, { panels: [panel({ fieldConfig: { defaults } })] })).toEqual([
      expect.objectContaining({ hint: 'Did you mean red?', file: `board#panels/0/fieldConfig/defaults/${at.join('/')}` }),
    ]);
  });
  test.each(['dark-red', 'text', 'transparent', 'DarkRed', '#fff', 'rgba(1, 2, 3, 0.5)', '$color', ''])('%s is right', (fixedColor) =>
    expect(said({ color: { mode: 'fixed', fixedColor } })).toEqual([]),
  );
  test('of a mode with a palette of its own is not judged', () =>
    expect(said({ color: { mode: 'continuous-GrYlRd', fixedColor: 'rde' } })).toEqual([]));
});

describe('thresholds', () => {
  test('that do not ascend are found', () =>
    expect(said(steps(null, 80, 50))).toEqual([expect.stringContaining('the threshold 50 comes after 80')]));
  test('of which a later one has no value are found', () => expect(said(steps(80, null))).toHaveLength(1));
  test.each([[[null, 50, 80]], [[0, 50]], [[null]], [[null, 50, 50]], [[]]])('%o are right', (values) =>
    expect(said(steps(...values))).toEqual([]),
  );
});
