import { SERVICES, type Service } from '#system/part-names.ts';
import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';

/**
 * A service recorded spans of a request whose caller says that its trace is not recorded: it decides by itself, or the
 * flag was changed on the way to it. A service that begins a trace of its own has no caller to follow, so only the
 * request's own trace counts.
 */
export function flagIgnored(services: readonly Service[] = SERVICES) {
  return diagnosis(['flag-ignored'], ({ unsampled }) => {
    if (!unsampled) return undefined;
    const inTrace = unsampled.spans.filter(unsampled.inTrace);
    const service = services.find((one) => inTrace.some((span) => span.service === one));
    if (!service) return undefined;
    const { traceId } = unsampled.probe;
    const recorded = inTrace.filter((span) => span.service === service);
    return {
      status: 'fail',
      finding: 'flag-ignored',
      values: { service, traceId, spans: String(inTrace.length) },
      evidence: recorded
        .slice(0, 3)
        .map((span) => spanFact(span, 'Its trace came with flag 00, and it is recorded all the same.')),
    };
  });
}
