import type { RuleInput } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import type { Path } from '../../yaml/value';
import { check } from '../check';

type Kind = 'ineffective' | 'style';

interface Fault {
  readonly kind?: Kind;
  readonly message: string;
  readonly hint: string;
  readonly at: Path;
  readonly common?: string;
}

export const ruleName = check('rule-name', {
  finds: 'a name of a rule, a label or an annotation that Prometheus refuses or ignores, or that queries can read only in quotes',
  severity: 'error',
  kinds: { ineffective: 'warning', style: 'info' },
  *run({ rules }) {
    for (const rule of rules) {
      for (const fault of [...ofRule(rule), ...ofLabels(rule)]) yield foundAt<Kind>(rule.place, fault);
    }
  },
});

/** What a query can name without quotes (Prometheus documentation, "Data input"). */
const plainMetric = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

function* ofRule({ kind, name }: RuleInput): Iterable<Fault> {
  const at = [kind === 'alert' ? 'alert' : 'record'];
  if (name === '') yield { message: `a rule of kind ${kind} has no name`, hint: 'name it', at };
  else if (kind === 'alert') {
    if (name.includes('{{')) {
      yield {
        kind: 'ineffective',
        message: `alert ${name}: Prometheus does not expand templates in names`,
        hint: 'put what changes into a label',
        at,
      };
    }
  } else if (/[{}]/.test(name)) {
    yield {
      message: `recording ${name}: Prometheus refuses braces in the name of a recorded series`,
      hint: 'name the series; matchers belong in the expression',
      at,
    };
  } else if (!plainMetric.test(name)) {
    yield {
      kind: 'ineffective',
      message: `recording ${name}: queries can read the series only as {${JSON.stringify(name)}}, and Prometheus before 3.0 refuses the rule`,
      hint: 'use letters, digits, underscores and colons: level:metric:operations',
      at,
    };
  } else if (!name.includes(':')) {
    yield {
      kind: 'style',
      message: `recording ${name} has no colon in its name, and looks like a metric of a program`,
      common: 'recorded series have no colon in their names, and look like metrics of a program',
      hint: 'colons are kept for recording rules: level:metric:operations, such as job:http_requests:rate5m',
      at,
    };
  }
}

function* ofLabels({ kind, name, labels, annotations }: RuleInput): Iterable<Fault> {
  const title = `${kind} ${name}`;
  for (const label of Object.keys(labels)) {
    const at = ['labels', label];
    if (label === '' || label === '__name__') {
      yield {
        message: `${title}: Prometheus refuses a label with the name ${JSON.stringify(label)}`,
        hint: 'a rule names its series by its own name',
        at,
      };
    } else if (kind === 'alert' && label === 'alertname') {
      yield {
        kind: 'ineffective',
        message: `${title}: its label alertname has no effect, Prometheus puts the name of the alert there`,
        hint: 'name the alert so, or use another label',
        at,
      };
    }
  }
  if ('' in annotations) {
    yield {
      message: `${title}: Prometheus refuses an annotation without a name`,
      hint: 'name it',
      at: ['annotations', ''],
    };
  }
}
