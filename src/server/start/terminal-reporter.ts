import type { Phase } from '#runtimes/runtime.ts';

/** Where the terminal's lines go. */
export interface Reporter {
  line(text: string): void;
  phase(phase: Phase): void;
  /** Forgets all phases: the same will begin anew. */
  forget(): void;
}

interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** One line for each finished phase; on a terminal also a live line for the running ones, elsewhere one at their start. */
export function createReporter(output: Output): Reporter {
  const running = new Map<string, Phase>();
  const said = new Map<string, Phase['state']>();
  const live = output.isTTY === true;
  const clear = live ? '\r\u001b[K' : '';
  const drawLive = () => {
    if (!live || running.size === 0) return;
    const text = [...running.values()].map(describe).join(' · ');
    output.write(text.slice(0, (output.columns ?? 80) - 1));
  };
  const write = (text: string) => output.write(`${clear}${text}\n`);
  return {
    line(text) {
      write(text);
      drawLive();
    },
    phase(phase) {
      const news = said.get(phase.id) !== phase.state;
      said.set(phase.id, phase.state);
      if (phase.state === 'running') running.set(phase.id, phase);
      else running.delete(phase.id);
      if (phase.state === 'running' && live) output.write(clear);
      else if (news && phase.state !== 'waiting') write(describe(phase));
      drawLive();
    },
    forget() {
      running.clear();
      said.clear();
    },
  };
}

const MARKS = { waiting: ' ', running: '…', done: '✓', failed: '✗', skipped: '–' } as const;

function describe(phase: Phase): string {
  const times = [phase.elapsed >= 100 || phase.state === 'running' ? seconds(phase.elapsed) : undefined];
  if (phase.state === 'running' && phase.usual) times.push(`usually ${seconds(phase.usual)}`);
  const time = times.filter((text) => text !== undefined).join(', ');
  const detail = phase.detail && phase.state !== 'running' ? `: ${phase.detail}` : '';
  return `  ${MARKS[phase.state]} ${phase.title}${time ? ` (${time})` : ''}${detail}`;
}

function seconds(milliseconds: number): string {
  const s = milliseconds / 1_000;
  if (s >= 60) return `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
  return `${s < 10 ? s.toFixed(1) : Math.round(s)} s`;
}
