import { type Fields, fields } from '../model/shape/fields';
import {
  characters,
  choiceOf,
  filledListOf,
  kubernetesLabels,
  labels,
  right,
  satisfying,
  textLike,
  wholeNumber,
} from '../model/shape/kinds';
import { inside, problem } from '../model/shape/problem';
import type { ObjectLabels } from './labels';
import type { Served, ServiceSettings } from './service-settings';

/** What JavaScript may write. */
interface AnyService {
  readonly type?: NonNullable<ServiceSettings['type']>;
  readonly nodePort?: number;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly loadBalancerClass?: string;
  readonly labels?: ObjectLabels;
  readonly annotations?: ObjectLabels;
}

const addressRange = textLike('range of addresses', /^[0-9a-f.:]+\/\d{1,3}$/i, 'Write it as 10.0.0.0/8.');

/** How a Service is reached. One with a port at each node lets in who reaches a node, and says so where the program asks nobody who he is. */
const serviceSettings = satisfying<AnyService>(
  fields<AnyService>('a Service', {
    type: choiceOf('ClusterIP', 'NodePort', 'LoadBalancer'),
    nodePort: wholeNumber(1),
    loadBalancerSourceRanges: filledListOf(addressRange),
    loadBalancerClass: characters,
    labels: kubernetesLabels,
    annotations: labels,
  }),
  ({ type = 'ClusterIP', nodePort, loadBalancerSourceRanges: ranges, loadBalancerClass }, at) => {
    const onlyFor = (option: string, value: unknown, types: readonly string[]) =>
      value === undefined || types.includes(type)
        ? []
        : [problem(inside(at, option), `a Service of the type ${type} has none`, `Write type: '${types.at(-1)}', or leave it out.`)];
    return [
      ...onlyFor('nodePort', nodePort, ['LoadBalancer', 'NodePort']),
      ...onlyFor('loadBalancerSourceRanges', ranges, ['LoadBalancer']),
      ...onlyFor('loadBalancerClass', loadBalancerClass, ['LoadBalancer']),
    ];
  },
);

export const servedFields: Fields<Served> = { service: serviceSettings };

/** Of programs that let everybody in: who is let in from outside of the cluster is for the load balancer. */
export const openServedFields: Fields<Served> = {
  service: satisfying<AnyService>(serviceSettings, ({ type, loadBalancerSourceRanges: ranges }, at) =>
    type === undefined || type === 'ClusterIP' || ranges !== undefined
      ? right
      : [
          {
            ...problem(
              at,
              `everybody who reaches ${type === 'NodePort' ? 'a node' : 'the load balancer'} is let in: the program has no login`,
              'Write loadBalancerSourceRanges for a LoadBalancer, or put something with a login before it.',
            ),
            severity: 'warning' as const,
          },
        ],
  ),
};
