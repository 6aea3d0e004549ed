import type { PartTable } from '#system/part-spec.ts';
import { PARTS } from '#system/parts.ts';

/** The system with two more parts, each one entry: a job of the Bookstore, and a second Collector. */
export const LARGER = {
  ...PARTS,
  refund: {
    kind: 'job',
    title: 'refund',
    program: 'cmd/refund',
    needs: ['postgres', 'rabbitmq'],
    env: { REFUND_BATCH: '25' },
    colour: { terminal: 'red', light: '#8a3a3a', dark: '#e09a9a' },
    ports: {},
  },
  'collector-b': { like: 'collector', title: 'the second Collector', optional: true },
} as const satisfies PartTable;
