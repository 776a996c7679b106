import { type LabelLookup, relabeledValues } from '../analysis/relabeling';
import type { AnyService } from '../analysis/services';
import type { ScrapeJob } from '../analysis/target-labels';
import type { LabelSelector } from '../kubernetes/label-selector';
import { namespaceOf } from '../kubernetes/object';

/** A job whose name is not known: something gives it that is not among the objects. */
export const unknownJob = '';

/** The value of `job` that the targets of a compiled job have, with what is known of them before their relabeling. */
export function jobOf(job: ScrapeJob, target: LabelLookup = onlyOwn): string {
  const after = relabeledValues((label) => (label === 'job' ? givenJob(target, job) : target(label)), job.relabel_configs ?? []);
  return typeof after === 'function' ? (after('job') ?? unknownJob) : unknownJob;
}

/** A target that has a job already keeps it (Prometheus' scrape.PopulateLabels). */
const givenJob = (target: LabelLookup, { job_name: name }: ScrapeJob) => {
  const given = target('job');
  return given === '' ? String(name) : given;
};

/** Of a target that discovery finds, only that it has no label yet that does not begin with `__`. */
const onlyOwn: LabelLookup = (label) => (!label.startsWith('__') || label.startsWith('__tmp') ? '' : undefined);

/** A character that no label of Prometheus has becomes `_` there. */
const sanitized = (name: string) => name.replace(/[^a-zA-Z0-9_]/g, '_');
const serviceLabel = '__meta_kubernetes_service_label_';
const servicePresent = '__meta_kubernetes_service_labelpresent_';

/** What is known of targets behind a Service. */
export const behindService = ({ object, labels, given }: AnyService): LabelLookup => {
  const varies = given?.varies === true;
  const known = {
    ...metaLabels(labels),
    ...(!varies && { __meta_kubernetes_service_name: object.metadata.name }),
    __meta_kubernetes_namespace: namespaceOf(object),
  };
  return lookIn(known, !varies);
};

/** What is known of targets behind a Service that is not there, but by whose labels it would be found. */
export const behindSelector = ({ matchLabels }: LabelSelector): LabelLookup => lookIn(metaLabels(matchLabels ?? {}), false);

const metaLabels = (labels: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) => [
      [`${serviceLabel}${sanitized(key)}`, value],
      [`${servicePresent}${sanitized(key)}`, 'true'],
    ]),
  );

const lookIn =
  (known: Readonly<Record<string, string>>, isWhole: boolean): LabelLookup =>
  (label) => {
    if (Object.hasOwn(known, label)) return known[label];
    return isWhole && (label.startsWith(serviceLabel) || label.startsWith(servicePresent)) ? '' : onlyOwn(label);
  };
