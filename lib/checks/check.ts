import type { CheckInput } from '../analysis/check-input';
import type { Found } from '../analysis/found';
import type { CheckName } from '../model/check-name';
import type { Finding, FindingSeverity } from '../model/finding';

/** The severity of a finding in what is declared here, and in manifests from elsewhere, of which less is known. */
export type SeverityByOrigin = Readonly<Record<CheckInput['origin'], FindingSeverity>>;

/** One check: a file, a test and a page in docs/checks/ of the same name. */
export interface Check {
  readonly name: CheckName;
  /** What it finds, in one line: the first sentence of its page. */
  readonly finds: string;
  readonly severity: SeverityByOrigin;
  /** The kinds of its findings that have a severity of their own. */
  readonly kinds: Readonly<Record<string, SeverityByOrigin>>;
  readonly run: (input: CheckInput) => readonly Finding[];
}

interface Definition<Kind extends string> {
  readonly finds: string;
  /** One severity holds for both origins. */
  readonly severity: FindingSeverity | SeverityByOrigin;
  readonly kinds?: Readonly<Record<Kind, FindingSeverity | SeverityByOrigin>>;
  /** It looks at what is known of the input, never at where the input came from. */
  readonly run: (input: CheckInput) => Iterable<Found<NoInfer<Kind>>>;
}

/** The only place that chooses a severity. */
export function check<Kind extends string = never>(name: CheckName, { finds, severity, kinds, run }: Definition<Kind>): Check {
  const usual = byOrigin(severity);
  const own = Object.fromEntries(Object.entries(kinds ?? {}).map(([kind, each]) => [kind, byOrigin(each as Definition<Kind>['severity'])]));
  return {
    name,
    finds,
    severity: usual,
    kinds: own,
    run: (input) =>
      [...run(input)].map(({ kind, ...found }) => ({
        check: name,
        severity: ((kind && own[kind]) ?? usual)[input.origin],
        ...found,
      })),
  };
}

const byOrigin = (severity: FindingSeverity | SeverityByOrigin): SeverityByOrigin =>
  typeof severity === 'string' ? { declared: severity, manifests: severity } : severity;
