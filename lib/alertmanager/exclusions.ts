/**
 * A set of values that grows. Adding to it leaves it as it was, and costs little: sets that grew from each other share one log, of
 * which each knows how much is its own.
 */
export class Exclusions {
  static readonly none = new Exclusions(new Map(), 0);

  private constructor(
    private readonly log: Map<string, number>,
    private readonly size: number,
  ) {}

  has(value: string): boolean {
    return (this.log.get(value) ?? Infinity) < this.size;
  }

  /** The set with one more value. */
  with(value: string): Exclusions {
    if (this.has(value)) return this;
    // Where another set has grown from this one already, or it is the one that all start from, the log is copied.
    const shared = this.log.size > this.size || this.size === 0;
    const log = shared ? new Map([...this.log].filter(([, place]) => place < this.size)) : this.log;
    return new Exclusions(log.set(value, this.size), this.size + 1);
  }
}
