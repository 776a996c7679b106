import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions, parseVersion } from '../../lib/text/version';

/** The versions of Prometheus and Alertmanager at which prometheus-operator's own source says that something changes. */

const folderOf = (module: string) =>
  execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', module], {
    cwd: join('test', 'conformance', 'operator-oracle'),
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '' },
  }).trim();

let module: string | undefined;

/** Every version that these files compare with, but for what is on command lines only; sorted, without repetitions. */
export function versionsIn(files: readonly string[]): string[] {
  module ??= folderOf('github.com/prometheus-operator/prometheus-operator');
  const lines = files
    .flatMap((file) => readFileSync(join(module!, 'pkg', file), 'utf8').split('\n'))
    .filter((line) => !line.includes('AppendCommandlineArgument'));
  const all = lines.flatMap((line) => [...line.matchAll(/"([0-9]+\.[0-9]+\.[0-9]+(?:-rc\.[0-9]+)?)"/g)].map((match) => match[1]!));
  return sorted(all);
}

export function sorted(versions: readonly string[]): string[] {
  return [...new Set(versions)].sort((a, b) => compareVersions(parseVersion(a)!, parseVersion(b)!));
}

/** Where the configuration of Prometheus is generated, and its objects are judged. */
export const prometheusSources = [
  'prometheus/promcfg.go',
  'prometheus/resource_selector.go',
  'prometheus/operator.go',
  'prometheus/validation/validator.go',
  'operator/rules.go',
  'operator/validations.go',
];
/** The same of Alertmanager. */
export const alertmanagerSources = ['alertmanager/amcfg.go', 'alertmanager/operator.go'];

/** The last version before a gate, a release candidate of the gate's version, and that version. */
export function aroundGate(gate: string): string[] {
  const { major, minor, patch, prerelease } = parseVersion(gate)!;
  if (prerelease) return [`${major}.${minor}.${patch}-beta.1`, gate];
  const before = patch ? `${major}.${minor}.${patch - 1}` : minor ? `${major}.${minor - 1}.9` : `${major - 1}.99.0`;
  return [before, `${gate}-rc.1`, gate];
}
