import { functions, variables } from './functions';
import { parseTemplate } from './parse';
import type { Fault, Template } from './syntax';

const names = { functions, variables };

/** Reads the template of an alert's annotation or label: the tree, or why Prometheus refuses the rule file for it. */
export function parseAlertTemplate(text: string): Template | Fault {
  return parseTemplate(text, names);
}
