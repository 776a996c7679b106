import { foundAt } from '../../analysis/found';
import { panelsOf, variablesOf } from '../../analysis/grafana/panels';
import { textAt } from '../../kubernetes/access';
import { explain } from '../../promql/diagnostics';
import { check } from '../check';

/** A matcher whose whole value is a variable, as Grafana writes it in place of the choice. A format, as in `${x:raw}`, is somebody's own way. */
const matcherOfVariable = /\b([a-zA-Z_]\w*)\s*(!?=)\s*(["'`])(\$\w+|\$\{\w+\}|\[\[\w+\]\])\3/g;

export const multiValueVariable = check('multi-value-variable', {
  finds: 'a variable with several values in a matcher that compares texts: `=` or `!=`',
  severity: 'warning',
  *run({ dashboards }) {
    for (const { json, queries } of dashboards) {
      const several = json === undefined ? new Map<string, string>() : severalValues(json);
      if (several.size === 0) continue;
      for (const { title, query, place } of queries) {
        for (const found of query.text.matchAll(matcherOfVariable)) {
          const [whole, label = '', op, , value = ''] = found;
          const variable = value.replace(/\W/g, '');
          const choice = several.get(variable);
          if (choice === undefined) continue;
          const span = { from: found.index, to: found.index + whole.length };
          yield foundAt(place, {
            message: `${title}: ${label}${op}"${value}" compares the text, and with ${choice} ${variable} is a regular expression: (a|b)`,
            hint: `write ${label}${op === '=' ? '=~' : '!~'}"${value}"`,
            span,
            excerpt: explain(query.text, { span }),
          });
        }
      }
    }
  },
});

/** The variables that can have several values at once, and by which choice. A panel or row that repeats by one has one value of it. */
function severalValues(json: object): ReadonlyMap<string, string> {
  const repeated = new Set(panelsOf(json).flatMap((panel) => textAt(panel.json, 'repeat') ?? []));
  return new Map(
    variablesOf(json).flatMap(({ name, json: variable }): [string, string][] => {
      if (repeated.has(name)) return [];
      if (variable.multi === true) return [[name, 'two chosen']];
      const hasOwnAll = typeof variable.allValue === 'string' && variable.allValue !== '';
      return variable.includeAll === true && !hasOwnAll ? [[name, 'All chosen']] : [];
    }),
  );
}
