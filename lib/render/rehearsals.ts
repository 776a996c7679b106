import { durationText } from '../model/duration';
import type { Rehearsal, SeriesHistory } from '../model/rehearsal';
import type { Alert } from '../model/rule';
import type { RuleGroup } from '../model/rule-group';
import { toYaml } from '../yaml/write';
import { type RuleContext, ruleGroups, staticLabels } from './rules';

/** What `promtool test rules rehearsals/tests.yaml` reads: the rules as Prometheus gets them, and their unit tests. */
export function rehearsalFiles(
  groups: readonly RuleGroup[],
  evaluationInterval: string,
  context: RuleContext,
): (readonly [string, string])[] {
  return [
    ['rehearsals/rules.yaml', toYaml({ groups: ruleGroups(groups, context) })],
    ['rehearsals/tests.yaml', toYaml(promtoolTests(groups, ['rules.yaml'], evaluationInterval))],
  ];
}

/**
 * promtool unit tests of all rehearsals (Prometheus documentation, "Unit testing for rules"). `ruleFiles` are paths beside the
 * test file.
 */
export function promtoolTests(groups: readonly RuleGroup[], ruleFiles: readonly string[], evaluationInterval: string) {
  const alerts = groups.flatMap(({ rules }) => rules).filter((rule): rule is Alert => rule.kind === 'alert');
  return {
    rule_files: ruleFiles,
    evaluation_interval: evaluationInterval,
    tests: alerts.flatMap((subject) => subject.rehearsals.map((rehearsal, index) => promtoolTest(subject, rehearsal, index))),
  };
}

/** The `ALERTS` series says which alerts fire, with their labels; annotations are checked as templates, not here. */
function promtoolTest(subject: Alert, { given, at, interval = '1m', title, fires }: Rehearsal, index: number) {
  // Another alert of this name may differ in its severity only.
  const fixed = Object.fromEntries(Object.entries(staticLabels(subject)).filter(([, text]) => text !== '' && !text.includes('{{')));
  const own = { alertname: subject.name, alertstate: 'firing', ...staticLabels(subject) };
  return {
    name: `${subject.name} ${fires.length > 0 ? 'fires' : 'stays quiet'} (${index + 1}${title === undefined ? '' : `: ${title}`})`,
    interval: durationText(interval),
    input_series: given.map(inputSeries),
    promql_expr_test: [
      {
        expr: seriesText('ALERTS', { alertname: subject.name, alertstate: 'firing', ...fixed }),
        eval_time: durationText(at),
        exp_samples: fires.map((labels) => ({ labels: seriesText('ALERTS', { ...own, ...labels }), value: 1 })),
      },
    ],
  };
}

const inputSeries = ({ name, labels, values }: SeriesHistory) => ({ series: seriesText(name, labels), values });

const seriesText = (name: string, labels: Readonly<Record<string, string>>) =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ')}}`;
