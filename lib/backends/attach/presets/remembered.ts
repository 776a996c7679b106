import type { Installed } from '../../backend';

const known = new Map<string, Installed>();

/** An installation of these options, the same one each time: many stacks may be attached to it. */
export function remembered(key: string, make: () => Installed): Installed {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
