import type { LogLine } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import { ORDER_KEY } from '../checkout/probes/probe.ts';
import { leaksInLine } from './scan/leaks-in.ts';
import type { LeakProbe } from './seen.ts';

/** Lines of services that have to do with a checkout: by its order, its trace, or a value of its customer. */
export function linesOf(lines: readonly LogLine[], { probe, canary }: LeakProbe): LogLine[] {
  return lines.filter(({ part, text, fields }) => {
    if (!SERVICES.some((service) => service === part)) return false;
    const isNamed = fields?.[ORDER_KEY] === probe.orderId || fields?.['trace_id'] === probe.traceId;
    return isNamed || leaksInLine({ text, ...(fields && { fields }) }, canary).length > 0;
  });
}
