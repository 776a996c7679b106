import { describe, expect, test } from 'vitest';
import type { CheckInput } from '../../../lib/analysis/check-input';
import { dashboardUnit } from '../../../lib/checks/dashboards/dashboard-unit';
import { judge, panel } from '../../support/dashboards';

describe('the unit of a panel', () => {
  const of = (more: object, origin: CheckInput['origin'] = 'declared') =>
    judge(dashboardUnit, { panels: [panel({ fieldConfig: { defaults: {} }, ...more })] }, {}, { origin });

  test('that is missing is found', () =>
    expect(of({})).toEqual([expect.objectContaining({ severity: 'warning', message: expect.stringContaining('panel Panel') })]));
  test('that is missing is an information where somebody else wrote it', () =>
    expect(of({}, 'manifests')).toEqual([expect.objectContaining({ severity: 'info' })]));
  test('of a panel of the old schema that is missing is found', () =>
    expect(of({ type: 'graph', yaxes: [{ format: '' }] })).toHaveLength(1));
  test.each([
    { fieldConfig: { defaults: { unit: 'none' } } },
    { fieldConfig: { defaults: { mappings: [{ type: 'value' }] } } },
    { fieldConfig: { overrides: [{ properties: [{ id: 'unit', value: 's' }] }] } },
    { type: 'table' },
    { type: 'text' },
    { targets: [] },
    { type: 'stat', options: { textMode: 'name' } },
    { type: 'stat', options: { reduceOptions: { fields: '/version/' } } },
    { type: 'graph', yaxes: [{ format: 's' }] },
    { type: 'singlestat', format: 'percent' },
    { libraryPanel: { uid: 'x' } },
  ])('is not missed in %o', (more) => expect(of(more)).toEqual([]));
});
