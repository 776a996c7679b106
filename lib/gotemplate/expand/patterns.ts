import type { RE2JS } from 're2js';
import { regexpFault } from '../../promql/regexp';
import { fail } from './values';

/** re2js takes longer to load than all the rest, so it is loaded only for a template that needs it. */
function compiled(pattern: string): ReturnType<typeof RE2JS.compile> {
  const fault = regexpFault(pattern);
  if (fault !== undefined) return fail(`\`${pattern}\` is not a regular expression: ${fault}`);
  return (require('re2js') as { RE2JS: typeof RE2JS }).RE2JS.compile(pattern);
}

export const matchesPattern = (pattern: string, value: string): boolean => compiled(pattern).matcher(value).find();

/** Go's regexp.ReplaceAllString: `$1`, `${1}` and `${name}` stand for groups, and for nothing where there is no such group. */
export function replacedPattern(pattern: string, replacement: string, value: string): string {
  const matcher = compiled(pattern).matcher(value);
  let out = '';
  let end = 0;
  let lastMatch = -1;
  while (matcher.find()) {
    // An empty match right behind another one is none.
    if (matcher.end() === matcher.start() && matcher.start() === lastMatch) continue;
    out += value.slice(end, matcher.start());
    out += expanded(replacement, (name) => groupOf(matcher, name));
    end = matcher.end();
    lastMatch = end;
  }
  return out + value.slice(end);
}

const expanded = (replacement: string, group: (name: string) => string): string =>
  replacement.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar: string | undefined, plain?: string, braced?: string) =>
    dollar === undefined ? group(plain ?? braced!) : '$',
  );

function groupOf(matcher: ReturnType<ReturnType<typeof RE2JS.compile>['matcher']>, name: string): string {
  if (/^\d+$/.test(name)) return Number(name) <= matcher.groupCount() ? (matcher.group(Number(name)) ?? '') : '';
  return Object.keys(matcher.namedGroups).includes(name) ? (matcher.group(name) ?? '') : '';
}
