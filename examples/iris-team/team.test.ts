import { Testing, Yaml } from 'cdk8s';
import { expect, test } from 'vitest';
import { irisTeam } from './team';

const { team, monitoring } = irisTeam(Testing.app());

test('nothing is wrong with the monitoring', () => expect(monitoring.findings()).toEqual([]));

// `npx vitest -u` accepts a change: review it in the diff of golden/.
test('the team runs what was reviewed', () => expect(Yaml.stringify(...Testing.synth(team))).toMatchFileSnapshot('golden/iris.yaml'));

test('the rules are those that were reviewed', () =>
  expect(Yaml.stringify(monitoring.object('ConfigMap', 'prometheus-rules').toJson())).toMatchFileSnapshot('golden/prometheus-rules.yaml'));
