import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { html, jsonForScript, type Markup } from './html';
import { askableRoutes, labelsAsked } from './reach';

/**
 * What runs in the page: it reads labels, walks the routes as Alertmanager does (dispatch/route.go, `Match`), and writes the receivers as
 * text. It asks nobody and makes no markup.
 */
export const questionScript = `'use strict';
(() => {
  const accepts = ({ name, op, value, pattern }, labels) => {
    const own = Object.hasOwn(labels, name) ? labels[name] : '';
    if (op === '=') return own === value;
    if (op === '!=') return own !== value;
    if (pattern === null) throw new Error('the pattern ' + value + ' of ' + name + ' cannot be asked in a browser: use amtool config routes test');
    return new RegExp(pattern, 'u').test(own) === (op === '=~');
  };
  const walk = (route, labels) => {
    if (!route.matchers.every((matcher) => accepts(matcher, labels))) return [];
    const found = [];
    for (const child of route.routes) {
      const below = walk(child, labels);
      found.push(...below);
      if (below.length > 0 && !child.continues) break;
    }
    return found.length > 0 ? found : [route];
  };
  const read = (text) => {
    const labels = {};
    const part = /\\s*([^\\s=,"{}]+)\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^,{}"]*))\\s*(?:,|$)/y;
    const inner = text.trim().replace(/^\\{([^]*)\\}$/, '$1').trim();
    let at = 0;
    while (at < inner.length) {
      part.lastIndex = at;
      const found = part.exec(inner);
      if (found === null) throw new Error('labels are written as severity=critical, namespace=shop: this is none: ' + inner.slice(at));
      labels[found[1]] = found[2] === undefined ? found[3].trim() : found[2].replace(/\\\\(.)/g, '$1');
      at = part.lastIndex;
    }
    return labels;
  };
  for (const form of document.querySelectorAll('form.question')) {
    const root = JSON.parse(form.querySelector('script').textContent);
    const field = form.querySelector('input');
    const output = form.querySelector('output');
    const answer = () => {
      try {
        const routes = walk(root, read(field.value));
        output.textContent = routes.map(({ receiver, times }) => receiver + (times.length > 0 ? ': ' + times.join(', ') : '')).join('\\n');
      } catch (error) {
        output.textContent = error.message;
      }
    };
    form.addEventListener('submit', (event) => { event.preventDefault(); answer(); });
    field.addEventListener('input', answer);
    answer();
  }
})();
`;

/** Labels in, receivers out; `id` tells it from others of the page. */
export function questionBox(config: AlertmanagerConfiguration, id: string): Markup {
  const asked = labelsAsked(config);
  const hint = asked.length === 0 ? 'No route asks for a label.' : `The routes ask for ${asked.join(', ')}.`;
  return html`<form class="question"><p><label for="${id}">Labels of an alert, such as <code>severity=critical, namespace=shop</code></label></p>
<p><input id="${id}" autocomplete="off" spellcheck="false" aria-describedby="${id}-hint"> <button>Who is told?</button></p>
<p class="small" id="${id}-hint">${hint} Inhibitions and silences are no part of the answer.</p>
<output for="${id}" aria-live="polite"></output>
<noscript>The box needs JavaScript; what each alert reaches is told with it.</noscript>
<script type="application/json">${jsonForScript(askableRoutes(config))}</script></form>\n`;
}
