import type { LogLine } from '#runtimes/runtime.ts';
import { SERVICES, type Service } from '#system/part-names.ts';
import { ORDER_KEY, type Probe } from '../probes/probe.ts';
import type { ProbeAnswer } from '../probes/probe-answer.ts';
import type { KeyedLog } from '../probes/probe-result.ts';

/** Lines a service logged for an order. */
export function logsOfOrder(lines: readonly LogLine[], probe: Probe): KeyedLog[] {
  return lines.filter(({ fields }) => fields?.[ORDER_KEY] === probe.orderId).flatMap(readLine);
}

/** How long after an answer a line that was written before it may still be read from the pipe or the pod: milliseconds. */
const LOG_LAG = 250;

/** Lines catalog logged for a book while a request was on its way: it knows books, not orders. */
export function logsOfBook(lines: readonly LogLine[], book: string, answer: ProbeAnswer): KeyedLog[] {
  const isDuring = ({ time }: LogLine) => time >= answer.sent && time <= answer.answered + LOG_LAG;
  return lines
    .filter((line) => line.part === 'catalog' && line.fields?.book === book && isDuring(line))
    .flatMap(readLine);
}

/**
 * The newest complaint of each service's span exporter. The exporter begins its errors with “traces export”, whatever
 * program logs them; the SDK's other complaints, such as one about a sampler, come the same way and are none of these.
 */
export function exportErrorsIn(lines: readonly LogLine[]): Partial<Record<Service, string>> {
  const errors: Partial<Record<Service, string>> = {};
  for (const { part, text, fields } of lines) {
    const complaint = String(fields?.error ?? text);
    const service = SERVICES.find((one) => one === part);
    if (service && complaint.includes('traces export')) errors[service] = complaint;
  }
  return errors;
}

function readLine({ part, fields }: LogLine): KeyedLog[] {
  const service = SERVICES.find((one) => one === part);
  if (!service || !fields) return [];
  const flags = fields.trace_flags;
  return [
    {
      service,
      traceId: String(fields.trace_id ?? ''),
      spanId: String(fields.span_id ?? ''),
      sampled: typeof flags === 'string' ? (Number.parseInt(flags, 16) & 1) === 1 : undefined,
      message: [fields.msg, fields.error].filter((part) => part !== undefined).join(': '),
    },
  ];
}
