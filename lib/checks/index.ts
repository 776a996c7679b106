import type { Check } from './check';
import { duplicateName } from './duplicate-name';
import { promqlSyntax } from './promql-syntax';
import { selectsNothing } from './selects-nothing';
import { unknownMetric } from './unknown-metric';

/** Every check, in the order in which findings are reported. */
export const checks: readonly Check[] = [promqlSyntax, unknownMetric, selectsNothing, duplicateName];
