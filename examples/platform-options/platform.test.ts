import { MonitoringApp } from 'cdk8s-vigie';
import { expect, test } from 'vitest';
import { platformOptions } from './platform';

const { plain, operated } = platformOptions(new MonitoringApp());

test.each([plain, operated])('nothing stops $node.id', (stack) =>
  expect(
    stack
      .findings()
      .filter(({ severity }) => severity !== 'info')
      .map(({ check, message }) => `${check}: ${message}`),
  ).toEqual([]),
);
