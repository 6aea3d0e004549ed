import type { OpenLab } from '../labs/open-labs.ts';
import { listFiles } from './lab-files.ts';

/** Versions of a lab's files as they are on disk now, by path. */
export async function versionsOf({ lab, workspace }: OpenLab): Promise<Record<string, string>> {
  const files = await listFiles({ folder: workspace.folder, start: new Map() }, lab.files);
  return Object.fromEntries(files.map(({ path, version }) => [path, version]));
}
