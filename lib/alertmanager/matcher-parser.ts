import { type AlertMatcher, printMatcher } from './matcher';
import { parseClassic } from './matcher-classic';
import { MatcherError } from './matcher-error';
import { parseUtf8 } from './matcher-utf8';

/** What a text says as matchers; `matchers` is undefined where Alertmanager refuses the text. */
export interface ParsedMatchers {
  readonly matchers?: readonly AlertMatcher[];
  /** Why Alertmanager refuses the text, and what to write. */
  readonly problem?: string;
  /** Accepted, but not as it looks: what the two parsers of Alertmanager disagree about, and what to write. */
  readonly warning?: string;
}

/** What a text says as exactly one matcher. */
export interface ParsedMatcher extends Omit<ParsedMatchers, 'matchers'> {
  readonly matcher?: AlertMatcher;
}

/**
 * Parses an entry of `matchers`, which may hold several: `a="b"`, `{a="b",c=~"d|e"}`. As Alertmanager 0.34 does without feature flags
 * (matcher/compat): the UTF-8 parser, then the classic one where the first refuses or where the two disagree.
 */
export function parseMatchers(text: string): ParsedMatchers {
  return fallback(text, attempt(parseUtf8, text), attempt(parseClassic, text));
}

type Attempt = { readonly matchers: readonly AlertMatcher[] } | { readonly reason: string };

function attempt(parse: (text: string) => readonly AlertMatcher[], text: string): Attempt {
  try {
    return { matchers: parse(text) };
  } catch (error) {
    if (error instanceof MatcherError) return { reason: error.message };
    throw error;
  }
}

function fallback(text: string, utf8: Attempt, classic: Attempt): ParsedMatchers {
  if ('reason' in utf8) {
    if ('reason' in classic) {
      return { problem: `matcher ${text}: ${utf8.reason}; write it as name="value", name!="value", name=~"regex" or name!~"regex"` };
    }
    const { matchers } = classic;
    const why = `only Alertmanager's classic parser understands it, which is going away (${utf8.reason})`;
    return { matchers, warning: `matcher ${text}: ${why}: write ${print(matchers)}` };
  }
  if ('matchers' in classic && print(classic.matchers) !== print(utf8.matchers)) {
    const readings = `it takes ${print(classic.matchers)}, later versions will take ${print(utf8.matchers)}`;
    const warning = `Alertmanager's two parsers disagree about matcher ${text}: ${readings}: write the one that you mean`;
    return { matchers: classic.matchers, warning };
  }
  return { matchers: utf8.matchers };
}

const print = (matchers: readonly AlertMatcher[]) => matchers.map(printMatcher).join(',');
