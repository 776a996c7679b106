import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../model/finding';
import { inWords } from '../text/list';
import { stackAt } from './compiled';
import { toYamlDocuments } from './documents';
import { labelOf } from './layout';
import { filesOfStack, type OutputFile } from './stack-files';
import { writtenObject } from './stack-object';
import { chartsOf, constructsIn, objectsOf } from './tree';

/** A file of the output folder, and the chart that writes it. */
export interface AppFile extends OutputFile {
  readonly chart: IConstruct;
}

/** The files of an app. */
export const filesOfApp = (app: IConstruct): readonly AppFile[] =>
  chartsOf(app).flatMap((chart) => {
    const files = stackAt(chart) === undefined ? fileOfChart(chart) : filesOfStack(chart);
    return files.map((file) => ({ ...file, chart }));
  });

const fileOfChart = (chart: Chart): readonly OutputFile[] =>
  objectsOf(chart).length === 0 ? [] : [{ name: `${labelOf(chart)}.yaml`, text: () => toYamlDocuments(writtenObjects(chart)) }];

/** A chart with dependencies is left to cdk8s, which sorts its objects; to ask it for every chart would check the whole app each time. */
const writtenObjects = (chart: Chart): readonly object[] =>
  constructsIn(chart).some(({ node }) => node.dependencies.length > 0) ? chart.toJson() : objectsOf(chart).map(writtenObject);

/** Files that two charts would write: one finding for each pair of charts. Some file systems take capitals for small letters. */
export function overwrittenFiles(files: readonly AppFile[]): readonly Finding[] {
  const first = new Map<string, AppFile>();
  const twice = new Map<string, { readonly charts: readonly [IConstruct, IConstruct]; readonly names: string[] }>();
  for (const file of files) {
    const known = first.get(file.name.toLowerCase());
    if (known === undefined) {
      first.set(file.name.toLowerCase(), file);
      continue;
    }
    const key = JSON.stringify([known.chart.node.path, file.chart.node.path]);
    const pair = twice.get(key) ?? { charts: [known.chart, file.chart] as const, names: [] };
    twice.set(key, pair);
    pair.names.push(file.name);
  }
  return [...twice.values()].map(({ charts: [one, other], names }) => ({
    check: 'duplicate-name',
    severity: 'error',
    path: other.node.path,
    message: `${titleOf(other)} would overwrite ${inWords(names)}, which ${titleOf(one)} writes`,
    hint: 'give one of the two another id, or the stack another `folder`',
  }));
}

const titleOf = (chart: IConstruct): string => `${stackAt(chart) === undefined ? 'chart' : 'stack'} ${chart.node.path}`;
