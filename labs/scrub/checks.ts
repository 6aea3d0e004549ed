import { checksOf } from '#grading/checks-of.ts';
import { leaks } from '#grading/experiments/leaks/leaks.ts';
import { maskedJudge } from '#grading/experiments/leaks/mask.ts';
import { firstOf } from '#grading/first-of.ts';
import { addressNotKept } from './findings/address-not-kept.ts';
import { collectorTakesNothing, nothingArrives } from './findings/ladder.ts';
import { scrubbedOnlyOneExporter } from './findings/one-exporter.ts';
import { onlyEventsTreated } from './findings/only-events-treated.ts';
import { passedFind, passedSource, passedStores } from './findings/passed.ts';
import { notALeak, placeMissed } from './findings/places-named.ts';
import { shopTexts } from './findings/shop-texts.ts';
import { spansLost } from './findings/spans-lost.ts';
import { hashedBeyond, stillInMessage, stillInMetric } from './findings/still-beyond.ts';
import { onlyHashed, stillIn } from './findings/still-in.ts';
import { hashedInLog, stillInLog } from './findings/still-in-log.ts';
import { unscrubbedCopy } from './findings/unscrubbed-copy.ts';
import { usefulAttributeLost, usefulAttributeNotSent } from './findings/useful-attribute-lost.ts';

/** What is stored has to be there before anything can be missing in it. */
const arrival = [collectorTakesNothing, nothingArrives];
/** What one pipeline does and another does not looks like a leak in a place, and is none. */
const pipelines = [unscrubbedCopy, scrubbedOnlyOneExporter, onlyEventsTreated];
/** What no Collector could have cleaned, because it never passes there. */
const outside = [stillInLog, stillInMetric, stillInMessage];

/** What each step makes of what was seen, without the bench: exported for the tests of its signatures. */
export const judges = {
  find: maskedJudge(firstOf([...arrival, placeMissed, notALeak], passedFind)),
  stores: maskedJudge(
    firstOf([...arrival, ...pipelines, stillIn, onlyHashed, spansLost, usefulAttributeLost], passedStores),
  ),
  source: maskedJudge(
    firstOf(
      [
        ...outside,
        ...arrival,
        stillIn,
        onlyHashed,
        hashedInLog,
        hashedBeyond,
        spansLost,
        usefulAttributeNotSent,
        addressNotKept,
      ],
      passedSource,
    ),
  ),
};

const { find, stores, source } = judges;

/** What Tempo alone holds, behind the bench's own Collector configuration: no step of these waits for Jaeger. */
const alone = {
  ...{ stores: ['tempo'] as const, copies: false, ownCollector: false, beyond: false },
  texts: shopTexts,
};

/** The checks of the lab, by step. */
export const checks = {
  ...checksOf(leaks(alone), { find }),
  ...checksOf(leaks({ ...alone, stores: ['tempo', 'jaeger'], copies: true, ownCollector: true }), { stores }),
  ...checksOf(leaks({ ...alone, beyond: true }), { source }),
};
