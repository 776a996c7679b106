import { printableLines } from '../text/printable';

/** Markup that is right as it stands; every other value of a template is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type HtmlValue = string | number | Markup | undefined | readonly HtmlValue[];

const plain = /^[\w .,:/-]*$/;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

/** A text of an input, between tags or in a quoted attribute: no markup, and no character that turns text around. */
const escapeHtml = (text: string): string =>
  plain.test(text)
    ? text
    : printableLines(text)
        .join('\n')
        .replace(/[&<>"'`]/g, (character) => entities[character]!);

function textOf(value: HtmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return escapeHtml(value);
  return typeof value === 'number' ? String(value) : value.map(textOf).join('');
}

/** HTML with its values escaped; attributes stand in double quotes. */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup =>
  new Markup(strings.reduce((text, part, index) => text + textOf(values[index - 1]) + part));

/** JSON in a script element, which nothing in it can end. */
export const jsonForScript = (value: unknown): Markup =>
  new Markup(
    JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );

/** A table with its caption; nothing where it has no rows. */
export function htmlTable(caption: string, heads: readonly string[], rows: readonly (readonly HtmlValue[])[]): Markup | undefined {
  if (rows.length === 0) return undefined;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(([first, ...others]) => html`<tr><th scope="row">${first}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table></div>\n`;
}

/** A link where the text is an address of the web, and the text alone where it is anything else. */
export const webLink = (address: string, title: string = address): Markup =>
  /^https?:\/\/[^\s<>"'`\\]+$/i.test(address) ? html`<a href="${address}" rel="noreferrer">${title}</a>` : html`${address}`;
