import type { ChangesView } from '#api/workspace-change.ts';
import { changeWorkspace } from '../change-workspace.ts';
import { chooseStep } from '../choose.ts';
import { EXIT } from '../exit-codes.ts';
import type { Bench } from '../server/bench.ts';
import { problems } from '../server/problems.ts';
import { stepName } from '../show/step-name.ts';
import type { Run } from '../subcommand.ts';

/** `lab solve`: puts a solution of the step in, after asking. */
export const solve: Run = async ({ arguments: [wanted], flags }, bench) => {
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  const chosen = chooseStep(lab.body, wanted);
  if (!chosen.ok) return bench.fail(chosen);
  const { id } = chosen.step;
  const name = stepName(lab.body, id);
  const path = `/api/labs/${lab.body.id}`;
  const changes = await bench.call<ChangesView>('GET', `${path}/changes?to=solution&step=${id}`);
  if (!changes.ok) return bench.fail(changes);
  const agreed = flags['yes'] === true || (await ask(name, changes.body, bench));
  if (typeof agreed === 'number') return agreed;
  if (!agreed) {
    bench.note('Nothing was changed.');
    return EXIT.fail;
  }
  const count = chosen.step.passed
    ? 'You have passed this step yourself, and that stays.'
    : 'It counts as solved, not as passed by you.';
  const done = `The solution of ${name} is in. ${count}`;
  const body = { seen: changes.body.seen };
  return changeWorkspace(bench, lab.body, `${path}/steps/${id}/solve`, { done, body });
};

/** A number is the exit code where nobody can be asked. */
async function ask(step: string, { changes }: ChangesView, bench: Bench): Promise<boolean | number> {
  if (!bench.ask) {
    return bench.fail(
      problems.usage('Nobody can be asked here.', 'lab solve --yes puts the solution in without asking.'),
    );
  }
  const files = changes.map(({ change, path }) => `  ${change.padEnd(8)}  ${path}`);
  bench.print(
    [
      `This puts the solution of ${step} into your files:`,
      ...(files.length > 0 ? files : ['  none would change']),
      'What is there now is kept; lab undo brings it back.',
    ].join('\n'),
  );
  const yes = await bench.ask('Put it in?', bench.signal);
  return bench.signal.aborted ? EXIT.interrupted : yes;
}
