import type { OpenLab } from '../labs/open-labs.ts';
import { compare, type Difference, etagOf } from './compare.ts';
import { type Entries, readEntries, readSources } from './entries.ts';
import type { TargetState } from './target-state.ts';
import { workspaceFilterOf } from './workspace-filter.ts';

/** A workspace compared with a target state. */
export interface WorkspaceDiff {
  now: Entries;
  there: Entries;
  differences: Difference[];
  /** Changes with the differences; see `etagOf`. The API calls it `seen`. */
  etag: string;
}

/** What lies between a workspace and a target state. */
export async function diffWorkspace(
  { workspace }: OpenLab,
  { files, only }: TargetState,
): Promise<WorkspaceDiff> {
  const filter = workspaceFilterOf([...workspace.start.keys(), ...files.keys()]);
  const [now, there] = await Promise.all([readEntries(workspace.folder, filter), readSources(files)]);
  const all = compare(now, there);
  const differences = only === undefined ? all : all.filter(({ path }) => isOnTheWay(path, only));
  return { now, there, differences, etag: etagOf(differences, now, there) };
}

/** The file itself, what lies in a folder of its name, or what stands in the place of a folder above it. */
function isOnTheWay(path: string, file: string): boolean {
  return path === file || path.startsWith(`${file}/`) || file.startsWith(`${path}/`);
}
