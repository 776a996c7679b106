import type { CompiledAlertmanager } from '../../compile/alertmanager/compile';
import type { CompiledPrometheus } from '../../compile/prometheus/compile';
import { referenceText } from '../../kubernetes/object';
import type { ProgramOptions } from '../../manifests/program-options';
import type { Finding } from '../../model/finding';

/** An object that prometheus-operator would refuse is refused here too, with the same reason. */
export const objectRejections = ({ rejected }: Pick<CompiledPrometheus, 'rejected'>): Finding[] =>
  rejected.map(({ object, path, message }) => rejection(referenceText(object), path, message));

/** What cannot be compiled to a file, too: a secret that Prometheus reads from no file would stand in a ConfigMap. */
export const prometheusRejections = (compiled: Pick<CompiledPrometheus, 'rejected' | 'assets'>): Finding[] => [
  ...objectRejections(compiled),
  ...compiled.assets
    .filter(({ kind }) => kind === 'variable')
    .map(({ name, key }) => plainText('a field of prometheus.yml', 'Prometheus', name, key)),
];

/** A secret that Alertmanager reads from no file would stand in a ConfigMap. What the operator would reject is found by a check. */
export const alertmanagerRejections = ({ inlined }: Pick<CompiledAlertmanager, 'inlined'>): Finding[] =>
  inlined.map(({ field, name, key }) => plainText(field, 'Alertmanager', name, key));

const plainText = (field: string, program: string, name: string, key: string): Finding => ({
  check: 'literal-secret',
  severity: 'error',
  message:
    `${field} can only be given in plain text, which a ConfigMap is no place for: ` +
    `${program} reads key ${key} of Secret ${name} from no file`,
  hint: `use a field that ${program} reads from a file, or the operator backend`,
});

const rejection = (object: string, path: string, reason: string): Finding => ({
  check: 'refused-object',
  severity: 'error',
  object,
  message: `${object} cannot be compiled${path && `, at ${path}`}: ${reason}`,
  hint: 'correct what stands there: prometheus-operator refuses it too',
});

/** A flag twice is refused by the program when it starts, and by prometheus-operator before. */
export function flagRejections(program: string, own: readonly string[], { args = [] }: ProgramOptions): readonly Finding[] {
  const taken = new Set(own.filter((flag) => !isRepeatable(flag)).map(flagName));
  return args
    .filter((arg) => taken.has(flagName(arg)))
    .map((arg) => ({
      check: 'refused-object',
      severity: 'error',
      message: `args of ${program} has ${flagName(arg)}, which is set already`,
      hint: `Remove it, and use the option that sets it: ${program} starts with ${own.join(' ')}.`,
    }));
}

const flagName = (flag: string): string => `--${flag.replace(/^-+/, '').split('=')[0]}`;
const isRepeatable = (flag: string): boolean => flagName(flag) === '--enable-feature';
