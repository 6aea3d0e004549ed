import type { PartLogs } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import type { Judgement } from '../check.ts';
import { doesNotStart } from '../findings/does-not-start.ts';
import type { Fault } from './bench-monitor.ts';
import { brokenBench } from './broken-bench.ts';

/** Whose fault it is that a part failed during a check: the learner's only where a service ended by its own code. */
export function attributeFault(fault: Fault, runtime: Pick<PartLogs, 'logs'>): Judgement {
  const service = SERVICES.find((one) => one === fault.part);
  if (!service || !fault.exit) return brokenBench(fault.part, fault.reason);
  const { code, generation } = fault.exit;
  const lines = runtime.logs(service).filter((line) => line.generation === generation);
  // Status 0 is how a service ends when somebody outside sends it SIGTERM, and then it says that it stops.
  const asked = lines.length === 0 || lines.some(({ fields }) => fields?.msg === 'service stopping');
  if (code === 0 && asked) return brokenBench(service, fault.reason);
  const text = lines.slice(-60).map((line) => line.text);
  return doesNotStart(service, { code, signal: null }, text, { during: 'the checkout' });
}
