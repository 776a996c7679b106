import type { DashboardInput } from '../analysis/check-input';
import { type LocatedPanel, panelsOf } from '../analysis/grafana/panels';
import { textAt, valueAt } from '../kubernetes/access';
import { html, type Markup } from './html';

/** A column and a row of Grafana's grid in the drawing. */
const column = 30;
const row = 14;

interface DrawnPanel {
  readonly title: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Each dashboard as a drawing of its grid, and its panels as a list. */
export function dashboardSection(dashboards: readonly DashboardInput[]): Markup {
  if (dashboards.length === 0) return html`<p>There are none.</p>`;
  return html`${dashboards.map(dashboardHtml)}`;
}

function dashboardHtml({ title, uid, json, queries }: DashboardInput): Markup {
  const panels = json === undefined ? [] : panelsOf(json);
  const drawn = panels.filter(({ grid }) => grid === 'dashboard').flatMap((panel) => drawnPanel(panel) ?? []);
  const folded = panels.length - drawn.length;
  const items = panels.map((panel) => html`<li>${nameOf(panel)} (${panel.type || 'no type'})</li>`);
  return html`<article><h3>${title}</h3><p class="small">uid <code>${uid}</code>, ${panels.length} panels, ${queries.length} queries</p>
${drawn.length === 0 ? '' : drawing(title, drawn)}${drawn.length > 0 && folded > 0 ? html`<p class="small">${folded} panels stand in folded rows.</p>` : ''}
<details><summary>Panels of ${title}</summary><ol>${items}</ol></details></article>\n`;
}

/** `panel Requests` without its first word. */
const nameOf = ({ json, title }: LocatedPanel): string => textAt(json, 'title')?.trim() || title;

function drawnPanel(panel: LocatedPanel): DrawnPanel | undefined {
  const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((field) => valueAt(panel.json, 'gridPos', field));
  const isPlace = [x, y, w, h].every((one) => typeof one === 'number' && Number.isInteger(one) && one >= 0 && one < 10_000);
  return isPlace ? ({ title: nameOf(panel), type: panel.type, x, y, w, h } as DrawnPanel) : undefined;
}

function drawing(title: string, panels: readonly DrawnPanel[]): Markup {
  const height = panels.reduce((most, { y, h }) => Math.max(most, y + h), 0) * row;
  const cells = panels.map(({ title: name, type, x, y, w, h }) => {
    const most = Math.floor((w * column) / 6.5);
    const cut = name.length > most ? `${name.slice(0, Math.max(1, most - 1))}…` : name;
    const second = h < 3 ? '' : html`<text x="${x * column + 5}" y="${y * row + 26}">${type}</text>`;
    return html`<rect class="panel" x="${x * column + 1}" y="${y * row + 1}" width="${Math.max(1, w * column - 2)}" height="${Math.max(1, h * row - 2)}" rx="2"/><text x="${x * column + 5}" y="${y * row + 12}">${cut}</text>${second}`;
  });
  return html`<figure class="grid"><svg viewBox="0 0 ${24 * column} ${height}" role="img" aria-label="The grid of ${title}: its panels are listed below">${cells}</svg></figure>`;
}
