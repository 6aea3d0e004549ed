import type { Verdict } from '#course/verdict.ts';
import type { Proven } from '../prove-states.ts';
import { atShare, seconds } from '../times.ts';

/** What a test of endurance gave, by how busy the machine was. */
interface Halves {
  quiet: readonly Proven[];
  busy: readonly Proven[];
}

/** Counts and times of each half, every verdict that was not as it should be, and the closing line. */
export function enduranceReport({ quiet, busy }: Halves): string {
  const all = [...quiet, ...busy];
  return [
    '',
    ...(quiet.length > 0 ? [`quiet: ${countsOf(quiet)}; ${timesOf(quiet)}`] : []),
    ...(busy.length > 0 ? [`busy:  ${countsOf(busy)}; ${timesOf(busy)}`] : []),
    ...astrayIn('quiet', quiet),
    ...astrayIn('busy', busy),
    `endured: ${countsOf(all)}`,
  ].join('\n');
}

function countsOf(all: readonly Proven[]): string {
  const astray = all.filter(({ right }) => !right);
  const having = (...statuses: Verdict['status'][]) =>
    astray.filter(({ verdict: { status } }) => statuses.includes(status)).length;
  return `${all.length} checks, ${having('pass', 'fail')} wrong, ${having('broken')} broken, ${having('inconclusive')} inconclusive`;
}

function timesOf(all: readonly Proven[]): string {
  const durations = all.map(({ duration }) => duration);
  return `median ${seconds(atShare(durations, 0.5))}, 95th percentile ${seconds(atShare(durations, 0.95))}, slowest ${seconds(Math.max(...durations))}`;
}

function astrayIn(when: string, all: readonly Proven[]): string[] {
  return all
    .filter(({ right }) => !right)
    .map(({ state, verdict: { status, finding, observed } }) => {
      const said = [status, finding].filter(Boolean).join(' ');
      return `not as expected, ${when}: ${state.lab}/${state.name} was called ${said}: ${observed}`;
    });
}
