import type { LabelSelector } from '../../../kubernetes/label-selector';
import { sortedKeys } from '../fields';
import { each, type FieldProblem, fieldProblem, unnumbered } from './field-problem';
import { labelKeyProblem, labelValueProblem } from './names';

/** Why Kubernetes takes this for no label selector (metav1.LabelSelectorAsSelector). */
export function selectorProblem(selector: LabelSelector | undefined): FieldProblem | undefined {
  for (const key of sortedKeys(selector?.matchLabels)) {
    const found = fieldProblem(
      `matchLabels[${JSON.stringify(key)}]`,
      labelKeyProblem(key) ?? labelValueProblem(selector!.matchLabels![key]!),
    );
    if (found) return found;
  }
  return each('matchExpressions', unnumbered, selector?.matchExpressions, ({ key = '', operator = '', values = [] }) => {
    if (!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator))
      return fieldProblem('operator', `"${operator}" is not a valid label selector operator`);
    const listed = operator === 'In' || operator === 'NotIn';
    if (listed && values.length === 0) return fieldProblem('values', "for 'in', 'notin' operators, values set can't be empty");
    if (!listed && values.length > 0) return fieldProblem('values', 'values set must be empty for exists and does not exist');
    return (
      fieldProblem('key', labelKeyProblem(key)) ?? each('values', unnumbered, values, (value) => fieldProblem('', labelValueProblem(value)))
    );
  });
}

const token = /[ \t\r\n]*(?:(!=|==|[=!(),<>])|([^ \t\r\n=!(),<>]+))/y;

/** Why this text is no label selector such as `app=web,tier in (a,b),!legacy` (k8s.io/apimachinery, labels.Parse). */
export function labelSelectorTextProblem(text: string): string | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) tokens.push(match[1] ?? match[2]!);
  let at = 0;
  while (at < tokens.length) {
    const requirement = readRequirement(tokens, at);
    if (typeof requirement === 'string') return requirement;
    at = requirement.end;
    if (at < tokens.length && tokens[at++] !== ',') return expected(tokens, at - 1, "',' or 'end of string'");
    else if (at === tokens.length && tokens[at - 1] === ',') return expected(tokens, at, "identifier after ','");
  }
  return undefined;
}

/** One requirement; where it ends, or what is wrong with it. */
function readRequirement(tokens: readonly string[], start: number): { readonly end: number } | string {
  const isNegated = tokens[start] === '!';
  const at = isNegated ? start + 1 : start;
  const key = tokens[at];
  if (!isWord(key)) return expected(tokens, at, 'identifier');
  const wrongKey = labelKeyProblem(key);
  if (wrongKey) return wrongKey;
  const operator = tokens[at + 1];
  if (isNegated || operator === undefined || operator === ',') return { end: at + 1 };
  if (!['=', '==', '!=', '<', '>', 'in', 'notin'].includes(operator)) return expected(tokens, at + 1, 'in, notin, =, ==, !=, <, >');
  const read = operator === 'in' || operator === 'notin' ? readList(tokens, at + 2) : readValue(tokens, at + 2);
  if (typeof read === 'string') return read;
  const isOrder = operator === '<' || operator === '>';
  for (const value of read.values) {
    const reason =
      isOrder && !/^[+-]?\d+$/.test(value) ? "for 'Gt', 'Lt' operators, the value must be an integer" : labelValueProblem(value);
    if (reason) return reason;
  }
  return read;
}

interface Values {
  readonly values: readonly string[];
  readonly end: number;
}

function readValue(tokens: readonly string[], at: number): Values | string {
  const value = tokens[at];
  if (value === undefined || value === ',') return { values: [''], end: at };
  return isWord(value) ? { values: [value], end: at + 1 } : expected(tokens, at, 'identifier');
}

/** A list in parentheses; it may be empty, and so may its items. */
function readList(tokens: readonly string[], start: number): Values | string {
  if (tokens[start] !== '(') return expected(tokens, start, "'('");
  const values: string[] = [];
  for (let at = start + 1; at < tokens.length; at++) {
    const value = tokens[at];
    if (value === ')') return { values, end: at + 1 };
    if (value === ',') continue;
    if (!isWord(value)) return expected(tokens, at, "',', or identifier");
    if (tokens[at + 1] !== ',' && tokens[at + 1] !== ')') return expected(tokens, at + 1, "',' or ')'");
    values.push(value);
  }
  return expected(tokens, tokens.length, "')'");
}

function isWord(word: string | undefined): word is string {
  return word !== undefined && !/^[=!(),<>]/.test(word);
}

function expected(tokens: readonly string[], at: number, what: string): string {
  return `unable to parse requirement: found '${tokens[at] ?? ''}', expected: ${what}`;
}

/** Why this text is no field selector such as `metadata.name=web` (k8s.io/apimachinery, fields.ParseSelector). */
export function fieldSelectorTextProblem(text: string): string | undefined {
  for (const term of splitTerms(text)) {
    const operator = /!=|==|=/.exec(term);
    if (!operator) return `invalid selector: '${text}'; can't understand '${term}'`;
    const reason = escapedValueProblem(term.slice(operator.index + operator[0].length));
    if (reason) return reason;
  }
  return undefined;
}

/** Splits at commas that no backslash escapes; empty terms count for nothing. */
function splitTerms(text: string): string[] {
  const terms = [''];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === ',') terms.push('');
    else terms[terms.length - 1] += text[i] === '\\' ? text[i]! + (text[++i] ?? '') : text[i]!;
  }
  return terms.filter((term) => term !== '');
}

function escapedValueProblem(value: string): string | undefined {
  for (let i = 0; i < value.length; i++) {
    if (value[i] === '=' || value[i] === ',') return `invalid field selector: unescaped character in value: ${value[i]}`;
    if (value[i] === '\\' && !'\\,='.includes(value[++i] ?? ' '))
      return `invalid field selector: invalid escape sequence: ${value.slice(i - 1, i + 1)}`;
  }
  return undefined;
}
