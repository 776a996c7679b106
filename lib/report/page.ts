import { createHash } from 'node:crypto';
import type { CheckInput } from '../analysis/check-input';
import type { Finding } from '../model/finding';
import { count } from '../text/list';
import { alertSection } from './alert-section';
import { connectionSection, imageSection, permissionSection } from './cluster-section';
import { dashboardSection } from './dashboard-section';
import { html, htmlTable, Markup } from './html';
import { questionScript } from './question';
import { reportStyle } from './style';
import { watchedSection } from './watched';

/** What a report is about. */
export interface ReportSubject {
  readonly title: string;
  readonly input: CheckInput;
  readonly findings: readonly Finding[];
  /** The link to an alert's runbook that its annotations do not hold. @default - they hold it, or there is none */
  readonly runbookOf?: (alert: string) => string | undefined;
}

/** How every report begins: a later run knows the file as one that may be replaced. */
export const reportHeader = '<!doctype html>\n<!-- Written by cdk8s-vigie: change its source, not this file. -->\n';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** No address is asked for anything; what runs and what styles are these two texts alone. */
const policy = () =>
  `default-src 'none'; script-src ${hashOf(questionScript)}; style-src ${hashOf(reportStyle)}; base-uri 'none'; form-action 'none'`;

/** The report as one HTML page that needs no server and no network. */
export function reportPage({ title, input, findings, runbookOf = () => undefined }: ReportSubject): string {
  const { question, alerts, count: number } = alertSection(input, 'question', runbookOf);
  const sections: readonly (readonly [id: string, title: string, content: Markup])[] = [
    ['findings', `Findings (${findings.length})`, findingsHtml(findings)],
    ['watched', `What is watched (${input.scrapes.length})`, watchedSection(input)],
    ['who', 'Who is told', question],
    ['alerts', `Alerts (${number})`, alerts],
    ['dashboards', `Dashboards (${input.dashboards.length})`, dashboardSection(input.dashboards)],
    ['images', 'Images', imageSection(input.objects)],
    ['permissions', 'Permissions', permissionSection(input.objects)],
    ['connections', 'Connections', connectionSection(input.objects)],
  ];
  const page = html`<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}: monitoring</title>
<style>${new Markup(reportStyle)}</style></head>
<body><a class="skip" href="#findings">To the findings</a>
<header><h1>${title}</h1><p>${summaryOf(input)}</p><nav aria-label="Sections"><ul>${sections.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav></header>
<main>${sections.map(([id, name, content]) => html`<section aria-labelledby="${id}"><h2 id="${id}">${name}</h2>\n${content}</section>\n`)}</main>
<script>${new Markup(questionScript)}</script></body></html>\n`;
  return `${reportHeader}${page.text}`;
}

const summaryOf = ({ scrapes, rules, dashboards, objects }: CheckInput): string =>
  `${[count(scrapes.length, 'target'), count(rules.length, 'rule'), count(dashboards.length, 'dashboard')].join(', ')} and ${count(objects.length, 'object')}.`;

function findingsHtml(findings: readonly Finding[]): Markup {
  const rows = findings.map(({ severity, check, path, object, file, line, message, hint }) => [
    severity,
    check,
    [path, object, file && [file, line].filter((part) => part !== undefined).join(':')].filter(Boolean).join(', '),
    html`${message}${hint && html`<br>${hint}`}`,
  ]);
  return htmlTable('Findings', ['Severity', 'Check', 'Where', 'What is, and what to do'], rows) ?? html`<p>There are none.</p>`;
}
