import { templateFunctions } from '../functions';
import type { Branch, Command, Node, Operand, Pipeline, Template } from '../syntax';
import { builtins, type TemplateFunction } from './builtins';
import { literalValue } from './literal';
import { printed } from './print';
import { prometheusFunctions, type TemplateEnvironment } from './prometheus';
import { beyond, type ExpansionFault, ExpansionStop, fail, type GoValue, isSamples, isTrue, labelMap, nameOfKind } from './values';

/** The alert that a template is of. */
export interface TemplateSubject extends TemplateEnvironment {
  readonly labels: Readonly<Record<string, string>>;
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Scope {
  readonly variables: { readonly name: string; value: GoValue }[];
}

/** How a `range` goes on after an element. */
type Flow = 'on' | 'break' | 'continue';

/** Templates may call each other without end (text/template/exec.go, `maxExecDepth`, is 100,000; the stack ends before). */
const deepest = 1000;

/** Expands a template of an alert's label or annotation as Prometheus does (text/template/exec.go). */
export function expand(template: Template, subject: TemplateSubject): string | ExpansionFault {
  try {
    return execute(template, subject);
  } catch (stopped) {
    if (stopped instanceof ExpansionStop) return stopped.fault;
    throw stopped;
  }
}

function execute({ nodes, definitions }: Template, subject: TemplateSubject): string {
  const { labels, externalLabels, externalUrl, value } = subject;
  const known: Readonly<Record<string, TemplateFunction>> = { ...builtins, ...prometheusFunctions(subject) };
  let out = '';
  const fields = { Labels: labelMap(labels), ExternalLabels: labelMap(externalLabels), ExternalURL: externalUrl, Value: value };
  const data: GoValue = { kind: 'data', fields: new Map<string, GoValue>(Object.entries(fields)) };
  const named = { $: data, $labels: fields.Labels, $externalLabels: fields.ExternalLabels, $externalURL: externalUrl, $value: value };
  walk(nodes, data, { variables: Object.entries(named).map(([name, of]) => ({ name, value: of as GoValue })) }, 0);
  return out;

  function walk(list: readonly Node[], dot: GoValue, scope: Scope, depth: number): Flow {
    for (const node of list) {
      switch (node.kind) {
        case 'text':
          out += node.text;
          break;
        case 'break':
        case 'continue':
          return node.kind;
        case 'action': {
          const result = pipelineOf(node.pipeline, dot, scope);
          if (node.pipeline.sets.length === 0) out += printed(result);
          break;
        }
        case 'if':
        case 'with':
        case 'range': {
          const flow = branch(node, dot, { variables: [...scope.variables] }, depth);
          if (flow !== 'on') return flow;
          break;
        }
        case 'template': {
          const given = node.pipeline === undefined ? undefined : pipelineOf(node.pipeline, dot, scope);
          const called = definitions.get(node.name);
          if (called === undefined) fail(`there is no template \`${node.name}\``);
          if (depth > deepest) fail('templates call each other without an end');
          walk(called!, given, { variables: [{ name: '$', value: given }] }, depth + 1);
        }
      }
    }
    return 'on';
  }

  function branch({ kind, pipeline, body, otherwise }: Branch, dot: GoValue, scope: Scope, depth: number): Flow {
    const tested = pipelineOf(pipeline, dot, scope);
    const inside = (): Scope => ({ variables: [...scope.variables] });
    if (kind !== 'range') {
      if (isTrue(tested)) return walk(body, kind === 'with' ? tested : dot, inside(), depth);
      return walk(otherwise, dot, inside(), depth);
    }
    const elements = elementsOf(tested, pipeline);
    if (elements.length === 0) return walk(otherwise, dot, inside(), depth);
    for (const [key, element] of elements) {
      const own = inside();
      setRangeVariables(pipeline, key, element, own);
      if (walk(body, element, own, depth) === 'break') break;
    }
    return 'on';
  }

  function setRangeVariables({ sets, assigns }: Pipeline, key: GoValue, element: GoValue, scope: Scope): void {
    const given = sets.length > 1 ? [key, element] : [element];
    sets.forEach((name, index) => {
      if (assigns) variable(name, scope).value = given[index];
      else scope.variables.push({ name, value: given[index] });
    });
  }

  function pipelineOf({ commands, sets, assigns }: Pipeline, dot: GoValue, scope: Scope): GoValue {
    let result: GoValue;
    commands.forEach((command, index) => {
      result = commandOf(command, dot, scope, index > 0, result);
    });
    for (const name of sets) {
      if (assigns) variable(name, scope).value = result;
      else scope.variables.push({ name, value: result });
    }
    return result;
  }

  function commandOf({ operands: [first, ...rest] }: Command, dot: GoValue, scope: Scope, hasFinal: boolean, final: GoValue): GoValue {
    if (first.kind === 'function') return call(first.name, rest, dot, scope, hasFinal, final);
    if (rest.length > 0 || hasFinal) fail('an argument is given to a value that is not a function');
    if (first.kind === 'nil') fail('`nil` is not a command');
    return operandOf(first, dot, scope);
  }

  function operandOf(operand: Operand, dot: GoValue, scope: Scope): GoValue {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'field':
        return operand.path.reduce(fieldOf, dot);
      case 'variable':
        return operand.path.reduce(fieldOf, variable(operand.name, scope).value);
      case 'chain':
        return operand.path.reduce(fieldOf, operandOf(operand.of, dot, scope));
      case 'function':
        return call(operand.name, [], dot, scope, false, undefined);
      case 'pipeline':
        return pipelineOf(operand, dot, scope);
      case 'string':
      case 'bool':
      case 'int':
      case 'float':
      case 'complex':
      case 'nil':
        return literalValue(operand);
    }
  }

