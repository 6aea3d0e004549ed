/** What a prediction may ask of the traces that a step left behind; src/trace-view/observations computes each. */
export const OBSERVATION_NAMES = [
  'traces',
  'spans',
  'services',
  'roots',
  'edge-parent',
  'parent-service',
  'slowest-service',
  'slowest-span',
  'slowest-share',
  'bars-over-wait',
  'after-answer',
  'length',
  'deliveries',
  'address-places',
] as const;
export type ObservationName = (typeof OBSERVATION_NAMES)[number];

/** What each observation gives, for authors. */
export const OBSERVATION_MEANINGS: Record<ObservationName, string> = {
  traces: 'number of traces that hold at least one span',
  spans: 'number of stored spans of the first trace; 0 where nothing is stored',
  services: 'number of services with a span in the first trace',
  roots: 'number of spans whose parent is not stored',
  'edge-parent':
    'parent of the first SERVER span of the shop: `none`, `not-stored`, or the service of the parent',
  'parent-service': 'service of the parent of the span that `at` names, or `none`',
  'slowest-service': 'service of the span with the longest own time while the customer waited',
  'slowest-span': 'name of that span',
  'slowest-share': 'its own time in percent of the customer’s wait',
  'bars-over-wait': 'lengths of all spans together, divided by the customer’s wait',
  length: 'milliseconds from the first start to the last end in the trace',
  deliveries:
    'largest number of spans of other services directly below a span that sends a message, in any of the traces',
  'address-places':
    'number of places in the first trace that hold an e-mail address, in a URL too: keys of attributes, and names of spans as one more',
  'after-answer': 'milliseconds by which the trace goes on after the customer was answered',
};
