import type { MetricType } from '../../lib/model/metric';
import type { Kit } from './kit';

/** One answer of a running program. */
export interface Page {
  readonly text: string;
  /** What has to be set for the metrics that no earlier page has: a flag, a collector. */
  readonly when?: string;
}

/** A metric as a project documents it, or as its source declares it. */
export interface Documented {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  /** Undefined where the document names none, so that any label may exist. */
  readonly labels?: readonly string[];
  /** Beginnings of label names that depend on the watched thing, for example `label_`. */
  readonly openLabels?: readonly string[];
  /** Values of labels that the document gives as a closed list. */
  readonly labelValues?: Readonly<Record<string, readonly string[]>>;
  readonly buckets?: readonly number[];
  readonly when?: string;
}

/** Where the knowledge about a program comes from; lib/catalog/<name>/metrics.json is made of it. */
export interface Program {
  /** The folder below lib/catalog. */
  readonly name: string;
  readonly program: string;
  readonly version: string;
  /** What was run, in words. */
  readonly live?: {
    readonly source: string;
    /** The files without which it cannot be run: programs of the conformance kit and of tools/build.sh. */
    readonly needs: readonly string[];
    pages(kit: Kit): Promise<readonly Page[]>;
  };
  readonly doc?: { readonly source: string; metrics(): Promise<readonly Documented[]> };
  /** Beginnings of metric names that depend on the watched thing or its settings, or that are not all listed. @default - none */
  readonly open?: readonly string[];
  /** Metrics that the program exposes only when something happened to go a certain way: known from documents, not by running it. */
  readonly occasional?: RegExp;
  /** Metrics that only some machines make it expose, by their kernel, processor or speed: not asked for when a catalogue is proved. */
  readonly byMachine?: RegExp;
  /** Beginnings of label names that depend on the watched thing, by metric. */
  readonly openLabels?: Readonly<Record<string, readonly string[]>>;
  /** Label values that the program's source gives as a closed list. */
  readonly labelValues?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
