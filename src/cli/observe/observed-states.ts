import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadGrading } from '#bench/labs/load-grading.ts';
import { filesBelow } from '#bench/workspace/files-below.ts';
import { layOver } from '#bench/workspace/module-files.ts';
import type { Lab } from '#course/lab.ts';
import { loadLabs } from '#course/load/load-lab.ts';
import { type ProvenState, statesOf } from '../prove/states.ts';

/** A state of a workspace with the file in which its observation is kept. */
export interface ObservedState extends Omit<ProvenState, 'expected'> {
  /** Absent for a faulty Bookstore, which is an answer to no step. */
  expected?: ProvenState['expected'];
  file: string;
}

/** Folders of the repository: what is observed, and where the observations are kept. */
export interface ObservationPlaces {
  labs: string;
  shops: string;
  observations: string;
}

/** The places in the repository at `root`. */
export function observationPlaces(root: string): ObservationPlaces {
  const fixtures = join(root, 'tests/fixtures');
  return {
    labs: join(root, 'labs'),
    shops: join(fixtures, 'shops'),
    observations: join(fixtures, 'observations'),
  };
}

/** Every state there should be an observation of: of a state that does not build or start, or whose
 * questions are not answered, nothing can be observed. */
export async function observedStates({
  labs,
  shops,
  observations,
}: ObservationPlaces): Promise<ObservedState[]> {
  const all = await Promise.all((await loadLabs(labs)).map((lab) => keptStatesOf(labs, lab)));
  const ofLabs = all
    .flat()
    .filter(({ expected }) => !/^(does-not-|answer-missing$|answers-unreadable$)/.test(findingOf(expected)));
  const bookstore = await layOver(new Map(), join(labs, 'bookstore'));
  const entries = await readdir(shops, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const ofShops = names.toSorted().map(async (name) => ({
    lab: 'shops',
    step: '',
    name,
    files: await layOver(bookstore, join(shops, name)),
    file: join(observations, 'shops', `${name}.json`),
  }));
  return [
    ...ofLabs.map((state) => ({ ...state, file: join(observations, state.lab, `${state.name}.json`) })),
    ...(await Promise.all(ofShops)),
  ];
}

async function keptStatesOf(labs: string, lab: Lab): Promise<ProvenState[]> {
  const { checks } = await loadGrading(labs, lab.id);
  // A step without a check is for the proof to name.
  const keeps = (step: string) => !checks[step] || checks[step].experiment?.observation !== undefined;
  return (await statesOf(labs, lab)).filter(({ step }) => keeps(step));
}

/** A hash over the files a state lays over the Bookstore and the requests before it, by which an observation of other files is told. */
export async function answerHash(
  { files, requests }: Pick<ObservedState, 'files' | 'requests'>,
  labs: string,
): Promise<string> {
  const bookstore = join(labs, 'bookstore');
  const known = new Set(await filesBelow(bookstore));
  const hash = createHash('sha256');
  for (const [path, source] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (known.has(path) && source === join(bookstore, path)) continue;
    hash.update(`${path}\0`).update(await readFile(source));
  }
  if (requests) hash.update('\0requests\0').update(await readFile(requests));
  return hash.digest('hex').slice(0, 16);
}

function findingOf(expected: ProvenState['expected']): string {
  return expected.status === 'fail' ? (expected.finding ?? '') : '';
}
