import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { file, right, wrong } from '../gotemplate/notification-cases';
import { run } from './programs';

const folder = mkdtempSync(join(tmpdir(), 'vigie-notifications-'));
afterAll(() => rmSync(folder, { recursive: true }));

const time = '2026-01-01T00:00:00Z';
const labels = { alertname: 'ShopDown', severity: 'critical', pod: 'shop-0', namespace: 'shop', a: 'b' };
const alert = (status: string) => ({
  status,
  labels,
  annotations: { summary: 'Down.', runbook_url: 'https://example.org/r' },
  startsAt: time,
  endsAt: time,
  generatorURL: 'http://prometheus.example.org',
  fingerprint: 'c0ffee',
});
const data = {
  receiver: 'chat',
  status: 'firing',
  alerts: [alert('firing'), alert('resolved')],
  groupLabels: { alertname: 'ShopDown' },
  commonLabels: labels,
  commonAnnotations: { summary: 'Down.' },
  externalURL: 'http://alertmanager.example.org',
};
writeFileSync(join(folder, 'shop.tmpl'), file);
writeFileSync(join(folder, 'data.json'), JSON.stringify(data));

const rendered = (text: string): number | null =>
  run('amtool', [
    'template',
    'render',
    `--template.glob=${join(folder, 'shop.tmpl')}`,
    `--template.data=${join(folder, 'data.json')}`,
    `--template.text=${text}`,
  ]).status;

describe('amtool template render', () => {
  test.each(right)('expands %s', (text) => expect(rendered(text)).toBe(0));
  test.each(wrong)('does not expand %s', (text) => expect(rendered(text)).not.toBe(0));
});
