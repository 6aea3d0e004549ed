import type { BenchState, Phase } from '../server/bench-state.ts';
import { notRunning, notRunningWords, refusedFiles } from './not-running.ts';

/** The one line of the header's status button: what the bench does now, and a tone for its mark. */
export function statusTexts(state: BenchState): {
  words: string;
  tone: 'good' | 'busy' | 'trouble' | 'quiet';
} {
  if (state.mode === 'asking') return { words: 'Looking for the bench', tone: 'quiet' };
  if (state.mode === 'static') return { words: 'Reading only', tone: 'quiet' };
  if (state.mode === 'locked') return { words: 'Not signed in', tone: 'trouble' };
  if (!state.connected) return { words: 'Server does not answer, trying again', tone: 'trouble' };
  if (state.check) return { words: `Checking: ${state.check.phase ?? state.check.step}`, tone: 'busy' };
  const building = state.parts.find((part) => part.build?.state === 'building' || part.state === 'building');
  const build = building && state.phases.find(({ id }) => id === `build-${building.part}`);
  if (state.ready && building)
    return { words: `Building ${building.part}${build ? `, ${times(build)}` : ''}`, tone: 'busy' };
  const hurt = state.parts.find((part) => part.state === 'failed' || part.state === 'dead');
  if (hurt)
    return { words: `${hurt.part} ${hurt.state === 'dead' ? 'has ended' : 'has failed'}`, tone: 'trouble' };
  const unbuilt = state.parts.find((part) => part.build?.state === 'failed');
  if (unbuilt) return { words: `${unbuilt.part} does not build`, tone: 'trouble' };
  const lab = state.running?.lab ?? '';
  const [refused] = refusedFiles(state, lab);
  if (refused) return { words: `${refused.path.split('/').at(-1)} is refused`, tone: 'trouble' };
  const waiting = notRunning(state, lab);
  if (waiting) return { words: notRunningWords(waiting), tone: 'busy' };
  if (state.ready) return { words: 'Bench ready', tone: 'good' };
  const failed = state.phases.find((phase) => phase.state === 'failed');
  if (failed) return { words: `Stopped at: ${failed.title}`, tone: 'trouble' };
  const running = state.phases.find((phase) => phase.state === 'running');
  if (running) return { words: `${running.title}, ${times(running)}`, tone: 'busy' };
  return { words: state.reason ?? 'Bench is starting', tone: 'busy' };
}

/** Elapsed and usual time of a phase, in whole seconds or minutes: `12 s of about 30 s`. */
export function times({ elapsed, usual }: Pick<Phase, 'elapsed' | 'usual'>): string {
  return usual === undefined ? span(elapsed) : `${span(elapsed)} of about ${span(usual)}`;
}

function span(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 1) return `${Math.round(milliseconds)} ms`;
  return seconds < 90 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
