import { dashboards } from './dashboards';
import { matchers } from './matchers';
import type { Mutation } from './mutation';
import { objects } from './objects';
import { promql } from './promql';
import { routing } from './routing';
import { rules } from './rules';
import { security } from './security';

/** Every defect in written YAML, by what it is about. */
export const written: Readonly<Record<string, readonly Mutation[]>> = { promql, matchers, rules, routing, dashboards, objects, security };
