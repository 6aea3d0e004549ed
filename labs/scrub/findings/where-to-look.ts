import type { PlaceKind } from '#grading/experiments/leaks/scan/places.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import type { StoredLeak } from './leaking.ts';
import { sayPlace } from './words.ts';

/** What could stop a value in the Collector, and the code that puts it there. */
interface Makers {
  rule: string;
  code: string;
}

/** No processor of the Collector reaches these, but for a rule that wrote there itself. */
const OUTSIDE_SPANS =
  'What the services put on links and into the trace state, or the rule of the Collector that did';

/** Where a value can be stopped: first in the Collector's file where the step has one, and in the code alone where not. */
export function whereToLook(leak: StoredLeak, { file }: LeaksSeen): string {
  const makers = makersOf(sayPlace(leak), leak.span.service)[leak.place];
  if (!makers) return OUTSIDE_SPANS;
  return file ? `${makers.rule} in \`${file}\`, or the ${makers.code}` : `The ${makers.code}`;
}

/** Where a hash is made, in the same order. */
export function whereHashed({ key, service }: { key: string; service: string }, file?: string): string {
  return file
    ? `What makes ${key} in \`${file}\`, or in the code of ${service}`
    : `What makes ${key} in the code of ${service}`;
}

function makersOf(key: string, service: string): Partial<Record<PlaceKind, Makers>> {
  const writes: Makers = { rule: `What writes ${key}`, code: `code of ${service} that writes it` };
  return {
    attribute: {
      rule: `The rule that should meet ${key} or its value`,
      code: `code of ${service} that writes ${key}`,
    },
    // A list of statements that names events too is run for events alone.
    'span-name': {
      rule: 'What changes names, and for which spans it is run,',
      code: `code of ${service} that names the span`,
    },
    event: {
      rule: 'What changes the attributes of events',
      code: `code of ${service} that records the error`,
    },
    status: {
      rule: 'What changes the message of a status, and for which spans it is run,',
      code: `code of ${service} that sets the status`,
    },
    resource: writes,
    scope: writes,
  };
}
