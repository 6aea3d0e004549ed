import type { Attempt, LabView } from './lab-view.ts';

/** The files that changed since an attempt was judged, whether by an edit, a reset, an undo or a solution. */
export function changedSince({ files }: Pick<Attempt, 'files'>, lab: Pick<LabView, 'files'>): string[] {
  if (!files) return [];
  return lab.files.flatMap(({ path, version }) =>
    files[path] !== undefined && files[path] !== version ? [path] : [],
  );
}
