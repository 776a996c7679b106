import type { Program } from './program';
import { node } from './programs/node';

/** Every program that has a catalogue of its own. */
export const programs: readonly Program[] = [node];
