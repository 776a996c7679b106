import { describe, expect, test } from 'vitest';
import { unknownLabel } from '../../lib/checks/queries/unknown-label';
import { templateLabel } from '../../lib/checks/templates/template-label';
import { inputFromManifests } from '../../lib/input/model';
import { toYaml } from '../../lib/yaml/write';
import { prometheus, service, serviceMonitor, workload } from '../support/chain';

const chain = [serviceMonitor(), service(), workload()];
const labelled = {
  ...prometheus(),
  spec: { ...(prometheus() as { spec: object }).spec, externalLabels: { cluster: 'blue', region: 'north' } },
};
const rule = (expr: string, summary = 'x') => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { groups: [{ name: 'web', rules: [{ alert: 'Down', expr, annotations: { summary } }] }] },
});
const modelOf = (...objects: readonly object[]) =>
  inputFromManifests([{ file: 'all.yaml', text: objects.map(toYaml).join('---\n') }]).model;
const external = (...objects: readonly object[]) =>
  unknownLabel.run(modelOf(...chain, ...objects)).filter(({ severity }) => severity === 'warning');

describe('an external label of the one Prometheus', () => {
  test('is on no series that a rule reads', () => {
    expect(external(labelled, rule('up{job="web", cluster="blue"} == 0'))).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/no series of up has the label `cluster` here: it is an external label/) }),
    ]);
  });
  test.each(['up{job="web"} == 0', 'up{job="web", cluster!="blue"} == 0', 'up{job="other", cluster="blue"} == 0'])(
    'is not asked for: %s',
    (expr) => expect(external(labelled, rule(expr))).toEqual([]),
  );
  test('is not judged where a ThanosRuler may evaluate the rule, or there is a second Prometheus', () => {
    const asked = rule('up{job="web", cluster="blue"} == 0');
    const other = { ...labelled, metadata: { name: 'other', namespace: 'monitoring' } };
    const ruler = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ThanosRuler',
      metadata: { name: 'r', namespace: 'monitoring' },
      spec: {},
    };
    expect(external(labelled, other, asked)).toEqual([]);
    expect(external(labelled, ruler, asked)).toEqual([]);
  });
  test('has a name of its own in templates', () => {
    const found = templateLabel.run(modelOf(...chain, labelled, rule('up{job="web"} == 0', '{{ $labels.region }}')));
    expect(found).toEqual([expect.objectContaining({ hint: expect.stringContaining('{{ $externalLabels.region }}') })]);
  });
});
