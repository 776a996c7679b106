import type { CheckName } from '../model/check-name';

/** What is reported beside the checks: by the app and by the command. Each has a page too. */
export const reports: readonly { readonly name: CheckName; readonly finds: string }[] = [
  { name: 'wrong-option', finds: 'an option that is unknown or missing, or whose value is wrong' },
  { name: 'invalid-construct', finds: 'a construct of the app whose own validation fails' },
  { name: 'unwritten-file', finds: 'files of a stack that an App of cdk8s does not write' },
  { name: 'not-taken', finds: 'what is declared in an attached stack and the installed one cannot take' },
  { name: 'unused-acceptance', finds: 'an acceptance that accepts no finding' },
];
