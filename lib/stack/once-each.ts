import type { CheckName } from '../model/check-name';
import type { Finding } from '../model/finding';
import type { Scrape } from '../model/watch';
import { rulePath } from './check-input';
import type { CompiledStack } from './compile';
import { needFindings } from './judge-props';

/** The findings of a stack with one for each cause: `path` is the stack's, `scrapes` are those of its Prometheus. */
export function onceEach(path: string, stack: CompiledStack, scrapes: readonly Scrape[], findings: readonly Finding[]): readonly Finding[] {
  const needs = needFindings(path, stack.components, scrapes);
  const lacking = needs.flatMap(({ path: own }) => ownPaths(path, own!, stack));
  const lacks = ({ check, path: own }: Finding) => check === 'unknown-metric' && lacking.some((start) => own?.startsWith(start));
  const rest = withoutRehearsed(findings).filter((finding) => !lacks(finding));
  return [...needs, ...oncePerSlo(path, stack, rest)];
}

const played: ReadonlySet<CheckName> = new Set(['rehearsal-failed', 'rehearsal-series', 'rehearsal-vacuous', 'rehearsal-weak']);

/** What an alert does in its rehearsals matters once nothing else is wrong with it: until then it follows from that. */
function withoutRehearsed(findings: readonly Finding[]): readonly Finding[] {
  const wrong = new Set(findings.flatMap(({ check, path, severity }) => (severity === 'error' && !played.has(check) ? [path] : [])));
  return findings.filter(({ check, path }) => !(played.has(check) && wrong.has(path)));
}

/** What the paths of a component's rules and dashboards begin with. */
function ownPaths(path: string, own: string, { components }: CompiledStack): readonly string[] {
  const { watch } = components.find(({ name }) => own === `${path}/${name}`)!;
  return [own, ...(watch?.dashboards ?? []).map(({ uid }) => `${path}/${uid}`)].map((start) => `${start}/`);
}

/** What is wrong with an SLO is wrong with each of its rules: one finding at the SLO says it. */
function oncePerSlo(path: string, { monitoring: { groups } }: CompiledStack, findings: readonly Finding[]): readonly Finding[] {
  const slos = new Set(
    groups.flatMap((group) => group.rules.flatMap((rule) => (rule.slo === undefined ? [] : [rulePath(path, group, rule)]))),
  );
  const seen = new Set<string>();
  return findings.filter((finding) => {
    if (finding.path === undefined || !slos.has(finding.path)) return true;
    const key = JSON.stringify([finding.path, finding.check, finding.hint]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
