import { type VigieMatchers, vigieMatchers } from './matchers';

declare global {
  namespace jest {
    interface Matchers<R> extends VigieMatchers<R> {}
  }
}

/** Jest puts `expect` into each test file. */
const { expect } = globalThis as unknown as { readonly expect?: { extend(matchers: object): void } };
if (expect === undefined) throw new Error("import 'cdk8s-vigie/jest' in a test file, or in setupFilesAfterEnv of Jest's configuration");
expect.extend(vigieMatchers);

export type { VigieMatchers } from './matchers';
