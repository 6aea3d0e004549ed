import { traceIdsOf } from '#course/evidence-ids.ts';
import { evidenceText } from '#course/evidence-text.ts';
import type { Evidence } from '#course/verdict.ts';
import { terminalColour } from '#system/terminal-colour.ts';
import { showInline } from './markdown.ts';
import type { Paint } from './paint.ts';
import { harmless } from './wrap.ts';

/** A fact of a verdict in a line: what it is about, what is seen there, and the trace that it leads to. */
export function showEvidence(fact: Evidence, paint: Paint): string {
  const { about, seen } = evidenceText(fact);
  const [traceId] = traceIdsOf([fact]);
  const trace = traceId && !seen.includes(traceId) ? paint.dim(`(trace ${traceId.slice(0, 8)})`) : '';
  const time = fact.kind === 'log' && fact.time !== undefined ? paint.dim(clock(fact.time)) : '';
  // What a service or a store wrote is no Markdown.
  const text = fact.kind === 'log' && !fact.note ? harmless(seen) : showInline(harmless(seen), paint);
  return [time, `${paint[colourOf(fact)](`${harmless(about)}:`)}`, text, trace].filter(Boolean).join(' ');
}

function colourOf(fact: Evidence) {
  switch (fact.kind) {
    case 'span':
    case 'log':
      return terminalColour(fact.service);
    case 'backend':
      return terminalColour(fact.name);
    case 'metric':
    case 'config':
    case 'message':
      return 'bold';
  }
}

function clock(time: number): string {
  return new Date(time).toTimeString().slice(0, 8);
}
