type Cel = typeof import('@marcbachmann/cel-js', { with: { 'resolution-mode': 'import' }});
type Rule = ReturnType<Cel['parse']>;

const rules = new Map<string, Rule>();

/** Whether a value meets a validation rule of a CRD, in CEL. @throws Error on a rule that does not parse or cannot be evaluated */
export function meetsRule(rule: string, self: unknown): boolean {
  let parsed = rules.get(rule);
  if (!parsed) {
    // Loading it takes 25 ms, and most objects have no rule.
    parsed = (require('@marcbachmann/cel-js') as Cel).parse(rule);
    rules.set(rule, parsed);
  }
  try {
    return parsed({ self }) === true;
  } catch (error) {
    // What follows shows the place in the rule.
    throw new Error((error as Error).message.split('\n', 1)[0]);
  }
}
