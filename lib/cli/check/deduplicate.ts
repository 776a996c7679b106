import type { Finding } from '../../model/finding';

/**
 * Findings that say the same of one owner are told once, at their first place, with all others in `also`: a recorded series that is gone
 * is read by every panel of a dashboard. What is found twice at one place, as behind a YAML alias, is told once.
 */
export function deduplicate(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { check, severity, file, object, line, column, message, common } = finding;
    const place = common === undefined ? [line, column, message] : [common];
    const key = JSON.stringify([check, severity, file, object, ...place]);
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [finding]);
    else if (!same.some((other) => other.line === line && other.column === column && other.message === message)) same.push(finding);
  }
  return [...groups.values()].map(together);
}

function together([first, ...others]: readonly Finding[]): Finding {
  const { common, ...own } = first!;
  if (common === undefined || others.length === 0) return own;
  return {
    ...own,
    message: `${common} (${others.length + 1} places)`,
    also: others.map(({ file, line, column, message }) => ({ file, line, column, message })),
  };
}
