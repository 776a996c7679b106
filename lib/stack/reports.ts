import type { IConstruct } from 'constructs';
import { reportPage } from '../report/page';
import { judgedIn } from './checked-app';
import type { OutputFile } from './stack-files';
import { stacksIn } from './tenancies';

/** A page for each stack that has a Prometheus, with the stacks that are attached to it: in its folder, where `kubectl apply -f` passes it over. */
export function reportsOf(app: IConstruct): readonly OutputFile[] {
  const judged = judgedIn(app);
  return judged.map(({ tenancy, input, findings }) => {
    const { path, folder } = tenancy.host;
    const isAlone = judged.every((other) => other.tenancy === tenancy || other.tenancy.host.folder !== folder);
    const runbooks = new Map(
      stacksIn(tenancy).flatMap(({ compiled: { monitoring } }) =>
        monitoring.groups.flatMap(({ rules }) =>
          // A rule of a file says all of itself.
          rules.filter(({ source }) => source === undefined).map(({ name }) => [name, monitoring.runbooks] as const),
        ),
      ),
    );
    const runbookOf = (name: string) => (runbooks.get(name) === undefined ? undefined : `${runbooks.get(name)}/${name}.md`);
    return {
      name: `${folder}report${isAlone ? '' : `-${path.replaceAll('/', '-')}`}.html`,
      text: () => reportPage({ title: path, input, findings, runbookOf }),
    };
  });
}
