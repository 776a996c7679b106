import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { checks } from '../checks';
import { reports } from '../checks/reports';
import { titleOf } from '../kubernetes/object';
import type { Dashboard } from '../model/dashboard';
import type { Finding } from '../model/finding';
import type { Alert } from '../model/rule';
import { rulesOf, type Slo } from '../model/slo';
import { nearest } from '../text/nearest';
import { writtenObject } from './stack-object';

type Accepted = string | Alert | Dashboard | Slo | IConstruct;

export interface AcceptanceOptions {
  /**
   * What the findings are about: an alert, a dashboard, an SLO or a construct of the app; or a text, in which `*` stands for anything:
   * an object as `Deployment shop/api` or `Deployment api`, or a construct path.
   */
  readonly on: Accepted;
  /** Why that is right here, for who reads it later. */
  readonly because: string;
}

/** Findings of one check that somebody accepts. */
export interface Acceptance extends AcceptanceOptions {
  readonly kind: 'acceptance';
  readonly check: Finding['check'];
}

/** Accepts what a check finds about one thing: `accept('image-version', { on: 'Deployment legacy', because: 'mirrored by digest' })`. */
export const accept = (check: Finding['check'], options: AcceptanceOptions): Acceptance => ({ kind: 'acceptance', check, ...options });

/** An acceptance and the stack that has it. */
export interface AcceptanceOfStack {
  readonly acceptance: Acceptance;
  readonly path: string;
}

/** The findings that nobody accepts; and, as findings, the acceptances that are wrong or that nothing needs. */
export function withoutAccepted(findings: readonly Finding[], acceptances: readonly AcceptanceOfStack[]): readonly Finding[] {
  const needed = new Set<AcceptanceOfStack>();
  const covers = acceptances.map((one) => ({ one, isCovered: coverOf(one.acceptance) }));
  const kept = findings.filter((finding) => {
    const matching = covers.filter(({ one, isCovered }) => one.acceptance.check === finding.check && isCovered(finding));
    for (const { one } of matching) needed.add(one);
    return matching.length === 0;
  });
  return [...kept, ...acceptances.flatMap((one) => faultOf(one, needed.has(one)) ?? [])];
}

function faultOf({ acceptance: { check, on, because }, path }: AcceptanceOfStack, isNeeded: boolean): Finding | undefined {
  const common = { check: 'unused-acceptance', severity: 'warning', path } as const;
  const text = `accept('${check}', { on: ${textOf(on)} })`;
  const names: readonly string[] = [...checks, ...reports].map(({ name }) => name);
  if (!names.includes(check)) {
    const similar = nearest(check, names);
    return {
      ...common,
      message: `${text}: there is no check ${check}`,
      hint: similar ? `did you mean ${similar}?` : 'name a check of docs/checks',
    };
  }
  if (typeof because !== 'string' || because.trim() === '') {
    return { ...common, message: `${text} gives no reason`, hint: 'say in `because` why the finding is right here' };
  }
  return isNeeded ? undefined : { ...common, message: `${text} accepts nothing: the check finds nothing there`, hint: 'remove it' };
}

const textOf = (on: Accepted): string =>
  typeof on === 'string'
    ? `'${on}'`
    : Construct.isConstruct(on)
      ? on.node.path
      : 'name' in on
        ? `${on.kind} ${on.name}`
        : `dashboard ${on.uid}`;

/** Whether a finding is about something. */
function coverOf({ on }: Acceptance): (finding: Finding) => boolean {
  if (typeof on === 'string') {
    const pattern = new RegExp(`^${on.split('*').map(literally).join('.*')}$`, 's');
    return ({ path = '', name = '', object = '' }) =>
      [path, name, object, withoutNamespace(object)].some((text) => text !== '' && pattern.test(text));
  }
  if (Construct.isConstruct(on)) {
    const titles = new Set(
      on.node
        .findAll()
        .filter(ApiObject.isApiObject)
        .map((object) => titleOf(writtenObject(object))),
    );
    return ({ path = '', object }) => path === on.node.path || path.startsWith(`${on.node.path}/`) || titles.has(object);
  }
  if ('panels' in on) return ({ path = '', name }) => `${path}/`.includes(`/${on.uid}/`) || name === on.title;
  const rules = on.kind === 'alert' ? [on] : Object.values(rulesOf(on)).flat();
  const names = new Set([on.name, ...rules.map((rule) => rule.name)]);
  return ({ path = '', name = path.slice(path.lastIndexOf('/') + 1) }) => names.has(name);
}

const literally = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** `Deployment api` of `Deployment shop/api`. */
const withoutNamespace = (title: string): string => title.replace(/ .*\//, ' ');
