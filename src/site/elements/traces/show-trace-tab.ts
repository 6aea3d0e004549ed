import { send } from '../server/bench-signals.ts';

/** Leads from a trace id anywhere on the page to its trace. */
export function showTraceTab(traceId: string): void {
  send('show', { tab: 'traces', focus: false });
  send('trace', { traceId });
}
