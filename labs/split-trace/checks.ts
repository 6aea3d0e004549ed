import { checksOf } from '#grading/checks-of.ts';
import { catalogUnseen } from '#grading/findings/catalog-unseen.ts';
import { clientRoot } from '#grading/findings/client-root.ts';
import { firstFinding } from '#grading/findings/first-finding.ts';
import { foreignContext } from '#grading/findings/foreign-context.ts';
import { headerWrong } from '#grading/findings/header-wrong.ts';
import { mendedInOneClientOnly } from '#grading/findings/mended-in-one-client-only.ts';
import { stillJoined } from '#grading/findings/still-joined.ts';
import { stillSplit } from '#grading/findings/still-split.ts';
import { wrongHopBroken } from '#grading/findings/wrong-hop-broken.ts';
import { ladder } from '#grading/ladder.ts';
import { pass } from '#grading/pass.ts';

const asOneTrace = (split: string) =>
  firstFinding(
    [...ladder, clientRoot, headerWrong, stillSplit(split), catalogUnseen, mendedInOneClientOnly],
    pass,
  );

/** What each step makes of a settled attempt, without the bench: exported for the tests of its signatures. */
export const judges = {
  baseline: asOneTrace('already-split'),
  break: firstFinding([...ladder, wrongHopBroken, stillJoined, clientRoot, foreignContext], pass),
  mend: asOneTrace('still-split'),
};

/** The checks of the lab, by step. */
export const checks = checksOf(judges);
