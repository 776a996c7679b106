/** How a replica of the Iris API behaves. */
export interface Behaviour {
  readonly predictionsPerSecond: number;
  readonly errorsPerSecond: number;
  readonly modelLoaded: boolean;
  readonly answers: boolean;
}

/** Nobody asks, and nothing is wrong. */
export const calm: Behaviour = { predictionsPerSecond: 0, errorsPerSecond: 0, modelLoaded: true, answers: true };

/** Where a replica is scraped, and where it is told how to behave. */
export const irisPorts = { metrics: 8000, control: 8001 } as const;
