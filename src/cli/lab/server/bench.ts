import type { LabView } from '#api/lab-view.ts';
import type { CliIo } from '../cli-io.ts';
import { labHere } from '../lab-here.ts';
import { createPaint, type Paint, wantsColours } from '../show/paint.ts';
import { wrap } from '../show/wrap.ts';
import { type ApiAnswer, type Call, createCall } from './call.ts';
import { type Failure, problems } from './problems.ts';

/** What a subcommand works with. */
export interface Bench {
  call: Call;
  /** The lab whose workspace this is, else the one of this terminal, with the learner's progress. */
  lab(): Promise<ApiAnswer<LabView>>;
  paint: Paint;
  /** Columns there are for a line. */
  width: number;
  /** Whether somebody looks at the output, and not a program. */
  interactive: boolean;
  print(text: string): void;
  /** A remark beside the output. */
  note(text: string): void;
  /** What may be typed next: only for somebody who looks. */
  advise(text: string): void;
  /** What goes on, in one line that is written over; nothing takes it away. */
  progress(text?: string): void;
  /** Says what is wrong; gives the exit code. */
  fail(failure: Failure): number;
  ask: CliIo['ask'];
  /** The variables of the terminal, such as STOREFRONT_URL. */
  env: CliIo['env'];
  cwd: string;
  signal: AbortSignal;
}

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 100;

/** Makes it from what the command is run in. */
export function createBench({ env, cwd, out, err, ask, signal }: CliIo): Bench {
  const call = createCall(env);
  const paint = createPaint(wantsColours(env, out.terminal));
  const errPaint = createPaint(wantsColours(env, err.terminal));
  const lab = env['SPANWISE_LAB'] ?? '';
  let shown = false;
  const progress = (text?: string) => {
    if (!err.terminal || (text === undefined && !shown)) return;
    shown = text !== undefined;
    err.write(`\r\x1b[K${errPaint.dim((text ?? '').slice(0, out.columns - 1))}`);
  };
  const note = (text: string) => {
    progress();
    err.write(`${wrap(text, Math.min(out.columns, WIDEST))}\n`);
  };
  return {
    call,
    async lab() {
      if (lab === '') return env['SPANWISE_URL'] ? problems.noLab : problems.noBench;
      const answer = await labHere(call, lab, cwd);
      return !answer.ok && answer.exit === problems.noLab.exit ? problems.noLab : answer;
    },
    paint,
    width: out.columns,
    interactive: out.terminal,
    print: (text) => {
      progress();
      out.write(`${text}\n`);
    },
    note,
    advise(text) {
      if (out.terminal && err.terminal) note(errPaint.dim(text));
    },
    progress,
    fail({ exit, problem: { title, detail, next } }) {
      progress();
      const lines = [`${errPaint.red('lab:')} ${title}`, detail, next].filter((line) => line !== undefined);
      const texts = lines
        .flatMap((line) => line.split('\n'))
        .map((line) => wrap(line, Math.min(out.columns, WIDEST) - 5, '     '));
      err.write(`${texts.join('\n     ')}\n`);
      return exit;
    },
    ask,
    env,
    cwd,
    signal,
  };
}
