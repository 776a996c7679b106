import { describe, expect, test } from 'vitest';
import { unreadableFile } from '../../../lib/checks/objects/unreadable-file';
import { inputFromManifests } from '../../../lib/input/model';

const { model } = inputFromManifests([]);

describe('a file that cannot be read', () => {
  test('is an error at its place', () => {
    const place = { file: 'rules.yaml', object: 'PrometheusRule shop/rules', locate: () => ({ file: 'rules.yaml', line: 3, column: 4 }) };
    expect(unreadableFile.run({ ...model, unreadable: [{ message: 'wrong indentation', hint: 'Align it.', place }] })).toEqual([
      {
        check: 'unreadable-file',
        severity: 'error',
        message: 'wrong indentation',
        hint: 'Align it.',
        object: 'PrometheusRule shop/rules',
        file: 'rules.yaml',
        line: 3,
        column: 4,
      },
    ]);
  });

  test('is not there where all could be read', () => expect(unreadableFile.run(model)).toEqual([]));
});
