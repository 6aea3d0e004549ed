import { checksOf } from '#grading/checks-of.ts';
import { messages } from '#grading/experiments/messages/messages.ts';
import { ownTraces } from '#grading/experiments/own-traces/own-traces.ts';
import { firstOf } from '#grading/first-of.ts';
import { callMissing } from './findings/call-missing.ts';
import { extractedTooLate } from './findings/extracted-too-late.ts';
import { headersNotExtracted, headersNotInjected, headersUnreadable } from './findings/headers.ts';
import { flagIgnored, messageRefused, redeliveryLost, tracestateLost } from './findings/left-behind.ts';
import { linkToItself, noLink, parentInsteadOfLink } from './findings/linked.ts';
import { passedMessages } from './findings/passed.ts';
import { sampledAway } from './findings/sampled-away.ts';
import { tracesAnswered, twoTraces } from './findings/two-traces.ts';
import { unendedSpan } from './findings/unended-span.ts';
import { workOutsideItsSpan } from './findings/work-outside.ts';
import { wrongKind } from './findings/wrong-kind.ts';
import {
  consumerBesideProducer,
  contextKept,
  orphanParent,
  orphanParentAlone,
  stateKept,
} from './findings/wrong-sender.ts';

const carried = [
  callMissing,
  sampledAway,
  extractedTooLate,
  unendedSpan,
  headersNotInjected,
  headersUnreadable,
  headersNotExtracted,
  contextKept,
  stateKept,
  consumerBesideProducer,
  flagIgnored,
  tracestateLost,
  redeliveryLost,
  orphanParent,
  workOutsideItsSpan,
  messageRefused,
];

/** What each step makes of what was seen, without the bench: exported for the tests of its signatures. */
export const judges = {
  stop: twoTraces,
  carry: firstOf(carried, passedMessages),
  kinds: firstOf([...carried, wrongKind], passedMessages),
  // A root has no tracestate, and of a checkout that is not recorded it begins a trace that is: both are right here.
  link: firstOf(
    [
      callMissing,
      sampledAway,
      unendedSpan,
      headersNotInjected,
      contextKept,
      stateKept,
      consumerBesideProducer,
      orphanParentAlone,
      parentInsteadOfLink,
      linkToItself,
      // A link that only one delivery of two has is not simply missing.
      redeliveryLost,
      noLink,
      workOutsideItsSpan,
      messageRefused,
      wrongKind,
    ],
    passedMessages,
  ),
};

/** The checks of the lab, by step. */
export const checks = {
  ...checksOf(ownTraces({ ids: tracesAnswered, shopIsGiven: false }), { stop: judges.stop }),
  ...checksOf(messages(), { carry: judges.carry, kinds: judges.kinds }),
  ...checksOf(messages({ late: true }), { link: judges.link }),
};
