import { isHash } from '#grading/experiments/leaks/scan/form.ts';
import { type Leak, leaksInLine, leaksInSpan } from '#grading/experiments/leaks/scan/leaks-in.ts';
import { PLACES } from '#grading/experiments/leaks/scan/places.ts';
import type { LeakProbe, LeaksSeen, Store } from '#grading/experiments/leaks/seen.ts';
import type { Span } from '#telemetry/trace/span.ts';

/** A customer's value in a stored span. */
export interface StoredLeak extends Leak {
  store: Store;
  probe: LeakProbe;
  span: Span;
}

/** A customer's value in a log line. */
export interface LoggedLeak extends Leak {
  probe: LeakProbe;
  line: LeakProbe['lines'][number];
}

const stored = new WeakMap<LeaksSeen, StoredLeak[]>();
const logged = new WeakMap<LeaksSeen, LoggedLeak[]>();

/** Every value in every stored span, by place in the order in which verdicts name them. */
export function storedLeaks(seen: LeaksSeen): StoredLeak[] {
  return remember(stored, seen, () => {
    const all = seen.stores.flatMap((store) =>
      seen.probes.flatMap((probe) =>
        (probe.stored[store] ?? []).flatMap((span) =>
          leaksInSpan(span, probe.canary).map((leak): StoredLeak => ({ ...leak, store, probe, span })),
        ),
      ),
    );
    return all.toSorted((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place));
  });
}

/** Every value in every log line. */
export function loggedLeaks(seen: LeaksSeen): LoggedLeak[] {
  return remember(logged, seen, () =>
    seen.probes.flatMap((probe) =>
      probe.lines.flatMap((line) =>
        leaksInLine(line, probe.canary).map((leak): LoggedLeak => ({ ...leak, probe, line })),
      ),
    ),
  );
}

/** Leaks that anybody can read: all but hashes. */
export function readable<One extends Leak>(leaks: readonly One[]): One[] {
  return leaks.filter(({ form }) => !isHash(form));
}

/** Different spans that a store holds of all checkouts. */
export function spansIn({ probes }: LeaksSeen, store: Store): number {
  return new Set(probes.flatMap(({ stored: held }) => (held[store] ?? []).map(({ spanId }) => spanId))).size;
}

function remember<One>(known: WeakMap<LeaksSeen, One[]>, seen: LeaksSeen, find: () => One[]): One[] {
  const found = known.get(seen) ?? find();
  known.set(seen, found);
  return found;
}
