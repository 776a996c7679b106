import { describe, expect, test } from 'vitest';
import { alert, gauge, promql } from '../../../lib';
import type { NotificationInput } from '../../../lib/analysis/check-input';
import { notificationTemplate } from '../../../lib/checks/templates/notification-template';
import { file, right, wrong } from '../../gotemplate/notification-cases';
import { findingsOf, modelWith } from '../../support/models';
import { messagesOf, stackOf } from '../../support/stacks';

const found = (text: string, more: Partial<NotificationInput> = {}) => {
  const config = { receivers: [{ name: 'chat', slack_configs: [{ title: text }] }] };
  const templates = [{ name: 'shop.tmpl', text: file, place: {} }];
  const notifications = [{ config, place: {}, templates, otherTemplates: [], hasAllTemplates: true, ...more }];
  return findingsOf(notificationTemplate, modelWith({ notifications })).map(({ message, hint }) => `${message} ${hint}`);
};

describe('a template of a receiver', () => {
  test.each(right)('%s is right', (text) => expect(found(text)).toEqual([]));
  test.each(wrong)('%s is not', (text, says) => expect(found(text)).toEqual([expect.stringMatching(says)]));
});

describe('a name that no file defines', () => {
  const call = '{{ template "shop.subject" . }}';
  const other = { name: 'other.tmpl', text: '{{ define "shop.subject" }}x{{ end }}', place: {} };
  test('is not found while some files are not here', () => expect(found(call, { hasAllTemplates: false })).toEqual([]));
  test('nor where a file defines it that nothing seems to read', () => expect(found(call, { otherTemplates: [other] })).toEqual([]));
});

test('a file of templates that cannot be read is found once, and nothing is said of its names', () => {
  const broken = { name: 'broken.tmpl', text: '{{ define "a" }}{{ .Status | upcase }}{{ end }}', place: {} };
  expect(found('{{ template "a" . }}', { templates: [broken] })).toEqual([
    expect.stringMatching(/^the templates of broken\.tmpl: .*`upcase`/),
  ]);
});

test('what somebody fills in before is not judged', () => {
  expect(found('{{ template "${TITLE}" . }}')).toEqual([]);
  expect(found('{{ reReplaceAll "(a)" "${1}" .Status }}{{ .Nothing }}')).toHaveLength(1);
});

test('a template for another Alertmanager is not judged', () => expect(found('{{ tenantID }} {{ .Nothing }}')).toEqual([]));

test('the receivers of a stack are judged too', () => {
  const loaded = gauge('model_loaded', 'x');
  const slack = { apiURL: { name: 's', key: 'k' }, channel: '#a' };
  const stack = stackOf(
    (one) =>
      one.monitor(
        { name: 'iris', labels: { app: 'iris' }, port: 1 },
        { metrics: [loaded], alerts: [alert('ModelNotLoaded', { expr: promql`${loaded} < 1`, severity: 'critical', summary: 'x' })] },
      ),
    {
      routing: {
        receivers: [{ name: 'team', slackConfigs: [{ ...slack, title: '{{ .Annotations.summary }}' }] }],
        route: { receiver: 'team' },
      },
    },
  );
  expect(messagesOf(stack, 'notification-template')).toEqual([expect.stringContaining('a notification has no `.Annotations`')]);
});
