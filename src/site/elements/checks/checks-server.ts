import type { TraceView } from '#api/trace-view.ts';
import type { ChangesView, FileChange } from '#api/workspace-change.ts';
import type { UnsavedFile } from '../edited-files/open-file.ts';
import { allSaved } from '../server/all-saved.ts';
import { call } from '../server/bench-api.ts';
import { refreshLab } from '../server/lab-store.ts';

/** What the checks of a lab ask of the server. Each call throws a BenchError where the server refuses. */
export interface ChecksServer {
  /** Resolves when everything typed into an editor is on disk, with the files where it could not be brought there. */
  saved(): Promise<UnsavedFile[]>;
  startCheck(step: string): Promise<void>;
  cancelCheck(): Promise<void>;
  /** Asks for the next hint; resolves when the lab was read again with it. */
  giveHint(step: string): Promise<void>;
  solutionOf(step: string): Promise<readonly FileChange[]>;
  traceOf(id: string): Promise<TraceView>;
}

/** The calls for one lab, made to the server this page came from. */
export function checksServer(lab: string): ChecksServer {
  const labPath = `/api/labs/${lab}`;
  return {
    saved: () => allSaved(lab),
    startCheck: (step) => call('POST', `${labPath}/steps/${step}/check`),
    cancelCheck: () => call('DELETE', `${labPath}/check`),
    async giveHint(step) {
      await call('POST', `${labPath}/steps/${step}/hint`);
      await refreshLab(lab);
    },
    async solutionOf(step) {
      return (await call<ChangesView>('GET', `${labPath}/changes?to=solution&step=${step}`)).changes;
    },
    traceOf: (id) => call<TraceView>('GET', `/api/traces/${id}`),
  };
}
