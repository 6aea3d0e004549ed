import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { sendPlanned } from '../checkout/probes/send.ts';
import { exportErrorsIn } from '../checkout/settle/read-log.ts';
import { complaintsIn } from './complaints-in.ts';
import { countersOf } from './counters-of.ts';
import { linesOfThisStart } from './lines-of-this-start.ts';
import type { PipelineSeen, SentCheckout } from './pipeline-seen.ts';
import { type Mix, planPipeline } from './plan-pipeline.ts';
import { pipelineLimits, settlePipeline } from './settle-pipeline.ts';
import { samplingWait } from './tail-samplers.ts';
import { wakeExporters } from './wake-exporters.ts';

interface Run {
  runtime: Runtime;
  /** The Collector's configuration in the workspace. */
  file: string;
  mix: Mix;
  /** Whether Jaeger is asked too. */
  asksJaeger: boolean;
  progress: (phase: string) => void;
  signal: AbortSignal;
}

/** Sends a few checkouts and waits until what the Collector makes of their spans has settled. */
export async function runPipeline(run: Run): Promise<PipelineSeen> {
  const { runtime, file, mix, asksJaeger, progress, signal } = run;
  const lines: LogLine[] = [];
  const listening = new AbortController();
  runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    progress('Sending a checkout that nobody judges');
    const graph = await runtime.collectorGraph(signal);
    await wakeExporters({ runtime, lines, progress, signal });
    const ofCollector = lines.filter(({ part }) => part === 'collector');
    lines.length = 0;
    progress('Sending checkouts, each with a trace id of its own');
    const before = await countersOf(runtime, signal);
    const endpoints = runtime.endpoints();
    const sent = await Promise.all(
      planPipeline(mix).map(async (planned): Promise<SentCheckout> => {
        const { kind, label, probe } = planned;
        return { kind, label, probe, answer: await sendPlanned(endpoints, planned, signal), spans: [] };
      }),
    );
    progress('Waiting until the Collector has done with their spans');
    const limits = pipelineLimits(runtime.exportDelay, graph && samplingWait(graph));
    const settled = await settlePipeline({ runtime, sent, before, lines, limits, asksJaeger, signal });
    const ends = { ...settled, ...(graph && { graph }), exportErrors: exportErrorsIn(lines), file };
    return { ...ends, complaints: complaintsIn([...linesOfThisStart(runtime), ...ofCollector, ...lines]) };
  } finally {
    listening.abort();
  }
}
