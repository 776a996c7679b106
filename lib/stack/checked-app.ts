import type { IConstruct } from 'constructs';
import type { Finding } from '../model/finding';
import { inWords } from '../text/list';
import { withoutAccepted } from './accept';
import { type JudgedApp, judgeApp } from './app-findings';
import { type AppObjects, objectsInApp } from './app-objects';
import { stackAt, wrongOptionsIn } from './compiled';
import { findingText, stops } from './findings';
import { hasFolders } from './layout';
import { touches } from './stack-object';
import { stacksIn, type Tenancy } from './tenancies';

interface Checked {
  /** What was checked, as a text. */
  readonly key: string;
  readonly findings: readonly Finding[];
  readonly judged: JudgedApp['judged'];
  readonly state: string;
}

const checked = new WeakMap<IConstruct, Checked>();
/** Apps whose check still holds: those of this run of the event loop, in which cdk8s asks once for every chart. */
const fresh = new Set<IConstruct>();
const printed = new WeakMap<IConstruct, Set<string>>();

/** What is wrong or unwise in an app, but for what was accepted. The same app is checked once. */
export function findingsIn(root: IConstruct): readonly Finding[] {
  const wrong = wrongOptionsIn(root);
  if (wrong.some(stops)) return wrong;
  const objects = objectsInApp(root);
  const key = keyOf(objects);
  const known = checked.get(root);
  const { findings, judged } = known?.key === key ? known : judgedAnew(objects, wrong);
  checked.set(root, { key, findings, judged, state: stateOf(root) });
  if (fresh.size === 0) queueMicrotask(() => fresh.clear());
  fresh.add(root);
  return findings;
}

function judgedAnew(objects: AppObjects, wrong: readonly Finding[]): Pick<Checked, 'findings' | 'judged'> {
  const { findings, judged } = judgeApp(objects);
  return { findings: [...wrong, ...withoutAccepted([...findings, ...objects.unwritable], objects.acceptances)], judged };
}

/** The stacks of an app as they were judged, with the findings about each; the first one has those too that are about none. */
export function judgedIn(root: IConstruct): readonly (JudgedApp['judged'][number] & { readonly findings: readonly Finding[] })[] {
  const findings = findingsIn(root);
  const judged = checked.get(root)?.judged ?? [];
  const isIn = (tenancy: Tenancy, { path = '' }: Finding) =>
    stacksIn(tenancy).some((stack) => path === stack.path || path.startsWith(`${stack.path}/`));
  return judged.map((one, index) => ({
    ...one,
    findings: findings.filter(
      (finding) => isIn(one.tenancy, finding) || (index === 0 && !judged.some(({ tenancy }) => isIn(tenancy, finding))),
    ),
  }));
}

/** What a stock App is told of a stack: the errors about it. Warnings and information are printed, each once. */
export function validationsOf(stack: IConstruct, ofStack: (findings: readonly Finding[]) => readonly Finding[]): string[] {
  const { root } = stack.node;
  const known = checked.get(root);
  const findings = known !== undefined && fresh.has(root) && known.state === stateOf(root) ? known.findings : findingsIn(root);
  printOnce(root, [...findings.filter((finding) => !stops(finding)), ...(findings.some(stops) ? [] : unwrittenFiles(stack))]);
  return ofStack(findings.filter(stops)).map(findingText);
}

/** A stock App writes objects, and no other file. */
function unwrittenFiles(stack: IConstruct): readonly Finding[] {
  if (hasFolders(stack.node.root)) return [];
  const files = [...stackAt(stack)!.compile().texts.keys()];
  return files.length === 0
    ? []
    : [
        {
          check: 'unwritten-file',
          severity: 'info',
          path: stack.node.path,
          message: `an App of cdk8s writes objects alone, so these files of the stack are not written: ${inWords(files.sort())}`,
          hint: 'Make the app a MonitoringApp to have them.',
        },
      ];
}

export function printOnce(root: IConstruct, findings: readonly Finding[]): void {
  const known = printed.get(root) ?? new Set();
  printed.set(root, known);
  for (const text of findings.map(findingText)) {
    if (!known.has(text)) console.error(text);
    known.add(text);
  }
}

/** What cheaply tells that somebody added, removed or patched something. */
const stateOf = (root: IConstruct): string => `${root.node.findAll().length} ${touches.count}`;

/** What decides the findings: what stacks declare stays as it is once it is compiled, all else is in the objects. */
const keyOf = ({ stacks, handMade, unwritable }: AppObjects): string =>
  JSON.stringify([
    stacks.map(({ path, folder, objects }) => [
      path,
      folder,
      objects.length,
      objects.filter(({ object, original }) => object !== original),
    ]),
    handMade,
    unwritable,
  ]);
