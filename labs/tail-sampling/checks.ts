import { checksOf } from '#grading/checks-of.ts';
import type { Counted, Sampled } from '#grading/experiments/traffic/decide-traffic.ts';
import { traffic } from '#grading/experiments/traffic/traffic.ts';
import { firstOf } from '#grading/first-of.ts';
import { type CollectorCounters, totalOf } from '#telemetry/clients/collector-counters.ts';
import { droppedAfter, keptIncomplete, nothingArrives } from './findings/after-decision.ts';
import {
  collectorTakesNothing,
  countersMissing,
  decidedTooLate,
  droppedBefore,
  LONGEST_WAIT,
  noMargin,
  notInPipeline,
  tracesEvicted,
  waitsTooLong,
} from './findings/before-decision.ts';
import { noLoss, passedBlind } from './findings/blind.ts';
import { chosenLast, undecidedIn } from './findings/counted.ts';
import { BLIND, FURTHER, GROUPS, LATE_GROUPS } from './findings/groups.ts';
import { headStillDropping } from './findings/head-still-dropping.ts';
import { latencyUnknown, machineTooSlow } from './findings/in-time.ts';
import { errorsLost, lateLost, slowLost, statusLost } from './findings/lost.ts';
import { passedWith } from './findings/passed.ts';
import { needsMore, quickCalledSlow, shareWrong, unsampledCopy } from './findings/rest.ts';

/** In the order of a span's way. What the machine slowed down is known to be no fault before anything is missed. */
const keeping = ({ late }: { late: boolean }) => [
  ...[countersMissing, collectorTakesNothing, headStillDropping, notInPipeline, droppedBefore],
  ...[tracesEvicted, decidedTooLate, ...(late ? [waitsTooLong] : [])],
  ...[nothingArrives, droppedAfter, keptIncomplete],
  machineTooSlow({ late }),
  ...[statusLost, errorsLost, slowLost, quickCalledSlow],
  ...(late ? [noMargin, lateLost] : []),
];

const early = keeping({ late: false });
const late = keeping({ late: true });

/** What each step makes of what was seen, without the bench: exported for the tests of its signatures. */
export const judges = {
  blind: firstOf([noLoss], passedBlind),
  policies: firstOf([...early, unsampledCopy, shareWrong, latencyUnknown], passedWith({ late: false })),
  late: firstOf([...late, unsampledCopy, shareWrong, latencyUnknown], passedWith({ late: true })),
};

type Counts = Counted<CollectorCounters>;

/** What the checks of both steps with edits share: nothing of theirs but the requests goes through the Collector. */
const sampled = {
  exhibits: ['collector'] as const,
  parents: false,
  collector: {
    undecided: undecidedIn,
    chosen: ({ grown: collector, ...sent }: Counts & Sampled) => chosenLast({ ...sent, collector }),
    handedOn: ({ total: { sent, failed, waiting } }: Counts) =>
      [sent, failed, waiting].map((of) => totalOf(of)).join(),
    ...{ atLeast: 4000, atMost: LONGEST_WAIT },
  },
};

/** The checks of the lab, by step. */
export const checks = {
  ...checksOf(traffic({ groups: BLIND }), { blind: judges.blind }),
  ...checksOf(
    traffic({ ...sampled, groups: GROUPS, further: { groups: FURTHER, needed: needsMore(early) } }),
    { policies: judges.policies },
  ),
  ...checksOf(
    traffic({ ...sampled, groups: LATE_GROUPS, further: { groups: FURTHER, needed: needsMore(late) } }),
    { late: judges.late },
  ),
};
