import { setTimeout as wait } from 'node:timers/promises';
import type { BenchView } from '#api/bench-view.ts';
import { choosePart } from '../choose.ts';
import { EXIT } from '../exit-codes.ts';
import type { Bench } from '../server/bench.ts';
import type { ApiAnswer } from '../server/call.ts';
import { problems } from '../server/problems.ts';
import { showLogLine } from '../show/show-log-line.ts';
import type { Run } from '../subcommand.ts';

interface Line {
  time: number;
  text: string;
}

const POLL_MS = 300;
/** Where -f begins, as tail does. */
const LINES_BEFORE = 10;

/** `lab logs`: what a part wrote; with -f what it goes on to write. Piped, lines are as the part wrote them. */
export const logs: Run = async ({ arguments: [wanted = ''], flags }, bench) => {
  const { lines } = flags;
  if (typeof lines === 'string' && !/^\d{1,6}$/.test(lines)) {
    const problem = problems.usage(
      `-n takes a number of lines, not “${lines}”.`,
      'It goes: lab logs orders -n 20',
    );
    return bench.fail(problem);
  }
  const state = await bench.call<BenchView>('GET', '/api/bench');
  if (!state.ok) return bench.fail(state);
  const chosen = choosePart(state.body.parts, wanted);
  if (!chosen.ok) return bench.fail(chosen);
  const { part } = chosen.part;
  const all = await fetchLines(part, 0, bench);
  if (!all.ok) return bench.fail(all);
  const follows = flags['follow'] === true;
  const count = typeof lines === 'string' ? Number(lines) : follows ? LINES_BEFORE : all.body.length;
  show(all.body.slice(Math.max(0, all.body.length - count)), bench);
  if (all.body.length === 0 && !follows) bench.note(`${part} has written nothing yet.`);
  return follows ? follow(part, all.body, bench) : 0;
};

/** Asks again and again for what is newer. Several lines may be of one millisecond: those that are known are counted off. */
async function follow(part: string, known: readonly Line[], bench: Bench): Promise<number> {
  let since = known.at(-1)?.time ?? 0;
  let shown = known.filter(({ time }) => time === since).length;
  for (;;) {
    try {
      await wait(POLL_MS, undefined, { signal: bench.signal });
    } catch {
      return EXIT.interrupted;
    }
    const next = await fetchLines(part, since, bench);
    if (bench.signal.aborted) return EXIT.interrupted;
    if (!next.ok) return bench.fail(next);
    show(next.body.slice(shown), bench);
    since = next.body.at(-1)?.time ?? since;
    shown = next.body.filter(({ time }) => time === since).length;
  }
}

async function fetchLines(part: string, since: number, { call, signal }: Bench): Promise<ApiAnswer<Line[]>> {
  const answer = await call<{ lines: Line[] }>('GET', `/api/parts/${part}/logs?since=${since}`, { signal });
  return answer.ok ? { ok: true, body: answer.body.lines } : answer;
}

function show(lines: readonly Line[], { print, paint, interactive }: Bench): void {
  if (lines.length === 0) return;
  print(lines.map(({ time, text }) => (interactive ? showLogLine(time, text, paint) : text)).join('\n'));
}
