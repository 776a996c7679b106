import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canProduceName, leavesLabel, relabeledValues, relabelOutcome } from '../../lib/analysis/relabeling';
import type { RelabelConfig } from '../../lib/analysis/target-labels';

const anyLabels = { possible: 'any' } as const;
const fate = (name: string, ...configs: readonly RelabelConfig[]) => relabelOutcome(name, anyLabels, configs);
const drop = (regex: string, ...others: readonly string[]): RelabelConfig => ({
  action: 'drop',
  source_labels: ['__name__', ...others],
  regex,
});

describe('the name of a sample after its relabeling', () => {
  test('is its own where nothing drops it', () => expect(fate('a', drop('b|c.*'))).toEqual({ kind: 'stored', name: 'a' }));
  test('is dropped by a name in a list', () => expect(fate('a_b', drop('x'), drop('a_(b|c)'))).toEqual({ kind: 'dropped', by: 1 }));
  test('is matched as a whole', () => expect(fate('abc', drop('ab'))).toMatchObject({ kind: 'stored' }));
  test('is dropped where it is not kept', () =>
    expect(fate('a', { action: 'keep', source_labels: ['__name__'], regex: 'b|c' })).toEqual({ kind: 'dropped', by: 0 }));
  test('may be dropped by a label that only some samples have', () =>
    expect(fate('a', drop('a;', 'image'))).toMatchObject({ kind: 'stored' }));
  test('is dropped by the absence of a label that no sample has', () =>
    expect(relabelOutcome('a', { possible: new Set(['job']) }, [drop('a;', 'image')])).toEqual({ kind: 'dropped', by: 0 }));
  test('is dropped whatever the label is', () => expect(fate('a', drop('a;.*', 'image'))).toEqual({ kind: 'dropped', by: 0 }));
  test('is not dropped by one of two alternatives that needs a label', () => {
    expect(fate('a', drop('b;|a;.+', 'image'))).toMatchObject({ kind: 'stored' });
    expect(fate('a', drop('a;|b.*', 'image'))).toMatchObject({ kind: 'stored' });
  });
  test('is not kept where the name is another one, whatever the label is', () => {
    expect(fate('a', { action: 'keep', source_labels: ['__name__', 'image'], regex: 'other;.+' })).toEqual({ kind: 'dropped', by: 0 });
    expect(fate('other', { action: 'keep', source_labels: ['__name__', 'image'], regex: 'other;.+' })).toMatchObject({ kind: 'stored' });
  });
  test('is replaced', () =>
    expect(
      fate('old_total', { source_labels: ['__name__'], regex: 'old_(.+)', target_label: '__name__', replacement: 'new_${1}' }),
    ).toEqual({ kind: 'stored', name: 'new_total', by: 0 }));
  test('is unsure where another label decides', () =>
    expect(fate('a', { source_labels: ['kind'], regex: '(.+)', target_label: '__name__' })).toEqual({ kind: 'unsure' }));
  test('is lost with labeldrop, which Prometheus refuses', () =>
    expect(fate('a', { action: 'labeldrop', regex: '__.+' })).toEqual({ kind: 'dropped', by: 0 }));
  test('follows a mark that an earlier entry has set', () => {
    const mark: RelabelConfig = { source_labels: ['__name__'], regex: 'a|b', target_label: '__tmp_drop', replacement: 'yes' };
    const byMark: RelabelConfig = { action: 'drop', source_labels: ['__tmp_drop'], regex: 'yes' };
    expect(fate('a', mark, byMark)).toEqual({ kind: 'dropped', by: 1 });
    expect(fate('c', mark, byMark)).toMatchObject({ kind: 'stored' });
  });
  test('is everything that an entry without sources and a pattern drops', () =>
    expect(fate('a', { action: 'drop' })).toEqual({ kind: 'dropped', by: 0 }));
  test('is nothing that an entry without sources, but with a pattern drops', () =>
    expect(fate('a', { action: 'drop', regex: 'a' })).toMatchObject({ kind: 'stored' }));
  test('may be that of another sample', () => {
    expect(canProduceName('b', [{ source_labels: ['__name__'], regex: 'a', target_label: '__name__', replacement: 'b' }])).toBe(true);
    expect(canProduceName('c', [{ source_labels: ['__name__'], regex: 'a', target_label: '__name__', replacement: 'b' }])).toBe(false);
    expect(canProduceName('c', [drop('c')])).toBe(false);
  });
});

