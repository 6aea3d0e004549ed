import { checksOf } from '#grading/checks-of.ts';
import { ownTraces } from '#grading/experiments/own-traces/own-traces.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import { traffic } from '#grading/experiments/traffic/traffic.ts';
import { firstOf } from '#grading/first-of.ts';
import { alwaysOff } from './findings/always-off.ts';
import { flagIgnored } from './findings/flag-ignored.ts';
import { forcedTrace } from './findings/forced-trace.ts';
import { FURTHER, GROUPS, plainRequests } from './findings/groups.ts';
import { holesInTraces } from './findings/holes-in-traces.ts';
import { passedAgree } from './findings/passed.ts';
import { rateOff } from './findings/rate-off.ts';
import { samplerRefused } from './findings/sampler-refused.ts';
import { needsMore } from './findings/share.ts';
import { noHoles, noWholeTrace, passedHoles } from './findings/some-whole.ts';
import { spansLost, traceBroken } from './findings/spans-lost.ts';
import { twoTraces } from './findings/two-traces.ts';

/**
 * Holes before flags, because plain traffic shows them already; the share last, because it means something only where all
 * services decide alike. A sampler that the SDK refused is looked for first: it is the cause of what the others would say.
 */
const agreeing = [
  samplerRefused([holesInTraces, flagIgnored, rateOff]),
  alwaysOff,
  spansLost,
  twoTraces,
  holesInTraces,
  flagIgnored,
  traceBroken,
];

/** What each step makes of what was seen, without the bench: exported for the tests of its signatures. */
export const judges = {
  holes: firstOf([spansLost, noHoles, noWholeTrace, traceBroken], passedHoles),
  agree: firstOf([...agreeing, rateOff], passedAgree),
  force: forcedTrace,
};

/** With one service at ten percent, no whole trace among so many comes in 1.4 of ten million checks. */
const PLAIN_IN_HOLES = 150;

/** Nothing is wrong so far, and the share alone does not tell a quarter from a limit by the second. */
const mayBeLimit = (seen: Traffic) => !agreeing.some((diagnose) => diagnose(seen)) && needsMore(seen);

/** The checks of the lab, by step. */
export const checks = {
  ...checksOf(traffic({ groups: [plainRequests(PLAIN_IN_HOLES)] }), { holes: judges.holes }),
  ...checksOf(traffic({ groups: GROUPS, further: { groups: FURTHER, needed: mayBeLimit } }), {
    agree: judges.agree,
  }),
  // The shop runs the learner's samplers, so that the check's own checkout may go unrecorded and prove nothing.
  ...checksOf(ownTraces({ shopIsGiven: false }), { force: judges.force }),
};
