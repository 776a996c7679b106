/** Characters of other patterns, which mean nothing here. */
export const foreignWildcard = /[?[\]{}]/;

/** Whether a text fits a pattern, in which `*` stands for any characters. */
export function matchesName(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === text;
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  // The leftmost place is the best one for each part: no other choice leaves more for the next.
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/**
 * Whether a file fits a pattern, in which `*` stands for a part of a name and `**` for any folders. A pattern without a slash is for a
 * name in any folder, and one of a folder is for all files below it.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.replace(/^\.\//, '').replace(/\/$/, '').split('/');
  if (!pattern.includes('/')) wanted.unshift('**');
  return matchesFolders([...wanted, '**'], path.split('/'));
}

/** As matchesName does, for the names of a path: the last `**` takes one name more whenever the rest does not fit. */
function matchesFolders(wanted: readonly string[], names: readonly string[]): boolean {
  let at = 0;
  let next = 0;
  let retry: { readonly wanted: number; names: number } | undefined;
  while (next < names.length) {
    if (wanted[at] === '**') retry = { wanted: ++at, names: next };
    else if (at < wanted.length && matchesName(wanted[at]!, names[next]!)) {
      at++;
      next++;
    } else if (retry !== undefined) {
      at = retry.wanted;
      next = ++retry.names;
    } else return false;
  }
  return wanted.slice(at).every((rest) => rest === '**');
}
