import type { CheckInput, RuleInput } from '../analysis/check-input';
import { rehearsedAlerts } from '../analysis/play/rehearsed';
import { format } from '../promql/format';
import { compareTexts } from '../text/compare';
import { html, type Markup, webLink } from './html';
import { questionBox } from './question';
import { type AlertReach, type Reached, reachOf } from './reach';
import { timelineOf } from './timeline';
import { timelineSvg } from './timeline-svg';

/** Whom a question about labels is asked, and each alert. */
export interface AlertSection {
  readonly question: Markup;
  readonly alerts: Markup;
  readonly count: number;
}

/** `runbookOf` is the link of alerts whose stack adds it where it writes them. */
export function alertSection(input: CheckInput, id: string, runbookOf: (alert: string) => string | undefined): AlertSection {
  const reach = reachOf(input);
  const played = new Map(rehearsedAlerts(input).map((one) => [one.rule, one.played]));
  const alerts = input.rules.filter(({ kind }) => kind === 'alert').sort((a, b) => compareTexts(a.name, b.name));
  const articleOf = (rule: RuleInput): Markup => {
    const of = played.get(rule);
    const runbook = rule.annotations.runbook_url ?? runbookOf(rule.name);
    const { summary, description } = rule.annotations;
    return html`<article><h3>${rule.name}</h3>
<dl><dt>Severity</dt><dd>${rule.labels.severity ?? 'none'}</dd><dt>For</dt><dd>${rule.for ?? '0s'}</dd>${summary && html`<dt>Summary</dt><dd>${summary}</dd>`}${description && html`<dt>Description</dt><dd>${description}</dd>`}${runbook && html`<dt>Runbook</dt><dd>${webLink(runbook)}</dd>`}<dt>Reaches</dt><dd>${reachedHtml(rule, reach)}</dd></dl>
<pre>${expressionOf(rule)}</pre>
${of === undefined ? html`<p class="small">No rehearsal is known.</p>` : html`<details><summary>Rehearsals of ${rule.name} (${of.rehearsals.length})</summary>${of.rehearsals.map((one) => timelineSvg(timelineOf(of, one)))}</details>`}</article>\n`;
  };
  return {
    question: 'why' in reach ? html`<p>There is nothing to ask: ${reach.why}.</p>` : questionBox(reach.config, id),
    alerts: alerts.length === 0 ? html`<p>There are none.</p>` : html`${alerts.map(articleOf)}`,
    count: alerts.length,
  };
}

/** In lines as the rule files have it; as it stands where it is no PromQL. */
const expressionOf = ({ query: { expr, diagnostics, text } }: RuleInput): string =>
  expr === undefined || diagnostics.length > 0 ? text.trim() : format(expr);

function reachedHtml(rule: RuleInput, reach: AlertReach): Markup {
  if ('why' in reach) return html`not known: ${reach.why}`;
  const { receivers, inhibitions }: Reached = reach.of(rule);
  if (receivers.length === 0) return html`nobody`;
  const lines = receivers.map(({ receiver, channels, isSure, conditions }) => {
    const means = channels.length === 0 ? 'which tells nobody' : channels.join(', ');
    return html`<b>${receiver}</b> (${means})${isSure ? '' : ' perhaps'}${conditions.length === 0 ? '' : html`: <code>${conditions.join(', ')}</code>`}`;
  });
  return html`${lines.map((line, index) => html`${index === 0 ? '' : html`<br>`}${line}`)}${inhibitions.map((one) => html`<br>quiet ${one}`)}`;
}
