/** Why an expression has no value. */
export type EvaluationCode =
  | 'syntax'
  | 'type'
  | 'same-labels'
  | 'many-to-many'
  | 'many-to-one'
  | 'ambiguous-group'
  | 'label-name'
  | 'regexp'
  | 'parameter'
  | 'modifier'
  | 'duration'
  | 'info'
  | 'native-histogram';

export interface EvaluationFault {
  readonly code: EvaluationCode;
  readonly message: string;
}

/** Ends an evaluation; `evaluate` makes a value of it. */
export class EvaluationStop extends Error {
  constructor(readonly fault: EvaluationFault) {
    super(fault.message);
  }
}

export function stop(code: EvaluationCode, message: string): never {
  throw new EvaluationStop({ code, message });
}
