/** One thing `npm run clean` can remove. */
export interface Item {
  path: string;
  title: string;
  bytes: number;
  /** The learner's own work: removed only when asked for by name. */
  work: boolean;
}
