/** What a part of a path matches: `*`, `?` and `[a-z]`, as in Go's filepath.Match, never across a slash. */
export function partMatcher(part: string): ((name: string) => boolean) | undefined {
  if (!/[*?[\\]/.test(part)) return undefined;
  const units: string[] = [];
  for (let at = 0; at < part.length; at++) {
    const character = part[at]!;
    if (character === '*') units.push('*');
    else if (character === '?') units.push('.');
    else if (character === '[') {
      const end = part.indexOf(']', at + 2);
      if (end === -1) return () => false;
      units.push(part.slice(at, end + 1));
      at = end;
    } else if (character === '\\') units.push(`=${part[++at] ?? ''}`);
    else units.push(`=${character}`);
  }
  return (name) => fits(units, name);
}

/** Goes back to the last star only, so that no pattern takes longer than its length times that of the name. */
function fits(units: readonly string[], name: string): boolean {
  let [unit, at, star, resume] = [0, 0, -1, 0];
  while (at < name.length) {
    const current = units[unit];
    if (current === '*') [star, resume] = [unit++, at];
    else if (current !== undefined && isOne(current, name[at]!)) [unit, at] = [unit + 1, at + 1];
    else if (star !== -1) [unit, at] = [star + 1, ++resume];
    else return false;
  }
  while (units[unit] === '*') unit++;
  return unit === units.length;
}

function isOne(unit: string, character: string): boolean {
  if (unit.startsWith('=')) return unit.slice(1) === character;
  if (unit === '.') return true;
  const isNegated = unit[1] === '^';
  const inner = unit.slice(isNegated ? 2 : 1, -1);
  let isIn = false;
  for (let at = 0; at < inner.length; at++) {
    if (inner[at + 1] === '-' && at + 2 < inner.length) {
      isIn ||= inner[at]! <= character && character <= inner[at + 2]!;
      at += 2;
    } else isIn ||= inner[at] === character;
  }
  return isIn !== isNegated;
}
