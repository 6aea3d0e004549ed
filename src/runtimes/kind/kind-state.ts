import type { Progress } from '../runtime.ts';
import type { PodHistory } from './pods/pod-history.ts';
import type { PodPart } from './pods/pod-part.ts';
import type { KindSession } from './session.ts';

/** What changes while a bench on a cluster lives. */
export interface KindState {
  /** The cluster as it was opened last; absent before the first start and after the end. */
  session?: KindSession | undefined;
  history: PodHistory;
  /** Bytes, as the cluster measured them last. */
  memory: Map<PodPart, number>;
  /** Whether a start has come to its end: until then a service without a pod is only not there yet. */
  wasUp: boolean;
  /** Where the phases of the last start go; a cluster that is started again later tells the same page of them. */
  report: Progress;
  /** The ports of the bench are open on this machine. */
  listening?: Promise<void> | undefined;
}
