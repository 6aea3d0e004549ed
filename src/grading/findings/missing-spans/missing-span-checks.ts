import type { Diagnose } from '#grading/diagnosis.ts';
import { flagIgnored } from '../flag-ignored.ts';
import { callMissing } from './call-missing.ts';
import { contextCancelled } from './context-cancelled.ts';
import { handlerMissing } from './handler-missing.ts';
import { noPropagator } from './no-propagator.ts';
import { silentService } from './silent-service.ts';

/**
 * What has to hold before anything can be said about a hop, upstream first: storefront goes on with the request's
 * trace and its sampling, the order reached each service, and each of them shows its spans. It answers “there is no trace”.
 */
export const missingSpanChecks: readonly Diagnose[] = [
  flagIgnored(['storefront']),
  // Before the silence of other checkouts: it rests on spans that are there, and theirs may only be late.
  handlerMissing,
  silentService(['storefront']),
  noPropagator,
  contextCancelled,
  callMissing,
  silentService(['orders', 'payments-worker']),
];
