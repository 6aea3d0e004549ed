import type { Diagnose } from '../diagnosis.ts';
import { callMissing } from './call-missing.ts';
import { noPropagator } from './no-propagator.ts';
import { silentService } from './silent-service.ts';

/**
 * What has to hold before anything can be said about a hop, upstream first: storefront goes on with the request's
 * trace, the order reached each service, and each of them shows its spans. It answers “there is no trace”.
 */
export const missingSpanChecks: readonly Diagnose[] = [
  silentService(['storefront']),
  noPropagator,
  callMissing,
  silentService(['orders', 'payments-worker']),
];
