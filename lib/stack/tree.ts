import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The objects of a chart, without those of charts inside it. */
export const objectsOf = (chart: IConstruct): readonly ApiObject[] => constructsIn(chart).filter(ApiObject.isApiObject);

/** A chart's constructs without those of charts inside it. */
export const constructsIn = (chart: IConstruct): readonly IConstruct[] =>
  chart.node.children.flatMap((child) => (Chart.isChart(child) ? [] : [child, ...constructsIn(child)]));

/** The charts of an app, and those inside of them. */
export const chartsOf = (app: IConstruct): readonly Chart[] => app.node.findAll().filter(Chart.isChart);
