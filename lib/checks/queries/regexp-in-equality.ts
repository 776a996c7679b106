import { queriesOf } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import type { Matcher } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { regexpMatches } from '../../promql/regexp';
import { selectorsOf } from '../../promql/walk';
import { check } from '../check';

/** Labels that hold names of Kubernetes objects, which have none of a regular expression's characters but the dot and the hyphen. */
const kubernetesName =
  /^(?:exported_)?(?:namespace|pod|container|node|service|endpoint|deployment|statefulset|daemonset|replicaset|job_name|cronjob|persistentvolume(?:claim)?|configmap|secret|ingress|horizontalpodautoscaler|storageclass|uid|workload)$/;

/** Labels whose values may be patterns themselves. */
const mayBePattern =
  /(?:path|uri|url|route|handler|query|pattern|regexp?|expr|endpoint|rule|match|name|value|reason|message|error|topic|key)$/;

export const regexpInEquality = check('regexp-in-equality', {
  finds: 'a regular expression in a matcher that compares texts: `=` or `!=`',
  severity: 'error',
  kinds: { likely: 'warning', 'excludes-nothing': 'warning' },
  *run(input) {
    const jobs = new Set(input.scrapes.map(({ job }) => job));
    for (const { title, query, place } of queriesOf(input)) {
      for (const selector of query.expr === undefined ? [] : selectorsOf(query.expr)) {
        for (const matcher of selector.matchers) {
          const certainty = isPattern(matcher, jobs);
          if (certainty === undefined) continue;
          const { name, op, value } = matcher;
          const excludes = op === '!=';
          yield foundAt(place, {
            ...(excludes ? { kind: 'excludes-nothing' as const } : certainty === 'likely' && { kind: 'likely' as const }),
            message: `${title}: ${name}${op}${JSON.stringify(value)} compares the whole text${excludes ? ', so it excludes nothing' : ''}: no ${name} is called ${value}`,
            hint: `for a regular expression write ${name}${excludes ? '!~' : '=~'}${JSON.stringify(value)}`,
            span: matcher.span,
            excerpt: explain(query.text, matcher),
          });
        }
      }
    }
  },
});

/** Whether a value that is compared as a text is surely, or likely, a regular expression. */
function isPattern({ name, op, value }: Matcher, jobs: ReadonlySet<string>): 'sure' | 'likely' | undefined {
  if ((op !== '=' && op !== '!=') || value.includes('$')) return undefined;
  if (kubernetesName.test(name)) return /[|*+()[\]^?\\]/.test(value) ? 'sure' : undefined;
  const isAlternation = /^[\w.:/ -]+(?:\|[\w.:/ -]+)+$/.test(value);
  const isAny = /^\.[*+]$/.test(value) || /^[\w-]+\.[*+]$/.test(value) || /^\.[*+][\w-]+(?:\.[*+])?$/.test(value);
  if (!(isAlternation || isAny)) return undefined;
  if (name === 'job') return [...jobs].some((job) => !jobs.has(value) && regexpMatches(value, job)) ? 'sure' : 'likely';
  // Somebody's own values may have a stroke in them.
  return mayBePattern.test(name) || !isAny ? undefined : 'likely';
}
