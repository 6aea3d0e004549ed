import type { RandomPlace } from '../random-part.ts';

/** Requests of an attempt that are alike but for their ids. */
export interface TrafficGroup {
  /** What tells them from the others, for people and for judges. */
  label: string;
  count: number;
  /**
   * Where the random part of the trace ids lies in its range: a sampler that takes a share decides by it. `spread`: one
   * id in the middle of each of `count` equal parts. `none`: without a traceparent, so that the shop begins the traces.
   */
  ids: RandomPlace | 'none';
  /** The last part of the traceparent; 01 unless something else is said. */
  flags?: '00' | '01' | '02' | '03';
  tracestate?: string;
  /** Asked for in turn; the three quick ones unless something else is said. */
  books?: readonly string[];
  /** One that is accepted, unless something else is said. */
  card?: string;
  to?: 'storefront' | 'orders' | 'catalog';
  /** Whether they are sent before all the others, which are shuffled. */
  first?: boolean;
  /** Milliseconds between two of them: they are sent after all the others, at these times, whether answered or not. */
  every?: number;
  /** Milliseconds after the answer until catalog is asked for the book in the same trace: so long its trace lasts at least. */
  again?: number;
  /** Whether no order comes of them, as with an unknown book: nobody waits for their payment. */
  refused?: boolean;
  /** A further condition on an id, which is drawn again until this holds. */
  choose?: (traceId: string) => boolean;
  /** The number from 0 to 1 that a sampler reads from an id: then one id lies in each of `count` equal parts of it. */
  spreadBy?: (traceId: string) => number;
}
