import type { Span } from '../promql/ast';
import { type Argument, callOf } from './calls';
import { type Dialect, ofRules } from './dialect';
import { fieldValueOf } from './field-types';
import { type Notes, noNotes, reportOutput, reportProblem } from './notes';
import type { Branch, Command, FieldPath, Invocation, Node, Operand, Pipeline, Template } from './syntax';
import { any, kindNames, type TemplateValue, value } from './values';

interface Scope {
  readonly variables: { readonly name: string; readonly value: TemplateValue }[];
  /** Labels of which an `if` or a `with` around has asked whether they are there. */
  readonly guards: readonly string[];
}

/** `template` calls may nest and be endless; a problem shows in the first few. */
const deepestCall = 5;

/**
 * Goes through a template as Go would with the data that a program gives to it, and notes what it finds. A branch counts
 * as taken, a value that only a running template has is any value.
 */
export function examine({ nodes, definitions }: Template, { data, variables, functions, elsewhere }: Dialect = ofRules): Notes {
  let notes = noNotes();
  const assigned = assignedIn([nodes, ...definitions.values()].flat());
  walk(nodes, data, { guards: [], variables: [{ name: '$', value: data }, ...variables] }, 0);
  return notes;

  function walk(list: readonly Node[], dot: TemplateValue, scope: Scope, depth: number): void {
    for (const node of list) {
      switch (node.kind) {
        case 'text':
        case 'break':
        case 'continue':
          break;
        case 'action': {
          leftEscape(node.pipeline);
          const result = pipelineOf(node.pipeline, dot, scope, false);
          if (node.pipeline.sets.length === 0) print(result, node.pipeline.span);
          break;
        }
        case 'if':
        case 'with':
        case 'range':
          branch(node, dot, { ...scope, variables: [...scope.variables] }, depth);
          break;
        case 'template':
          invoke(node, dot, scope, depth);
          break;
      }
    }
  }

  /** A text that prints a template: what a Helm chart writes, so that Helm does not expand it. */
  function leftEscape({ commands, span }: Pipeline): void {
    const [command, ...others] = commands;
    const [operand, ...more] = command?.operands ?? [];
    if (operand?.kind !== 'string' || others.length + more.length > 0 || !/\{\{[^{}]*[$.][^{}]*\}\}/.test(operand.value)) return;
    reportOutput(
      notes,
      span,
      `it prints \`${operand.value}\` as it is: the escape of a Helm chart is left over`,
      'Write what stands in the quotes, without the braces around.',
    );
  }

  function print(result: TemplateValue, span: Span): void {
    if (result.measured) notes.measured.push(span);
    if (result.kind === 'samples') {
      reportOutput(
        notes,
        span,
        'a list of samples prints as addresses of memory',
        'Print the number of one with `| first | value`, or all with `range`.',
      );
    }
  }

  function branch({ kind, pipeline, body, otherwise }: Branch, dot: TemplateValue, scope: Scope, depth: number): void {
    const before = notes.labels.length;
    const tested = pipelineOf(pipeline, dot, scope, kind !== 'range');
    const guards = [
      ...scope.guards,
      ...notes.labels
        .slice(before)
        .filter(({ guarded }) => guarded)
        .map(({ name }) => name),
    ];
    const inside = { variables: [...scope.variables], guards };
    switch (kind) {
      case 'if':
        walk(body, dot, inside, depth);
        break;
      case 'with':
        walk(body, tested, inside, depth);
        break;
      case 'range':
        walk(body, elementOf(tested, pipeline, inside), inside, depth);
        break;
    }
    walk(otherwise, dot, scope, depth);
  }

  /** What a `range` goes over, one by one; its variables are set. */
  function elementOf(whole: TemplateValue, { sets, assigns, span }: Pipeline, scope: Scope): TemplateValue {
    const element = elementKind(whole, span);
    if (whole.kind === 'int' && sets.length > 1) reportProblem(notes, span, 'a count has no index: `range` sets one variable only');
    if (!assigns) {
      const isList = whole.kind === 'samples' || whole.type?.is === 'list';
      const index: TemplateValue = isList ? value('int') : whole.kind === 'labels' || whole.type?.is === 'map' ? value('string') : any;
      sets.forEach((name, at) => declare(scope, name, at === sets.length - 1 ? element : index));
    }
    return element;
  }

  function elementKind({ kind, source, type }: TemplateValue, span: Span): TemplateValue {
    switch (kind) {
      case 'composite':
        if (type?.is !== 'struct') return type?.element ?? any;
        reportProblem(notes, span, `\`range\` cannot go over ${type.title}`);
        return any;
      case 'samples':
        return value('sample', { ...(source && { source }) });
      case 'labels':
        return value('string');
      case 'int':
        return value('int');
      case 'any':
      case 'nil':
      case 'map':
      case 'duration':
        return any;
      case 'string':
      case 'html':
      case 'bool':
      case 'float':
      case 'complex':
      case 'number or histogram':
      case 'data':
      case 'sample':
      case 'time':
        reportProblem(notes, span, `\`range\` cannot go over ${kindNames[kind]}`);
        return any;
    }
  }

  function invoke({ name, pipeline, span }: Invocation, dot: TemplateValue, scope: Scope, depth: number): void {
    const given = pipeline === undefined ? value('nil') : pipelineOf(pipeline, dot, scope, false);
    const inside = { variables: [{ name: '$', value: given }], guards: scope.guards };
    const called = definitions.get(name);
    if (called !== undefined) {
      if (depth < deepestCall) walk(called, given, inside, depth + 1);
      return;
    }
    const other = elsewhere(name, given);
    if (other.kind === 'wrong') reportProblem(notes, span, other.message, other.hint);
    if (other.kind !== 'defined' || depth >= deepestCall) return;
    // What is found in another text has its place there: here it is the call that fails.
    const own = notes;
    notes = noNotes();
    walk(other.nodes, given, inside, depth + 1);
    const [problem] = notes.problems;
    notes = own;
    if (problem !== undefined) reportProblem(notes, span, `${other.title} fails here: ${problem.message}`, problem.hint);
  }

  function pipelineOf({ commands, sets, assigns }: Pipeline, dot: TemplateValue, scope: Scope, asksPresence: boolean): TemplateValue {
    const before = notes.labels.length;
    let result: TemplateValue | undefined;
    commands.forEach((command, index) => {
      result = commandOf(command, dot, scope, result, asksPresence && index === commands.length - 1);
    });
    // What a variable holds may be asked for later, with or without an `if`.
    if (sets.length > 0) for (let at = before; at < notes.labels.length; at++) notes.labels[at] = { ...notes.labels[at]!, guarded: true };
    if (!assigns && sets.length === 1) declare(scope, sets[0]!, result!);
    return result!;
  }

  function declare(scope: Scope, name: string, held: TemplateValue): void {
    scope.variables.push({ name, value: assigned.has(name) ? any : held });
  }

  function commandOf(
    { operands: [first, ...rest], span }: Command,
    dot: TemplateValue,
    scope: Scope,
    final: TemplateValue | undefined,
    asksPresence: boolean,
  ): TemplateValue {
    if (first.kind === 'function') return functionOf(first.name, rest, dot, scope, final, span, asksPresence);
    const hasArguments = rest.length > 0 || final !== undefined;
    if (hasArguments) for (const operand of rest) operandOf(operand, dot, scope, false);
    if (first.kind === 'nil') reportProblem(notes, first.span, 'nil is not a command');
    if (hasArguments && !('path' in first && first.path.length > 0)) {
      reportProblem(
        notes,
        span,
        'a value that is not a function takes no arguments',
        'to print several values, close the action and open another one',
      );
      return any;
    }
    return operandOf(first, dot, scope, asksPresence, hasArguments);
  }

  function operandOf(operand: Operand, dot: TemplateValue, scope: Scope, asksPresence: boolean, hasArguments = false): TemplateValue {
    switch (operand.kind) {
      case 'string':
        return value('string', { text: operand.value });
      case 'bool':
      case 'int':
      case 'float':
      case 'complex':
      case 'nil':
        return value(operand.kind);
      case 'dot':
        return dot;
      case 'field':
        return fieldsOf(dot, operand.path, operand.span);
      case 'variable': {
        const found = scope.variables.findLast(({ name }) => name === operand.name)?.value ?? any;
        return fieldsOf(found, operand.path, operand.span);
      }
      case 'chain':
        return fieldsOf(operandOf(operand.of, dot, scope, false), operand.path, operand.span);
      case 'function':
        return functionOf(operand.name, [], dot, scope, undefined, operand.span, asksPresence);
      case 'pipeline':
        return pipelineOf(operand, dot, scope, asksPresence);
    }

    function fieldsOf(start: TemplateValue, path: FieldPath, span: Span): TemplateValue {
      return path.reduce(
        (receiver, name, index) =>
          fieldValueOf(
            receiver,
            {
              name,
              span,
              hasArguments: hasArguments && index === path.length - 1,
              guarded: asksPresence || scope.guards.includes(name),
            },
            notes,
          ),
        start,
      );
    }
  }

  function functionOf(
    name: string,
    operands: readonly Operand[],
    dot: TemplateValue,
    scope: Scope,
    final: TemplateValue | undefined,
    span: Span,
    asksPresence: boolean,
  ): TemplateValue {
    const asks =
      asksPresence && (['and', 'or', 'not', 'len'].includes(name) || (['eq', 'ne'].includes(name) && operands.some(isEmptyText)));
    const given: Argument[] = operands.map((operand) => ({ value: operandOf(operand, dot, scope, asks), span: operand.span }));
    if (final !== undefined) given.push({ value: final, span });
    const label = given[name === 'label' ? 0 : 1]?.value.text;
    const guarded = asksPresence || (label !== undefined && scope.guards.includes(label));
    return callOf({ name, spec: functions.get(name)!, given, span, guarded }, notes);
  }
}

const isEmptyText = (operand: Operand): boolean => operand.kind === 'string' && operand.value === '';

/** The variables that are given another value after they were made: what they hold depends on the way through the template. */
function assignedIn(nodes: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (list: readonly Node[]): void => {
    for (const node of list) {
      if ('pipeline' in node && node.pipeline?.assigns) for (const name of node.pipeline.sets) names.add(name);
      if ('body' in node) {
        visit(node.body);
        visit(node.otherwise);
      }
    }
  };
  visit(nodes);
  return names;
}
