import { spanFact } from '#grading/evidence.ts';
import { answerTo } from '#grading/experiments/own-traces/answer-to.ts';
import { judgeOf } from '#grading/experiments/own-traces/judge-of.ts';
import type { Judgement } from '#grading/judgement.ts';
import { keySpan, type OwnTime, ownTime } from '#telemetry/trace/own-time.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { milliseconds } from './milliseconds.ts';
import { namedSpan } from './named-span.ts';
import { type AnsweredCheckout, THE_CHECKOUT_GIVES, theCheckout } from './the-checkout.ts';

const GIVES = [
  'too-close',
  'span-not-in-trace',
  'wrong-service',
  'wrong-span',
  'contradiction',
  'pass',
] as const;
type Id = (typeof GIVES)[number];

/** A second operation that worked for more than this share of the first says that the machine was slow, not the book. */
const TOO_CLOSE = 1 / 2;

/** Judges whether the span that is named is the one that spent the time of a checkout of this book. */
export function keySpanNamed(book: string) {
  return judgeOf([...THE_CHECKOUT_GIVES, ...GIVES], (seen) => {
    const checkout = theCheckout(seen, { books: [book], several: true });
    if ('status' in checkout) return checkout;
    const { key, second } = keySpan(checkout.tree, checkout.top);
    if (second && second.own > key.own * TOO_CLOSE) return tooClose(checkout, second);
    const { value: service } = answerTo(seen, 'service', 'service');
    const { value: typed } = answerTo(seen, 'span', 'span');
    const named = namedSpan(checkout.trace.spans, typed, service);
    if (named.found !== 'one') return notThere(checkout, typed, named.found);
    if (named.span !== key.span) return wrong(checkout, named.span, key);
    return named.contradicts ? contradiction(named.span, service) : pass(checkout, key);
  });
}

function tooClose({ trace, top }: AnsweredCheckout, second: OwnTime): Judgement<Id> {
  return {
    ...{ status: 'inconclusive', finding: 'too-close', values: { traceId: trace.traceId } },
    evidence: [spanFact(top, `A second span has an own time of ${milliseconds(second.own)}.`)],
  };
}

function notThere({ trace, top }: AnsweredCheckout, typed: string, found: 'none' | 'several'): Judgement<Id> {
  const detail =
    found === 'none'
      ? `No span of this trace is called “${typed}” or has that id.`
      : `Several spans of this trace begin with “${typed}”.`;
  const values = { traceId: trace.traceId, detail };
  return { status: 'fail', finding: 'span-not-in-trace', values, evidence: [spanFact(top, detail)] };
}

/** What is said of the span that was named says nothing of the one that should have been. */
function wrong({ tree }: AnsweredCheckout, span: Span, key: OwnTime): Judgement<Id> {
  const own = ownTime(tree, span);
  const waited = span.duration - own;
  const detail =
    waited > own
      ? `It was open for ${milliseconds(span.duration)}, and for ${milliseconds(waited)} of them a child of it was open.`
      : `Its own time is ${milliseconds(own)}, and another span of this checkout has a longer one.`;
  return {
    status: 'fail',
    finding: span.service === key.span.service ? 'wrong-span' : 'wrong-service',
    values: { span: span.name, service: span.service, detail },
    evidence: [spanFact(span, detail)],
  };
}

function contradiction(span: Span, service: string): Judgement<Id> {
  return {
    ...{ status: 'fail', finding: 'contradiction', values: { span: span.name, service } },
    evidence: [spanFact(span, `This span was sent by ${span.service}.`)],
  };
}

function pass({ top, tree, book }: AnsweredCheckout, { span, own }: OwnTime): Judgement<Id> {
  const values = {
    ...{ book, span: span.name, service: span.service, traceId: span.traceId },
    ...{ own: milliseconds(own), wait: milliseconds(top.duration) },
  };
  return {
    ...{ status: 'pass', finding: 'pass', values },
    evidence: [
      spanFact(span, `Its own time is ${milliseconds(own)}: it waited for nothing below it.`),
      spanFact(
        top,
        `The customer waited for ${milliseconds(top.duration)}. The own time of this one span is ${milliseconds(ownTime(tree, top))}; for the rest a child of it was open.`,
      ),
    ],
  };
}
