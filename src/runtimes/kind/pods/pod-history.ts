import type { PartStatus } from '#runtimes/runtime.ts';
import type { PodPart } from './pod-part.ts';

/**
 * What a bench knows of its pods, kept while its cluster is opened anew: a pod that runs on is the same start and its
 * lines are read once, and a new pod has a number that no start before it had.
 */
export interface PodHistory {
  parts: Map<PodPart, KnownPart>;
  /** The time of the newest line that was read of each start of a container, as the cluster wrote it. */
  linesRead: Map<string, string>;
}

/** What is known of one part. */
export interface KnownPart {
  status: PartStatus;
  start?: string | undefined;
  /** The pod, the one before it, and the generation that was there before its first start. */
  pod?: { uid: string; before?: string | undefined; after: number };
  wasReady: boolean;
  /** The last end that was seen, and whether that container had been ready. */
  ended?: { time: number; afterReady: boolean };
}

/** The history of a bench that has seen nothing yet. */
export function newPodHistory(): PodHistory {
  return { parts: new Map(), linesRead: new Map() };
}
