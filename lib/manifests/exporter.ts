import type { ImageName } from '../catalog/programs';
import type { AnyDuration } from '../model/duration';
import type { OptionProblem } from '../model/shape/problem';
import type { Watch } from '../model/watch';
import { addressDestinations, urlDestinations } from './addresses';
import type { Component } from './component';
import { selectorLabels } from './labels';
import type { ContainerProgram } from './pod';
import type { ProgramOptions } from './program-options';
import { serviceAccount } from './rbac';
import { serviceScrape, sourcesOf } from './scrape';
import { deployment, service } from './workload';

/** One exporter, as it differs from others. */
export interface ExporterPlan {
  /** What its objects, its job and its container are called. */
  readonly name: string;
  readonly image: ImageName;
  readonly port: number;
  readonly user: number;
  readonly watch: Watch;
  readonly problems: readonly OptionProblem[];
  /** Where its server is: `host:port`, or a URL; it is the `instance` of the series. */
  readonly server: string;
  readonly program: Pick<ContainerProgram, 'args' | 'env' | 'mounts'>;
  readonly options: ProgramOptions;
  readonly interval: AnyDuration | undefined;
}

/** A pod that asks one server how it is, behind a Service; what it asks stands at /metrics. */
export function exporter(plan: ExporterPlan): Component {
  const { name, image, port, user, watch, problems, server, program, options, interval } = plan;
  const labels = selectorLabels(name);
  return {
    name,
    watch,
    problems,
    objects: (context) => [
      serviceAccount(name, context.namespace),
      deployment({
        name,
        namespace: context.namespace,
        user,
        options,
        programs: [
          {
            name,
            image: context.image(image, options.image),
            ...program,
            ports: { metrics: port },
            // Each is answered without asking the server: a server that is down is no reason to start the exporter anew.
            probes: { live: '/', ready: '/' },
            resources: { cpu: '10m', memory: 32 },
          },
        ],
      }),
      service({ name, namespace: context.namespace, component: name, ports: { metrics: port } }),
    ],
    scrapes: ({ namespace }) => [
      serviceScrape({
        job: name,
        namespace,
        port: 'metrics',
        instance: server,
        ...(interval !== undefined && { settings: { interval } }),
        matchLabels: labels,
        sources: sourcesOf(watch),
        reach: { podLabels: labels, port },
      }),
    ],
    connections: ({ namespace }) => {
      const names = { namespace, components: [] };
      const found = /^https?:/.test(server) ? urlDestinations(server, names) : addressDestinations(server, 'http', names);
      return found.map((destination) => ({ from: name, ...destination }));
    },
  };
}
