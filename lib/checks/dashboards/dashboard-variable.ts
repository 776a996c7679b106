import type { DashboardInput } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import { prometheusTargets } from '../../analysis/grafana/datasource';
import { annotationsOf, hasLibraryPanels, inputsOf, type LocatedPanel, panelsOf, variablesOf } from '../../analysis/grafana/panels';
import { isBuiltIn, namesIn, referencesIn } from '../../analysis/grafana/references';
import { listAt, textAt } from '../../kubernetes/access';
import { explain } from '../../promql/diagnostics';
import { nearest } from '../../text/nearest';
import type { Path } from '../../yaml/value';
import { check } from '../check';

export const dashboardVariable = check('dashboard-variable', {
  finds: 'a variable that a dashboard names and does not have, or has and does not use',
  severity: 'error',
  kinds: { text: 'warning', unused: 'info' },
  *run({ dashboards }) {
    for (const dashboard of dashboards) {
      if (dashboard.json === undefined) continue;
      const panels = panelsOf(dashboard.json);
      yield* undefinedIn(dashboard, dashboard.json, panels);
      yield* unusedIn(dashboard, dashboard.json, panels);
    }
  },
});

type Kind = 'text' | 'unused';

/** A text in which Grafana replaces variables. */
interface Place {
  readonly title: string;
  readonly text: string;
  readonly at: Path;
  /** A text that is shown, and no query. */
  readonly isText?: true;
}

function* undefinedIn({ title, place }: DashboardInput, json: object, panels: readonly LocatedPanel[]): Iterable<Found<Kind>> {
  const defined = new Set([...variablesOf(json).map(({ name }) => name), ...inputsOf(json)]);
  for (const { title: where, text: written, at, isText } of placesIn(json, panels)) {
    // Groups of a regular expression may have names, and label_replace calls them `$name` too.
    if (/\(\?P?</.test(written)) continue;
    for (const { name, certain, span } of referencesIn(written)) {
      if (isBuiltIn(name) || defined.has(name) || (!certain && isText && /^[A-Z]{3}$/.test(name))) continue;
      // An escaped dollar of a regular expression.
      if (!isText && written[span.from - 1] === '\\') continue;
      const as = `so Grafana does not replace \`${written.slice(span.from, span.to)}\``;
      const similar = nearest(name, defined);
      yield foundAt<Kind>(place, {
        ...(isText && { kind: 'text' }),
        message: `dashboard ${title}, ${where}: there is no variable ${name}, ${as}`,
        common: `dashboard ${title}: there is no variable ${name}, ${as}`,
        hint: similar ? `did you mean ${similar}? If not, add the variable` : 'add the variable, or write the value itself',
        span,
        at,
        excerpt: explain(written, { span }),
      });
    }
  }
}

function* placesIn(json: object, panels: readonly LocatedPanel[]): Iterable<Place> {
  for (const { json: variable, name, type, query, at } of variablesOf(json)) {
    const where = textAt(variable, 'query') === undefined ? [...at, 'query', 'query'] : [...at, 'query'];
    if (type === 'query' && query !== undefined) yield { title: `variable ${name}`, text: query, at: where };
  }
  for (const { json: annotation, at } of annotationsOf(json)) {
    const expr = textAt(annotation, 'expr');
    if (expr !== undefined) {
      yield { title: `annotation ${textAt(annotation, 'name') ?? ''}`, text: expr, at: [...at, 'expr'] };
    }
  }
  for (const panel of panels) {
    for (const { json: target, at } of prometheusTargets(panel, json)) {
      const [expr, legend] = [textAt(target, 'expr'), textAt(target, 'legendFormat')];
      if (expr !== undefined) yield { title: panel.title, text: withoutComments(expr), at: [...at, 'expr'] };
      if (legend !== undefined) yield { title: `${panel.title}, legend`, text: legend, at: [...at, 'legendFormat'], isText: true };
    }
    const [title, repeat] = [textAt(panel.json, 'title'), textAt(panel.json, 'repeat')];
    if (title !== undefined) yield { title: panel.title, text: title, at: [...panel.at, 'title'], isText: true };
    if (repeat) {
      yield {
        title: `${panel.title}, repeat`,
        text: `\${${repeat.replace(/^\$/, '')}}`,
        at: [...panel.at, 'repeat'],
        isText: true,
      };
    }
  }
}

/** A query with blanks in place of its comments. */
const withoutComments = (query: string): string =>
  query.includes('#')
    ? query.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#.*/g, (part) => (part.startsWith('#') ? ' '.repeat(part.length) : part))
    : query;

function* unusedIn({ title, place }: DashboardInput, json: object, panels: readonly LocatedPanel[]): Iterable<Found<Kind>> {
  if (hasLibraryPanels(panels) || passesVariablesOn(json, panels)) return;
  const variables = variablesOf(json);
  const { templating: _, ...rest } = json as Record<string, unknown>;
  const named = namesIn(rest);
  for (const { json: panel } of panels) named.add((textAt(panel, 'repeat') ?? '').replace(/^\$/, ''));
  const asked = new Map(variables.map((variable) => [variable, namesIn(variable.json)]));
  for (const variable of variables) {
    // Filters that are put into every query need not be named.
    if (variable.type === 'adhoc' || named.has(variable.name)) continue;
    if (variables.some((other) => other !== variable && asked.get(other)!.has(variable.name))) continue;
    yield foundAt<Kind>(place, {
      kind: 'unused',
      message: `dashboard ${title}: nothing in it uses the variable ${variable.name}`,
      hint:
        variable.type === 'datasource'
          ? `drop it, or name it as the datasource of a panel: $${variable.name}`
          : `drop it, or choose by it in a query: {label=~"$${variable.name}"}`,
      at: variable.at,
    });
  }
}

/** Links can hand all variables to another page. */
const passesVariablesOn = (json: object, panels: readonly LocatedPanel[]): boolean =>
  [json, ...panels.map((panel) => panel.json)].some((owner) =>
    listAt(owner, 'links').some(
      (link) => (link as { includeVars?: unknown } | null)?.includeVars === true || /__all_variables/.test(textAt(link, 'url') ?? ''),
    ),
  );
