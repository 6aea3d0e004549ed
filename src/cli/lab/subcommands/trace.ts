import type { BenchView } from '#api/bench-view.ts';
import type { Attempt } from '#api/lab-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import type { WholeTrace } from '#api/whole-trace.ts';
import { firstSpanIdOf } from '#course/evidence-ids.ts';
import { onSharedAxes } from '#trace-view/layout/shared-axis.ts';
import { sideBySide } from '#trace-view/text/side-by-side.ts';
import { lastRequest } from '../request/last-request.ts';
import type { Bench } from '../server/bench.ts';
import { type Failure, problems } from '../server/problems.ts';
import { drawTrace } from '../show/draw-trace.ts';
import { notRunningLines } from '../show/not-running.ts';
import { showSpans } from '../show/show-spans.ts';
import { tracesOf } from '../show/show-verdict.ts';
import { stepName } from '../show/step-name.ts';
import { widthOf } from '../show/wrap.ts';
import type { Run } from '../subcommand.ts';

/** Narrower than this, two traces stand one below the other. */
const BESIDE = 160;

/** `lab trace`: draws traces by id, or what came last: the traces a verdict rests on, or that of a request since. */
export const trace: Run = async ({ arguments: ids, flags }, bench) => {
  const drawing = await idsToDraw(ids, bench);
  if (!drawing.ok) return bench.fail(drawing);
  if (flags['full']) return showWhole(drawing.ids, bench);
  const traces: TraceView[] = [];
  for (const id of drawing.ids) {
    const found = await bench.call<TraceView>('GET', `/api/traces/${id}`);
    if (!found.ok) return bench.fail(found);
    if (found.body.spans.length === 0) return bench.fail(problems.noTrace(id));
    traces.push(found.body);
  }
  const { width, paint, print } = bench;
  if (drawing.of) bench.note(drawing.of);
  const beside = traces.length === 2 && width >= BESIDE;
  const room = beside ? Math.floor((width - 5) / 2) : width;
  const axes = onSharedAxes(traces);
  const [first = '', second = ''] = axes.map(({ trace: one, extent }) =>
    drawTrace(one, { paint, width: room, here: drawing.here, extent }),
  );
  if (axes.some(({ shared }) => shared)) print(paint.dim(SHARED));
  print(beside ? sideBySide(first, second, widthOf) : [first, second].filter(Boolean).join('\n\n'));
  await remarkOlder(bench);
  return 0;
};

/** Prints everything that the spans hold, one trace after the other. */
async function showWhole(ids: readonly string[], bench: Bench): Promise<number> {
  for (const id of ids) {
    const found = await bench.call<WholeTrace>('GET', `/api/traces/${id}/spans`);
    if (!found.ok) return bench.fail(found);
    if (found.body.spans.length === 0) return bench.fail(problems.noTrace(id));
    bench.print(showSpans(found.body, bench.paint));
  }
  return 0;
}

/** Said above bars that lie where they happened. */
const SHARED = 'Both on one time axis: each bar begins where its span began.';

/** A trace says what the programs did that ran then: whoever compares it with the files has to know that they differ. */
async function remarkOlder(bench: Bench): Promise<void> {
  if (!bench.interactive) return;
  const [lab, state] = [await bench.lab(), await bench.call<BenchView>('GET', '/api/bench')];
  if (!lab.ok || !state.ok) return;
  const lines = notRunningLines(state.body, lab.body.id);
  if (lines.length > 0) bench.note(`\n${lines.join('\n')}`);
}

interface Wanted {
  ok: true;
  ids: string[];
  here?: string | undefined;
  /** What they are of, where no id was given. */
  of?: string;
}

async function idsToDraw(given: readonly string[], bench: Bench): Promise<Wanted | Failure> {
  if (given.length === 0) return idsOfNewest(bench);
  const ids = given.map((id) => id.toLowerCase());
  const wrong = ids.find((id) => !/^[0-9a-f]{32}$/.test(id));
  if (wrong === undefined) return { ok: true, ids };
  return problems.usage(
    `“${wrong}” is no trace id: one has 32 hex digits.`,
    'Copy one from a verdict, a log line or the Traces tab. Without an id, lab trace draws the last checkout or verdict, whichever is newer.',
  );
}

async function idsOfNewest(bench: Bench): Promise<Wanted | Failure> {
  const lab = await bench.lab();
  if (!lab.ok) return lab;
  const last = lab.body.attempts[0];
  const ids = last ? tracesOf(last, 2) : [];
  // A check's own requests were over when it gave its verdict.
  const request = await lastRequest(last && ids.length > 0 ? last.time + last.duration + 1 : 0, bench);
  if (request) return { ok: true, ids: [request.trace], of: `The last request, at ${clock(request.time)}:` };
  if (!last || ids.length === 0) return problems.noEvidence;
  const of = `The last verdict, of ${stepName(lab.body, last.step)} at ${clock(last.time)}:`;
  return { ok: true, ids, here: hop(last), of };
}

/** The time of day in the terminal's own zone. */
function clock(time: number): string {
  return new Date(time).toTimeString().slice(0, 8);
}

/** Evidence comes most telling first: its first span is the hop the verdict is about. */
function hop({ verdict }: Attempt): string | undefined {
  return verdict.status === 'pass' ? undefined : firstSpanIdOf(verdict.evidence);
}
