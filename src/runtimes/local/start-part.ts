import type { OptionalPart, StackPart } from '../parts.ts';
import { inPhase } from '../phase.ts';
import { reasonUnlessReady } from '../probes/reason-unless-ready.ts';
import type { PartStatus, Progress } from '../runtime.ts';
import type { LocalPart } from './plan.ts';
import type { Supervisor } from './supervisor.ts';

/** What starting one part needs. */
interface PartStart {
  supervisors: Record<LocalPart, Supervisor>;
  progress: Progress;
  signal: AbortSignal;
}

/** Each with its usual time in milliseconds, measured. */
const STARTS: Record<StackPart | OptionalPart, { title: string; usual: number }> = {
  postgres: { title: 'Start Postgres', usual: 1500 },
  rabbitmq: { title: 'Start RabbitMQ', usual: 4500 },
  tempo: { title: 'Start Tempo', usual: 1000 },
  collector: { title: 'Start the Collector', usual: 800 },
  prometheus: { title: 'Start Prometheus', usual: 1000 },
  jaeger: { title: 'Start Jaeger', usual: 1000 },
  loki: { title: 'Start Loki', usual: 1500 },
};

/** Starts one part of the stack as a named phase. */
export function startPart(
  { supervisors, progress, signal }: PartStart,
  part: keyof typeof STARTS,
): Promise<PartStatus> {
  return inPhase(
    progress,
    { id: `start-${part}`, ...STARTS[part] },
    () => supervisors[part].start(signal),
    reasonUnlessReady,
  );
}
