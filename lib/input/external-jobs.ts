import type { ObjectInput, ScrapeInput } from '../analysis/check-input';
import { servicesOf } from '../analysis/endpoint-targets';
import { isSelfContained, scrapesMore } from '../analysis/is-self-contained';
import { wiringOf } from '../analysis/services';
import { unknownJob } from './jobs';

/** Whether targets may have a job that none of the scrapes here is known to have: always, but in a whole stack. */
export function jobsThatMayBe(scrapes: readonly ScrapeInput[], objects: readonly ObjectInput[]): (job: string) => boolean {
  if (!isSelfContained(objects, scrapes) || scrapesMore(objects)) return () => true;
  const wiring = wiringOf({ objects });
  const unknown = scrapes.filter(({ job }) => job === unknownJob);
  // The Service of the cluster's DNS has other labels in each distribution, and gives a job of such a name.
  const isDns = ({ monitor }: ScrapeInput) =>
    monitor.kind === 'ServiceMonitor' && servicesOf({ monitor }, wiring).some(({ given }) => given?.varies);
  return unknown.every(isDns) ? (job) => unknown.length > 0 && /dns/i.test(job) : () => true;
}
