import type { BenchEvent } from '#api/events.ts';
import type { Bench } from './bench.ts';
import { partView } from './lifecycle/part-view.ts';

type Told = Pick<Bench, 'lifecycle' | 'move' | 'phases' | 'runtime' | 'currentLab' | 'running' | 'checks'>;

/** What a page that opens now is told: `hello` with all state, why labs cannot be done, and a check that runs. */
export function greetingOf(instance: string, bench: Told): BenchEvent[] {
  const { ready, reason } = bench.lifecycle.state();
  const check = bench.checks.now();
  return [
    {
      ...{ type: 'hello', instance, ready },
      runtime: bench.move.view(),
      phases: bench.phases.all(),
      parts: bench.runtime.status().map(partView),
      lab: bench.currentLab.worked(),
      running: bench.running(),
    },
    { type: 'ready', ready, reason },
    ...(check ? [check] : []),
  ];
}
