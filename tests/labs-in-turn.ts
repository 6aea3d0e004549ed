import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { loadGrading } from '#bench/labs/load-grading.ts';
import { makeLab } from '#cli/lab-new/make-lab.ts';
import { gradeJob } from '#cli/prove/grade-job.ts';
import type { Stack } from '#cli/prove/stack.ts';
import { type ProvenState, statesOf } from '#cli/prove/states.ts';
import { loadLabs } from '#course/load/load-lab.ts';
import type { Verdict } from '#course/verdict.ts';
import { judgeSeen } from '#grading/grade.ts';

const repository = resolve(import.meta.dirname, '..');
const never = new AbortController().signal;

/** Makes a folder of labs: one of each kind, as `npm run lab:new` makes it, and those that are fixtures. */
export async function labsOfEveryKind(kinds: readonly string[]): Promise<string> {
  // In the repository, so that the labs' modules find its rooms; git ignores this folder.
  await mkdir(join(repository, 'tests/results'), { recursive: true });
  const folder = join(await mkdtemp(join(repository, 'tests/results/course-')), 'labs');
  await mkdir(folder);
  for (const name of ['bookstore', 'templates', 'findings.yaml'])
    await symlink(join(repository, 'labs', name), join(folder, name));
  for (const kind of kinds) await makeLab(folder, `like-${kind}`, kind);
  await cp(join(repository, 'tests/fixtures/setups/labs'), folder, { recursive: true });
  return folder;
}

/** Every state of these labs, a state of each lab after the other: what one lab leaves behind meets the next. */
export async function statesInTurn(labsFolder: string): Promise<ProvenState[]> {
  const ofLabs = await Promise.all((await loadLabs(labsFolder)).map((lab) => statesOf(labsFolder, lab)));
  const rounds = Math.max(...ofLabs.map((states) => states.length));
  return Array.from({ length: rounds }, (_, round) => ofLabs.flatMap((states) => states[round] ?? [])).flat();
}

/** What the check says on the stack, and what it says of its own observation once that was kept and read again. */
export async function verdictsOn(
  stack: Stack,
  labsFolder: string,
  state: ProvenState,
): Promise<{ verdict: Verdict; again?: Verdict }> {
  let seen: unknown;
  const observed = (what: unknown) => {
    seen = what;
  };
  const { verdict } = await gradeJob(labsFolder, stack, state, () => undefined, never, observed);
  const { checks, findings } = await loadGrading(labsFolder, state.lab);
  const { experiment, judge } = checks[state.step]!;
  // A file that is refused is judged before anything is seen, and not every experiment keeps what it saw.
  if (seen === undefined || !experiment?.observation) return { verdict };
  const kept = JSON.parse(JSON.stringify(experiment.observation.fold(seen)));
  const judgement = judgeSeen(experiment, judge!, experiment.observation.unfold(kept));
  return { verdict, again: fillVerdict(judgement, findings, state.step) };
}

/** Takes the labs away again. */
export function removeLabs(labsFolder: string): Promise<void> {
  return rm(dirname(labsFolder), { recursive: true });
}