/** Prometheus' relabeling (model/relabel/relabel.go) of labels that are all known; patterns of this test mean the same to RE2 and here. */
function relabelConcretely(
  labels: ReadonlyMap<string, string>,
  configs: readonly RelabelConfig[],
): ReadonlyMap<string, string> | undefined {
  const now = new Map(labels);
  const set = (label: string, value: string) => (value === '' ? now.delete(label) : now.set(label, value));
  for (const {
    action = 'replace',
    source_labels: sources = [],
    separator = ';',
    regex = '(.*)',
    target_label: target = '',
    replacement = '$1',
  } of configs) {
    const value = sources.map((label) => now.get(label) ?? '').join(separator);
    const whole = new RegExp(`^(?:${regex})$`, 's');
    const match = whole.exec(value);
    switch (action) {
      case 'drop':
        if (match) return undefined;
        break;
      case 'keep':
        if (!match) return undefined;
        break;
      case 'dropequal':
        if (now.get(target) === value || (value === '' && !now.has(target))) return undefined;
        break;
      case 'keepequal':
        if ((now.get(target) ?? '') !== value) return undefined;
        break;
      case 'replace':
        if (match)
          set(
            target,
            replacement.replace(/\$(?:(\d)|\{(\d)\})/g, (_, a?: string, b?: string) => match[Number(a ?? b)] ?? ''),
          );
        break;
      case 'uppercase':
        set(target, value.toUpperCase());
        break;
      case 'labeldrop':
        for (const label of [...now.keys()]) if (whole.test(label)) now.delete(label);
        break;
      case 'labelkeep':
        for (const label of [...now.keys()]) if (!whole.test(label)) now.delete(label);
        break;
      default:
        throw new Error(action);
    }
  }
  return now;
}

const label = fc.constantFrom('__name__', 'x', 'y', '__tmp');
const value = fc.constantFrom('a', 'b', 'ab', 'A');
const regex = fc.constantFrom(
  'a',
  'b',
  'a|b',
  'a.*',
  '(a);(b|.*)',
  'a;.*',
  '.*;a',
  '(.*)',
  '(.+)',
  'ab?;.+',
  'a;',
  ';',
  'b;|a;.+',
  'a;|b.*',
  '(a|ab);(.*)',
  'a+;.*',
  '(.+);(.*)',
  'A',
  'x',
  '__.*',
  '__name__|x',
);
const config: fc.Arbitrary<RelabelConfig> = fc.record({
  action: fc.constantFrom('drop', 'keep', 'drop', 'replace', 'replace', 'dropequal', 'keepequal', 'uppercase', 'labeldrop', 'labelkeep'),
  source_labels: fc.array(label, { maxLength: 2 }),
  regex,
  target_label: label,
  replacement: fc.constantFrom('$1', '${2}', 'a', '', 'b$1'),
  separator: fc.constantFrom(';', ';', ''),
});

describe('what is said of a sample whose other labels are not known', () => {
  test('holds whatever they are', () => {
    let sure = 0;
    fc.assert(
      fc.property(
        value,
        fc.array(config, { minLength: 1, maxLength: 4 }),
        fc.option(value, { nil: '' }),
        fc.option(value, { nil: '' }),
        (name, configs, x, y) => {
          const said = relabelOutcome(name, { possible: new Set(['x', 'y']) }, configs);
          const labels = new Map(Object.entries({ __name__: name, x, y }).filter(([, text]) => text !== ''));
          const stored = relabelConcretely(labels, configs)?.get('__name__');
          if (said.kind === 'dropped') expect(stored).toBeUndefined();
          if (said.kind === 'stored' && stored !== undefined) expect(stored).toBe(said.name);
          if (stored !== undefined && stored !== name) expect(canProduceName(stored, configs)).toBe(true);
          if (said.kind === 'dropped') sure++;
        },
      ),
      { numRuns: 3000, seed: 1 },
    );
    expect(sure).toBeGreaterThan(300);
  });

  test('is all, where all labels are known', () => {
    fc.assert(
      fc.property(value, fc.array(config, { maxLength: 4 }), fc.option(value, { nil: '' }), (name, configs, x) => {
        const known: Readonly<Record<string, string>> = { __name__: name, x };
        const after = relabeledValues((one) => known[one] ?? '', configs);
        const concrete = relabelConcretely(new Map(Object.entries(known).filter(([, text]) => text !== '')), configs);
        if (concrete === undefined) expect(after).toHaveProperty('droppedBy');
        else
          for (const one of ['__name__', 'x', 'y', '__tmp'])
            expect((after as (label: string) => string)(one)).toBe(concrete.get(one) ?? '');
      }),
      { numRuns: 3000, seed: 2 },
    );
  });
});

test.each([
  ['a labeldrop of it', { action: 'labeldrop', regex: 'sev.*' }, false],
  ['a labeldrop of another', { action: 'labeldrop', regex: 'sev' }, true],
  ['a labelkeep of it', { action: 'labelkeep', regex: 'severity|job' }, true],
  ['a labelkeep of others', { action: 'labelkeep', regex: 'job' }, false],
  ['a replace of it', { target_label: 'severity', replacement: 'x' }, false],
  ['a drop', { action: 'drop', source_labels: ['severity'], regex: 'x' }, true],
])('%s leaves a label as it is: %o, %o', (_, config, leaves) => expect(leavesLabel('severity', [config])).toBe(leaves));
