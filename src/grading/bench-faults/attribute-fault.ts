import type { PartLogs } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import { doesNotStart } from '../findings/does-not-start.ts';
import type { Judgement } from '../judgement.ts';
import type { Fault } from './bench-monitor.ts';
import { brokenBench } from './broken-bench.ts';

/** Whose fault it is that a part failed during a check: the learner's only where a service ended by its own code. */
export function attributeFault(fault: Fault, runtime: Pick<PartLogs, 'logs'>): Judgement {
  const service = SERVICES.find((one) => one === fault.part);
  if (!service || !fault.exit) return brokenBench(fault.part, fault.reason);
  const { code, generation } = fault.exit;
  const lines = runtime.logs(service).filter((line) => line.generation === generation);
  // A service that gets SIGTERM from outside ends with status 0 and logs that it stops: not by its own code.
  const stoppedFromOutside =
    lines.length === 0 || lines.some(({ fields }) => fields?.msg === 'service stopping');
  if (code === 0 && stoppedFromOutside) return brokenBench(service, fault.reason);
  // Go prints a panic's reason first and the goroutines' stacks after it: the newest 60 lines hold both.
  const text = lines.slice(-60).map((line) => line.text);
  return doesNotStart(service, { code, signal: null }, text, { during: 'the checkout' });
}
