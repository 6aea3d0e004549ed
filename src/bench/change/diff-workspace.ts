import type { OpenLab } from '../labs/open-labs.ts';
import { compare, type Difference, etagOf } from './compare.ts';
import { type Entries, readEntries, readSources } from './entries.ts';
import type { TargetState } from './target-state.ts';
import { workspaceFilterOf } from './workspace-filter.ts';

/** A workspace measured against a goal. */
export interface WorkspaceDiff {
  now: Entries;
  there: Entries;
  differences: Difference[];
  /** Stands for the differences; see seenAs. */
  seen: string;
}

/** What lies between a workspace and a goal. */
export async function diffWorkspace(
  { workspace }: OpenLab,
  { files, only }: TargetState,
): Promise<WorkspaceDiff> {
  const belongs = workspaceFilterOf([...workspace.start.keys(), ...files.keys()]);
  const [now, there] = await Promise.all([readEntries(workspace.folder, belongs), readSources(files)]);
  const all = compare(now, there);
  const differences = only === undefined ? all : all.filter(({ path }) => isOnTheWay(path, only));
  return { now, there, differences, seen: etagOf(differences, now, there) };
}

/** The file itself, what lies in a folder of its name, or what stands in the place of a folder above it. */
function isOnTheWay(path: string, file: string): boolean {
  return path === file || path.startsWith(`${file}/`) || file.startsWith(`${path}/`);
}
