import type { LabelSelector } from '../crd/common';
import { sortedKeys } from '../fields';
import { each, fault, unnumbered, type Fault } from './fault';
import { labelKeyFault, labelValueFault } from './names';

/** Why Kubernetes takes this for no label selector (metav1.LabelSelectorAsSelector). */
export function selectorFault(selector: LabelSelector | undefined): Fault | undefined {
  for (const key of sortedKeys(selector?.matchLabels)) {
    const found = fault(`matchLabels[${JSON.stringify(key)}]`, labelKeyFault(key) ?? labelValueFault(selector!.matchLabels![key]!));
    if (found) return found;
  }
  return each('matchExpressions', unnumbered, selector?.matchExpressions, ({ key, operator, values = [] }) => {
    if (!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator)) return fault('operator', `"${operator}" is not a valid label selector operator`);
    const listed = operator === 'In' || operator === 'NotIn';
    if (listed && values.length === 0) return fault('values', "for 'in', 'notin' operators, values set can't be empty");
    if (!listed && values.length > 0) return fault('values', 'values set must be empty for exists and does not exist');
    return fault('key', labelKeyFault(key)) ?? each('values', unnumbered, values, (value) => fault('', labelValueFault(value)));
  });
}

const token = /\s*(?:(!=|==|[=!(),<>])|([^\s=!(),<>]+))/y;

/** Why this text is no label selector such as `app=web,tier in (a,b),!legacy` (k8s.io/apimachinery, labels.Parse). */
export function labelSelectorTextFault(text: string): string | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) tokens.push(match[1] ?? match[2]!);
  let at = 0;
  const isWord = (word: string | undefined) => word !== undefined && !/^[=!(),<>]/.test(word);
  const expected = (what: string) => `unable to parse requirement: found '${tokens[at] ?? ''}', expected: ${what}`;

  while (at < tokens.length) {
    const negated = tokens[at] === '!';
    if (negated) at++;
    const key = tokens[at];
    if (!isWord(key)) return expected('identifier');
    const keyFault = labelKeyFault(key!);
    if (keyFault) return keyFault;
    at++;
    if (tokens[at] !== undefined && tokens[at] !== ',') {
      const operator = tokens[at]!;
      if (!['=', '==', '!=', '<', '>', 'in', 'notin'].includes(operator)) return expected('in, notin, =, ==, !=, <, >');
      at++;
      const values: string[] = [];
      if (operator === 'in' || operator === 'notin') {
        if (tokens[at] !== '(') return expected("'('");
        for (at++; tokens[at] !== ')'; at++) {
          if (at >= tokens.length) return expected("')'");
          if (tokens[at] !== ',') values.push(tokens[at]!);
          if (isWord(tokens[at]) && tokens[at + 1] !== ',' && tokens[at + 1] !== ')') return expected("',' or ')'");
        }
        at++;
      } else if (isWord(tokens[at])) values.push(tokens[at++]!);
      for (const value of values) {
        const valueFault = /^[<>]$/.test(operator) && !/^[+-]?\d+$/.test(value) ? "for 'Gt', 'Lt' operators, the value must be an integer" : labelValueFault(value);
        if (valueFault) return valueFault;
      }
    }
    if (at >= tokens.length) return undefined;
    if (tokens[at] !== ',') return expected("',' or 'end of string'");
    at++;
    if (at >= tokens.length) return expected("identifier after ','");
  }
  return undefined;
}

/** Why this text is no field selector such as `metadata.name=web` (k8s.io/apimachinery, fields.ParseSelector). */
export function fieldSelectorTextFault(text: string): string | undefined {
  for (const term of splitTerms(text)) {
    const operator = /!=|==|=/.exec(term);
    if (!operator) return `invalid selector: '${text}'; can't understand '${term}'`;
    const reason = escapedValueFault(term.slice(operator.index + operator[0].length));
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

function escapedValueFault(value: string): string | undefined {
  for (let i = 0; i < value.length; i++) {
    if (value[i] === '=' || value[i] === ',') return `invalid field selector: unescaped character in value: ${value[i]}`;
    if (value[i] === '\\' && !'\\,='.includes(value[++i] ?? ' ')) return `invalid field selector: invalid escape sequence: ${value.slice(i - 1, i + 1)}`;
  }
  return undefined;
}