  function call(name: string, operands: readonly Operand[], dot: GoValue, scope: Scope, hasFinal: boolean, final: GoValue): GoValue {
    const count = operands.length + Number(hasFinal);
    const { parameters, variadic } = templateFunctions.get(name)!;
    const least = variadic ? parameters.length - 1 : parameters.length;
    if (count < least || (!variadic && count > least)) fail(`\`${name}\` does not take ${count} arguments`);
    if (name === 'and' || name === 'or') {
      let result: GoValue;
      for (const operand of operands) {
        result = operandOf(operand, dot, scope);
        if (isTrue(result) === (name === 'or')) return result;
      }
      return hasFinal ? final : result;
    }
    const given = [...operands.map((operand) => operandOf(operand, dot, scope)), ...(hasFinal ? [final] : [])];
    given.forEach((value, index) => checkArgument(name, parameters[Math.min(index, parameters.length - 1)]!, value));
    return known[name]!(given);
  }
}

/** The innermost variable of a name. */
function variable(name: string, { variables }: Scope): { value: GoValue } {
  return variables.findLast((candidate) => candidate.name === name) ?? fail(`there is no variable \`${name}\``);
}

function checkArgument(name: string, parameter: string, value: GoValue): void {
  const fits =
    parameter === 'string'
      ? typeof value === 'string'
      : parameter === 'sample'
        ? value === undefined || (typeof value === 'object' && !isSamples(value) && value.kind === 'sample')
        : parameter !== 'samples' || value === undefined || isSamples(value);
  if (!fits) fail(`\`${name}\` cannot take ${nameOfKind(value)}`);
}

/** text/template/exec.go, `evalField`. */
function fieldOf(value: GoValue, name: string): GoValue {
  if (value === undefined) return fail(`nil has no field \`${name}\``);
  if (typeof value !== 'object' || isSamples(value)) return fail(`${nameOfKind(value)} has no field \`${name}\``);
  switch (value.kind) {
    case 'map':
      return value.entries.get(name) ?? (value.ofStrings ? '' : undefined);
    case 'data':
      return value.fields.has(name) ? value.fields.get(name) : fail(`a template of a rule has no \`.${name}\``);
    case 'sample':
      return name === 'Labels' ? labelMap(value.labels) : name === 'Value' ? value.value : fail(`a sample has no \`.${name}\``);
    case 'html':
      return fail(`${nameOfKind(value)} has no field \`${name}\``);
    case 'time':
    case 'duration':
      return beyond(`the method \`${name}\` of a ${value.kind}`);
  }
}

/** What a `range` goes over: keys and elements (text/template/exec.go, `walkRange`). */
function elementsOf(value: GoValue, { sets }: Pipeline): readonly (readonly [GoValue, GoValue])[] {
  if (value === undefined) return [];
  if (isSamples(value)) return value.map((sample, index) => [BigInt(index), sample]);
  if (typeof value === 'bigint') {
    if (sets.length > 1) fail('a count has no index');
    if (value > 1_000_000n) fail('a `range` over so many numbers does not end');
    return Array.from({ length: value > 0n ? Number(value) : 0 }, (_, index) => [BigInt(index), BigInt(index)]);
  }
  if (typeof value === 'object' && value.kind === 'map') return [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return fail(`\`range\` cannot go over ${nameOfKind(value)}`);
}
