import type { Check } from '#grading/check.ts';
import { catalogUnseen } from '#grading/findings/catalog-unseen.ts';
import { clientRoot } from '#grading/findings/client-root.ts';
import { firstFinding } from '#grading/findings/first-finding.ts';
import { foreignContext } from '#grading/findings/foreign-context.ts';
import { headerWrong } from '#grading/findings/header-wrong.ts';
import { mendedInOneClientOnly } from '#grading/findings/mended-in-one-client-only.ts';
import { stillJoined } from '#grading/findings/still-joined.ts';
import { stillSplit } from '#grading/findings/still-split.ts';
import { wrongHopBroken } from '#grading/findings/wrong-hop-broken.ts';
import { gradeCheckout } from '#grading/grade.ts';
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
export const checks: Record<string, Check> = {
  baseline: (context) => gradeCheckout(context, judges.baseline),
  break: (context) => gradeCheckout(context, judges.break),
  mend: (context) => gradeCheckout(context, judges.mend),
};
