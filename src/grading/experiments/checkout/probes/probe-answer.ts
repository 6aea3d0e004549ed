/** How a service answered a probe. */
export interface ProbeAnswer {
  /** 0 when there was no answer. */
  status: number;
  body: string;
  /** Milliseconds since the Unix epoch. */
  sent: number;
  answered: number;
}
