import type { MatchOperator } from '../promql/ast';
import { type AlertMatcher, classicName, spaces } from './matcher';
import { checked, MatcherError } from './matcher-error';

/** Alertmanager's classic parser (pkg/labels). Throws a Refusal. */
export function parseClassic(text: string): readonly AlertMatcher[] {
  return splitClassic(text.replace(/^\{/, '').replace(/\}$/, '')).map(parseClassicMatcher);
}

/** Splits at commas outside quotes; a trailing comma is allowed, an empty entry elsewhere is not. */
function splitClassic(text: string): readonly string[] {
  const entries: string[] = [];
  let entry = '';
  let inQuotes = false;
  let escaped = false;
  for (const character of text) {
    if (character === ',' && !inQuotes) {
      entries.push(entry);
      entry = '';
      continue;
    }
    if (character === '"') {
      if (!escaped) inQuotes = !inQuotes;
      escaped = false;
    } else if (character === '\\') escaped = !escaped;
    // A comma inside quotes leaves the state alone, as it does in Alertmanager.
    else if (character !== ',') escaped = false;
    entry += character;
  }
  const last = entry.replace(new RegExp(`^[${spaces}]+|[${spaces}]+$`, 'g'), '');
  return last === '' ? entries : [...entries, last];
}

const classicMatcher = /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*([\s\S]*?)[\t\n\f\r ]*$/;

/** One matcher, without braces. Throws a Refusal. */
function parseClassicMatcher(text: string): AlertMatcher {
  const found = classicMatcher.exec(text);
  if (found === null) {
    throw new MatcherError(classicName.test(text.trim()) ? 'it has no operator' : 'it is not a name, an operator and a value');
  }
  const [, name, op, raw] = found;
  return checked(name!, op as MatchOperator, unescapeClassic(raw!));
}

/** Only \n, \" and \\ are escapes; any other backslash is itself, and so is one at the end. Quotes are optional, but come in pairs. */
function unescapeClassic(raw: string): string {
  const quoted = raw.startsWith('"');
  const body = quoted ? raw.slice(1) : raw;
  let value = '';
  let closed = false;
  for (let i = 0; i < body.length; i++) {
    const character = body[i]!;
    const last = i === body.length - 1;
    if (character === '\\' && !last) {
      const next = body[++i]!;
      value += next === 'n' ? '\n' : next === '"' || next === '\\' ? next : `\\${next}`;
    } else if (character === '"') {
      if (!quoted || !last) throw new MatcherError('its value contains a double quote that is not escaped');
      closed = true;
    } else value += character;
  }
  if (quoted && !closed) throw new MatcherError('its value lacks the closing double quote');
  return value;
}
