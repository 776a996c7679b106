import type { Query } from './ast';
import { cursorOver, Unreadable } from './cursor';
import { query } from './grammar';
import { typeCheck } from './types';

/**
 * Reads a PromQL expression as Prometheus 3.15 does, with all its optional syntax. Never throws: what Prometheus would refuse is
 * in `diagnostics`. Types are checked only where the syntax is right, so that one mistake is reported once.
 */
export function parse(text: string): Query {
  const c = cursorOver(text);
  try {
    const expr = query(c);
    if (c.faults.some((fault) => fault.kind === 'syntax')) return { text, diagnostics: c.faults };
    return { text, expr, diagnostics: [...c.faults, ...typeCheck(expr)] };
  } catch (stop) {
    if (!(stop instanceof Unreadable)) throw stop;
    return { text, diagnostics: [...c.faults, stop.diagnostic] };
  }
}
