import { goSuite } from './go-suite.ts';
import { kindSuite } from './kind-suite.ts';
import { proofSuite } from './proof-suite.ts';
import { staticSuite } from './static-suite.ts';
import type { Suite } from './suite.ts';
import { vitestSuite } from './vitest-suite.ts';

/** Every suite, cheapest first: what fails early fails soon. */
export const SUITES: readonly Suite[] = [
  { name: 'static', title: 'Format, lint, types, the course and house rules', run: staticSuite },
  { name: 'go', title: 'The Bookstore’s own tests', run: goSuite },
  { name: 'unit', title: 'Unit tests', run: vitestSuite('unit') },
  { name: 'server', title: 'The server over real sockets', run: vitestSuite('server') },
  { name: 'faults', title: 'The local runtime under faults', run: vitestSuite('faults') },
  { name: 'labs', title: 'The labs, proved on the real stack', run: proofSuite },
  { name: 'e2e', title: 'The course in a real browser', run: vitestSuite('e2e') },
];

/** Run only when they are named: they need more than this machine promises to have. */
export const NAMED_SUITES: readonly Suite[] = [
  { name: 'kind', title: 'The bench on a kind cluster', run: kindSuite, mayBeSkipped: true },
];
