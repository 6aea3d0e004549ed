import type { LogLine } from '#runtimes/runtime.ts';
import type { CollectorComplaint } from './pipeline-seen.ts';

/**
 * What the Collector's lines complain of, each thing once, the newest last. While an exporter tries again, nothing counts
 * as failed: then a line with an error, of level info, is all there is.
 */
export function complaintsIn(lines: readonly LogLine[]): CollectorComplaint[] {
  const found = lines.flatMap(({ part, fields }): CollectorComplaint[] => {
    const error = fields?.['error'];
    if (part !== 'collector' || !fields || typeof error !== 'string') return [];
    return [{ component: String(fields['otelcol.component.id'] ?? ''), message: error }];
  });
  return [...new Map(found.map((one) => [`${one.component}\0${one.message}`, one])).values()];
}
