import { describe, expect, test } from 'vitest';
import { noneOf, oneOf, type Routing, receiver, receiversOf, secretKey, timeInterval, webhook, where } from '../../lib';

const told = (name: string) => receiver(name, webhook(secretKey(name, 'url')));
const mail = told('mail');
const pager = told('pager');
const chat = told('chat');
const audit = told('audit');

const at = (text: string) => new Date(text);
const nights = timeInterval('nights', {
  location: 'Europe/Paris',
  intervals: [{ times: [['20:00', '24:00']] }, { times: [['00:00', '08:00']] }, { weekdays: ['saturday', 'sunday'] }],
});
const ends = timeInterval('ends', { intervals: [{ daysOfMonth: ['-2:-1'], months: ['february'], years: ['2028'] }] });

const routing: Routing = {
  route: {
    receiver: mail,
    groupBy: ['alertname'],
    routes: [
      { receiver: audit, matchers: [noneOf('namespace', 'sandbox')], continue: true },
      { receiver: pager, matchers: where({ severity: 'critical' }) },
      { receiver: chat, matchers: [oneOf('severity', 'warning', 'info')], muteTimeIntervals: [nights] },
      { receiver: pager, matchers: where({ closing: 'yes' }), activeTimeIntervals: [ends] },
    ],
  },
};

describe('the receivers of an alert', () => {
  test.each([
    [{ severity: 'critical', namespace: 'shop' }, ['audit', 'pager']],
    [{ severity: 'critical', namespace: 'sandbox' }, ['pager']],
    [{ severity: 'warning', namespace: 'sandbox' }, ['chat']],
    [{ severity: 'none', namespace: 'sandbox' }, ['mail']],
    [{}, ['audit']],
  ])('with %j are %j', (labels, names) => expect(receiversOf(routing, labels)).toEqual(names));
});

describe('at a time', () => {
  const warning = { severity: 'warning', namespace: 'sandbox' };
  // Paris is one hour before UTC in winter, and two in summer.
  test.each([
    ['2026-01-07T18:59:00Z', ['chat']],
    ['2026-01-07T19:00:00Z', []],
    ['2026-07-08T17:59:00Z', ['chat']],
    ['2026-07-08T18:00:00Z', []],
    ['2026-01-08T06:59:59Z', []],
    ['2026-01-08T07:00:00Z', ['chat']],
    ['2026-01-10T12:00:00Z', []],
  ])('%s a muted route tells %j', (time, names) => expect(receiversOf(routing, warning, at(time))).toEqual(names));

  const closing = { closing: 'yes', namespace: 'sandbox' };
  test.each([
    ['2028-02-27T12:00:00Z', []],
    ['2028-02-28T12:00:00Z', ['pager']],
    ['2028-02-29T23:59:00Z', ['pager']],
    ['2028-03-01T00:00:00Z', []],
    ['2027-02-28T12:00:00Z', []],
  ])('%s a route that is active at the ends of a month tells %j', (time, names) =>
    expect(receiversOf(routing, closing, at(time))).toEqual(names),
  );
});

test('a routing that Alertmanager refuses is refused', () =>
  expect(() => receiversOf({ route: { receiver: mail, muteTimeIntervals: [nights] } }, {})).toThrow(
    /^Alertmanager refuses this routing: .*root/,
  ));
