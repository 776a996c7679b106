import type { CompiledAlertmanager } from '../../compile/alertmanager/compile';
import type { Finding } from '../../model/finding';

/** What of a routing is left out, because a version of Alertmanager or prometheus-operator does not have it: each once, at the routing. */
export const leftOut = (
  { warnings }: Pick<CompiledAlertmanager, 'warnings'>,
  stackOf: (object: CompiledAlertmanager['warnings'][number]['object']) => string,
): readonly Finding[] => {
  const findings = warnings
    .filter(({ code }) => code === 'no-effect' || code === 'unknown-field' || code === 'conflict')
    .map(
      ({ object, message, hint }): Finding => ({
        check: 'not-taken',
        severity: 'warning',
        path: `${stackOf(object)}/routing`,
        message: `routing: ${message.replace(/\bspec\./g, 'routing.')}`,
        hint: hint ?? 'Take it out.',
      }),
    );
  return [...new Map(findings.map((finding) => [`${finding.path} ${finding.message}`, finding])).values()];
};
