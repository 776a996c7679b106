import type { NodeProgram } from '../../manifests/node-program-scrape';
import type { OptionProblem } from '../../model/shape/problem';

/** Why nobody sees a program: `AWS runs it`. */
export interface Hidden {
  readonly hidden: string;
}

/** Where a program shows its metrics. */
export type Shown<At> = At & {
  /** What whoever sets up the cluster has to say, so that it does. @default - nothing */
  readonly needs?: string;
};

export type ProgramPlace<At> = Shown<At> | Hidden;

export const isHidden = (place: object): place is Hidden => 'hidden' in place;

/** A kind of cluster: which of its programs can be seen, and where. */
export interface Platform {
  readonly kind: 'platform';
  /** As it is called by its function: `kubeadm`. */
  readonly name: string;
  /** The port at which the API server listens. */
  readonly apiServer: number;
  /** True where one process is kubelet, API server and all else, and shows the metrics of all wherever it is asked. @default - each is a process */
  readonly oneProcess?: true;
  readonly scheduler: ProgramPlace<NodeProgram>;
  readonly controllerManager: ProgramPlace<NodeProgram>;
  readonly etcd: ProgramPlace<NodeProgram>;
  readonly kubeProxy: ProgramPlace<NodeProgram>;
  /** The port that node_exporter may have on the nodes. */
  readonly nodeExporter: ProgramPlace<{ readonly port: number }>;
  /** What is wrong with the options that it was made of. @default - nothing */
  readonly problems?: readonly OptionProblem[];
}
