#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { type Outcome, usageError, written } from './shared/outcome';
import { timeLimitIn, within } from './shared/time-limit';

const usage = `usage: vigie check PATH... [--format text|json|sarif] [--off CHECK]... [--config FILE] [--no-ignores] [--timeout DURATION]
       vigie compile PATH... [--out DIR] [--prometheus NAMESPACE/NAME] [--alertmanager NAMESPACE/NAME] [--timeout DURATION]
       vigie test PATH... [--format text|json|junit] [--run REGEXP]... [--ignore-unknown-fields] [--timeout DURATION]
       vigie report PATH... [--out FILE] [--title TEXT] [--timeout DURATION]
       vigie explain ALERT [PATH...] [--format text|json] [--timeout DURATION]

  PATH is a file, a folder (all YAML and JSON files below it) or - for standard input.

  check     finds what cannot work, or is unwise, in operator objects, rule files, dashboards and alertmanager.yml
            vigie.yaml says which findings are accepted and why, and so do comments # vigie: ignore CHECK reason
            exit: 0, 1 with errors or warnings, 2 where nothing could be read

  compile   turns prometheus-operator's objects into plain prometheus.yaml, rule files and alertmanager.yaml
            exit: 0, 1 where objects were rejected, 2 where nothing could be read or written

  test      plays the unit tests of rules that promtool test rules runs, and says why one does not hold
            exit: 0, 1 where a test fails, 2 where nothing could be read or a test is left to promtool

  report    writes one HTML page: targets, alerts with their unit tests drawn, whom they reach, dashboards, findings, rights
            exit: 0, whatever is found; 2 where something could not be read, or FILE is there and no report

  explain   draws what an alert does in its rehearsals or unit tests: values beside the threshold, pending, firing, receivers
            PATH is what is written of the app, dist by default
            exit: 0, 1 where a rehearsal does not hold, 2 where there is no such alert or something could not be read

  --timeout ends a run that takes longer (60s by default) with exit code 2, before anything is written
`;

/** A command's own module is only read when it is called. */
const commands: Readonly<Record<string, (args: readonly string[]) => Outcome>> = {
  check: (args) => (require('./check/check') as typeof import('./check/check')).runCheck(args),
  compile: (args) => (require('./compile/compile') as typeof import('./compile/compile')).planCompile(args),
  explain: (args) => (require('./explain/explain') as typeof import('./explain/explain')).runExplain(args),
  report: (args) => (require('./report/report') as typeof import('./report/report')).planReport(args),
  test: (args) => (require('./test/test') as typeof import('./test/test')).runTests(args),
};

function main([name, ...args]: readonly string[]): Outcome {
  if (name === undefined || name === '--help' || name === 'help' || args.includes('--help')) {
    return { status: name === undefined ? 2 : 0, stdout: usage, stderr: '' };
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return usageError(`there is no command ${name}`, usage);
  const timed = timeLimitIn(args);
  return 'limit' in timed ? within(timed.limit, () => command(timed.rest)) : timed;
}

// As scripts/run.mjs does, and for its reason: a command is over before Node 20's optimizing compiler has earned what it costs.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=500000');

/** Whoever reads the output may stop before its end, as `head` does; a full disk is a failure. */
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  process.stderr.write(`vigie: the output cannot be written: ${message}\n`);
  process.exitCode = 2;
});
process.stderr.on('error', () => {});

let outcome: Outcome;
try {
  outcome = written(main(process.argv.slice(2)));
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  outcome = {
    status: 2,
    stdout: '',
    stderr: `vigie: this is a bug in vigie, please report it with the input: ${reason}\nvigie: nothing was written\n`,
  };
}
process.stdout.write(outcome.stdout);
process.stderr.write(outcome.stderr);
process.exitCode = outcome.status;
