import { expect, test } from 'vitest';
import { gates } from '../../lib/compile/alertmanager/gates';
import { versionGates } from '../../lib/compile/prometheus/versions';
import { alertmanagerSources, prometheusSources, sorted, versionsIn } from './operator-gates';

test('the versions of Prometheus at which a configuration changes are those of the operator', () => {
  // Versions below 1.0 are Thanos'.
  const theirs = versionsIn(prometheusSources).filter((version) => !version.startsWith('0.'));
  expect(sorted(versionGates)).toEqual(theirs);
});

test('the versions of Alertmanager at which a configuration changes are those of the operator', () => {
  // 0.15.0 is the oldest that the operator takes. The operator knows no labels of routes, which are new in 0.34.0.
  const theirs = versionsIn(alertmanagerSources).filter((version) => version !== '0.15.0');
  expect(sorted(gates.map(({ since }) => since))).toEqual([...theirs, '0.34.0']);
});
