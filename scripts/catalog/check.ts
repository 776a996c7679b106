// node scripts/run.mjs scripts/catalog/check.ts [NAME...]: runs the real programs again and compares what they expose with lib/catalog.
import { checkCatalogs } from '../../test/conformance/catalog';

checkCatalogs(process.argv.slice(2))
  .then((results) => {
    for (const { name, live, found, documented, wrong, notRun } of results) {
      const fromDocuments = documented ? `, ${documented} more from documents` : '';
      const verdict = notRun ? 'not run' : wrong.length ? 'WRONG  ' : 'ok     ';
      console.log(`${verdict}  ${name}: ${notRun ?? `${found} of ${live} exposed again${fromDocuments}`}`);
      for (const difference of wrong) console.log(`         ${difference}`);
    }
    if (results.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
  })
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
