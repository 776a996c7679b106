import { expect, test } from 'vitest';
import { refusedObject } from '../../../lib/checks/objects/refused-object';
import { foreignOf, serviceMonitor } from '../../support/chain';
import { findingsOf } from '../../support/models';

const found = (spec: object) =>
  findingsOf(refusedObject, foreignOf(serviceMonitor(spec))).map(({ message, hint }) => `${message} | ${hint}`);

test('a misspelt field is found with the one that was meant', () => {
  expect(found({ endpoints: [{ port: 'http', intervall: '30s' }] })).toEqual([
    expect.stringMatching(/^ServiceMonitor shop\/web, spec\.endpoints\[0\]\.intervall: .* \| Did you mean interval\?$/),
  ]);
});

test('a value of another type is found', () => {
  expect(found({ endpoints: [{ port: 8080 }] })).toEqual([expect.stringMatching(/spec\.endpoints\[0\]\.port/)]);
});

test('an object that the API server takes is not found', () => {
  expect(found({ endpoints: [{ port: 'http', interval: '30s' }] })).toEqual([]);
});
