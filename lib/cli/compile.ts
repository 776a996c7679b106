import type { Outcome } from './outcome';
export const compile = (_args: readonly string[]): Outcome => ({ status: 2, stdout: '', stderr: '' });
