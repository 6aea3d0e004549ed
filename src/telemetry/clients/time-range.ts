/** Milliseconds since the Unix epoch. */
export interface TimeRange {
  start: number;
  end: number;
}
