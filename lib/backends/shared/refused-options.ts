import type { Finding } from '../../model/finding';
import { inWords } from '../../text/list';
import type { Installation } from './installation';
import { replicasOf } from './props';
import { plainAlertmanagerFields, plainPrometheusFields } from './spec-flags';

/* What one backend cannot say of its programs, each once, by the option that says it. */

const programs = ['prometheus', 'alertmanager'] as const;
type Program = (typeof programs)[number];

const refused = (option: string, message: string, hint: string): Finding => ({
  check: 'not-taken',
  severity: 'error',
  message: `backend.${option}: ${message}`,
  hint,
});

/** A claim that exists is one, and several replicas need one each. */
const sharedClaims = (installation: Installation): readonly Finding[] =>
  programs
    .filter((program) => installation[program].storage?.kind === 'claim' && replicasOf(installation[program]) > 1)
    .map((program) =>
      refused(
        `${program}.storage`,
        `${replicasOf(installation[program])} replicas cannot share the claim ${installation[program].storage!.claim}`,
        "Write volume('20Gi'), of which each replica gets one, or leave `replicas` out.",
      ),
    );

const plainFields: Readonly<Record<Program, ReadonlySet<string>>> = {
  prometheus: plainPrometheusFields,
  alertmanager: plainAlertmanagerFields,
};

/** A Deployment is told no more than flags and a configuration. */
export const plainRefusals = (installation: Installation): readonly Finding[] => [
  ...sharedClaims(installation),
  ...programs.flatMap((program) => {
    const lost = Object.keys(installation[program].raw ?? {}).filter((field) => !plainFields[program].has(field));
    return lost.length === 0
      ? []
      : [
          refused(
            `${program}.raw`,
            `standalone() runs no resource of prometheus-operator, and ${inWords(lost.sort())} of it cannot be said otherwise`,
            `Say it with an option of \`${program}\` or of its \`pod\`, patch the objects, or use operator().`,
          ),
        ];
  }),
];

/** The operator names the claims itself: one that exists is used where it has that name. */
export const operatorRefusals = (installation: Installation): readonly Finding[] => [
  ...sharedClaims(installation),
  ...programs.flatMap((program) => {
    const { storage, ...options } = installation[program];
    const expected = `${program}-${program}-db-${program}-${program}-0`;
    if (storage?.kind !== 'claim' || replicasOf(options) > 1 || storage.claim === expected) return [];
    return [
      refused(
        `${program}.storage`,
        `prometheus-operator takes no claim by its name, and makes one that is called ${expected}`,
        `Call the claim ${expected}: then it is used as it is.`,
      ),
    ];
  }),
];
