import { readFileSync } from 'node:fs';
import { checks } from '../../lib/checks';
import type { Check, SeverityByOrigin } from '../../lib/checks/check';
import { reports } from '../../lib/checks/reports';

/** What is written of the checks, by its path in the checkout: the parts between markers come from the checks themselves. */
export function pagesOf(root: string): ReadonlyMap<string, string> {
  const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
  return new Map([
    ['lib/model/check-name.ts', checkNames()],
    ['docs/checks/README.md', withPart(read('docs/checks/README.md'), 'checks', table())],
    ...checks.map(({ name }) => {
      const path = `docs/checks/${name}.md`;
      return [path, withPart(read(path), 'switch off', switchOff(name))] as const;
    }),
  ]);
}

const names = [...checks, ...reports].map(({ name }) => name);

const checkNames = (): string =>
  [
    '// Written by `npm run docs` from lib/checks.',
    '',
    '/** The name of a check, which is its page in docs/checks/ too. */',
    'export type CheckName =',
    ...[...names].sort().map((name, index) => `  | '${name}'${index === names.length - 1 ? ';' : ''}`),
    '',
  ].join('\n');

/** The text with another part between `<!-- name -->` and `<!-- /name -->`. */
function withPart(text: string, name: string, part: string): string {
  const [from, to] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const start = text.indexOf(from);
  const end = text.indexOf(to);
  if (start === -1 || end === -1) throw new Error(`a page has no part ${from.trim()}: ${text.slice(0, 40)}`);
  return `${text.slice(0, start + from.length)}${part}\n${text.slice(end)}`;
}

const table = (): string =>
  [
    '| check | finds | in a synth | in manifests |',
    '| --- | --- | --- | --- |',
    ...checks.map(
      (check) =>
        `| [${check.name}](${check.name}.md) | ${check.finds} | ${severities(check, 'declared')} | ${severities(check, 'manifests')} |`,
    ),
    ...reports.map(({ name, finds }) => `| [${name}](${name}.md) | ${finds} | | |`),
  ].join('\n');

/** The severity of most findings, and then those of single kinds. */
const severities = ({ severity, kinds }: Check, origin: keyof SeverityByOrigin): string =>
  [...new Set([severity, ...Object.values(kinds)].map((each) => each[origin]))].join(', ');

const switchOff = (name: string): string =>
  `In manifests: for one run with \`vigie check --off ${name}\`; for one place with a comment \`# vigie: ignore ${name} reason\` ` +
  'on its line or directly above it; by path or name in [`vigie.yaml`](../guides/foreign-yaml.md#what-you-accept). ' +
  `In a synth, for one thing: \`accept: [accept('${name}', { on: 'Deployment shop/api', because: '...' })]\` of the stack.`;
