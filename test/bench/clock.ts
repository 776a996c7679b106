/** Milliseconds since the last call; the first call counts from the start of the process. */
export function lap(): number {
  const now = performance.now();
  const taken = now - last;
  last = now;
  return taken;
}

let last = 0;

/** What node, run.mjs and the reading of the bundle took before the first line of a program. */
export const start = lap();

/** Milliseconds of processor time that the process has had, on all cores: what other programs on the machine cannot lengthen much. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
