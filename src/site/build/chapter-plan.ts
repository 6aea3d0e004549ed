/** The course's ten chapters in reading order; which of them are written is known from the content folder alone. */
export const chapterPlan: readonly PlannedChapter[] = [
  {
    number: 1,
    slug: 'why-tracing',
    title: 'Why tracing',
    promise: 'What a trace tells that metrics and logs cannot.',
  },
  {
    number: 2,
    slug: 'mental-model',
    title: 'The mental model',
    promise: 'Spans, traces, parents and the header that ties them together.',
  },
  {
    number: 3,
    slug: 'pipeline',
    title: 'The pipeline',
    promise: 'SDK, Collector and backend: change one without touching the others.',
  },
  {
    number: 4,
    slug: 'instrument',
    title: 'Instrument',
    promise: 'Add the SDK, then break a trace and mend it.',
  },
  {
    number: 5,
    slug: 'across-the-queue',
    title: 'Across the queue',
    promise: 'Carry context in message headers.',
  },
  {
    number: 6,
    slug: 'sampling',
    title: 'Sampling',
    promise: 'Keep the traces you will need, and prove what was kept.',
  },
  {
    number: 7,
    slug: 'scrub',
    title: 'Scrub',
    promise: 'Keep personal data and raw SQL out of your telemetry.',
  },
  { number: 8, slug: 'correlate', title: 'Correlate', promise: 'From an alert to its trace to its logs.' },
  {
    number: 9,
    slug: 'lifecycle',
    title: 'Lifecycle',
    promise: 'Flush on exit, end every span, name them well.',
  },
  { number: 10, slug: 'production', title: 'Production', promise: 'Cost, scale and managed backends.' },
];

export interface PlannedChapter {
  number: number;
  slug: string;
  title: string;
  promise: string;
}
