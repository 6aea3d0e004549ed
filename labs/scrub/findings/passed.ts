import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { lineFact } from '#grading/log-evidence.ts';
import { checkoutFact, leakFacts, storeFacts } from './facts.ts';
import { loggedLeaks, readable, spansIn, storedLeaks } from './leaking.ts';
import { placesOf } from './named-places.ts';
import { sayPlace, WHAT } from './words.ts';

/** Lines that a verdict shows. */
const SHOWN = 2;

/** Every place was named. */
export function passedFind(seen: LeaksSeen): Judgement<'pass'> {
  const [email, card] = [placesOf(seen, 'email'), placesOf(seen, 'card')];
  return {
    ...{ status: 'pass', finding: 'pass' },
    values: {
      ...{ email: String(email.length), card: String(card.length) },
      places: `the address in ${email.join(', ')}; the card in ${card.join(', ')}`,
    },
    evidence: [...leakFacts(storedLeaks(seen)), ...logFacts(seen), ...storeFacts(seen)],
  };
}

/** Both stores are clean. Says what of it the services still log. */
export function passedStores(seen: LeaksSeen): Judgement<'pass'> {
  const logged = readable(loggedLeaks(seen));
  const lines = new Set(logged.map(({ line }) => line)).size;
  return {
    ...{ status: 'pass', finding: 'pass' },
    values: {
      ...{ tempo: String(spansIn(seen, 'tempo')), jaeger: String(spansIn(seen, 'jaeger')) },
      before:
        lines === 0
          ? 'The log lines of the same checkouts hold neither, too.'
          : `Of the log lines of the same checkouts, ${lines} still hold one of the two.`,
    },
    evidence: [...storeFacts(seen), checkoutFact('tempo', seen.probes[0]!), ...logFacts(seen)],
  };
}

/** Nothing leaves the services. */
export function passedSource(seen: LeaksSeen): Judgement<'pass'> {
  const lines = seen.probes.reduce((sum, one) => sum + one.lines.length, 0);
  return {
    ...{ status: 'pass', finding: 'pass' },
    values: { tempo: String(spansIn(seen, 'tempo')), lines: String(lines), before: saidBeyond(seen) },
    evidence: [...storeFacts(seen), ...seen.probes.slice(0, 2).map((one) => checkoutFact('tempo', one))],
  };
}

function saidBeyond({ beyond }: LeaksSeen): string {
  if (!beyond) return '';
  const { seriesRead, messages } = beyond;
  return `None of ${seriesRead} series of their metrics and none of ${messages.length} messages’ headers holds one either.`;
}

function logFacts(seen: LeaksSeen): Judgement['evidence'] {
  return readable(loggedLeaks(seen))
    .slice(0, SHOWN)
    .map((leak) =>
      lineFact(leak.line, {
        ...(leak.key && { field: leak.key }),
        note: `It holds ${WHAT[leak.secret]} in ${sayPlace(leak)}.`,
      }),
    );
}
