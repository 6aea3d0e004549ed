import { spanFact } from '#grading/evidence.ts';
import { answerTo } from '#grading/experiments/own-traces/answer-to.ts';
import { judgeOf } from '#grading/experiments/own-traces/judge-of.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { ownTime, ownTimeOfServices } from '#telemetry/trace/own-time.ts';
import { milliseconds } from './milliseconds.ts';
import { spansLeftOut } from './spans-left-out.ts';
import { type AnsweredCheckout, THE_CHECKOUT_GIVES, theCheckout } from './the-checkout.ts';

const GIVES = ['wrong-wait', 'child-time-counted-twice', 'spans-left-out', 'wrong-number', 'pass'] as const;
type Id = (typeof GIVES)[number];

const BOOKS = ['b-900', 'b-910'];
const SERVICES = ['storefront', 'catalog', 'orders'] as const;
type Asked = (typeof SERVICES)[number];

/** A client measures the wait from further away: its process starts and connects first. Shares, and milliseconds. */
const WAIT = { least: 0.95, most: 1.15, more: 10 };
/** Gaps on the network count for either side, and numbers are read off a drawing: a share, and milliseconds. */
const TOLERANCE = { share: 0.05, least: 10 };

/** Judges how long the customer waited and what the own time of each service was, by the trace that was answered. */
export const ownTimesGiven = judgeOf([...THE_CHECKOUT_GIVES, ...GIVES], (seen) => {
  const checkout = theCheckout(seen, { books: BOOKS, several: false });
  if ('status' in checkout) return checkout;
  return wrongWait(seen, checkout) ?? furthestOff(seen, checkout) ?? pass(checkout);
});

function wrongWait(seen: OwnTraces, { top }: AnsweredCheckout): Judgement<Id> | undefined {
  const { value } = answerTo(seen, 'wait', 'number');
  if (value >= top.duration * WAIT.least && value <= top.duration * WAIT.most + WAIT.more) return undefined;
  const values = { wait: milliseconds(value) };
  const note = 'The customer waits while storefront’s SERVER span is open, and no longer.';
  return { status: 'fail', finding: 'wrong-wait', values, evidence: [spanFact(top, note)] };
}

/** What is wrong with the number that is furthest from the truth; one at a time. */
function furthestOff(seen: OwnTraces, checkout: AnsweredCheckout): Judgement<Id> | undefined {
  const own = ownTimeOfServices(checkout.tree, checkout.top);
  const given = SERVICES.map((service) => {
    const value = answerTo(seen, service, 'number').value;
    return { service, value, off: Math.abs(value - (own.get(service) ?? 0)) };
  });
  const worst = given.reduce((most, one) => (one.off > most.off ? one : most));
  if (worst.off <= toleranceOf(own.get(worst.service) ?? 0)) return undefined;
  const sum = given.reduce((total, { value }) => total + value, 0);
  const values = {
    ...{ service: worst.service, number: milliseconds(worst.value), sum: milliseconds(sum) },
    wait: milliseconds(checkout.top.duration),
  };
  const note = `The customer waited for ${values.wait}; the three numbers together are ${values.sum}.`;
  const evidence = [spanFact(checkout.top, note)];
  const only = onlyServerSpan(checkout, worst.service, worst.value);
  if (only) {
    const named = { ...values, span: only.span.name, others: only.named };
    return {
      ...{ status: 'fail', finding: 'spans-left-out', values: named },
      evidence: [...evidence, ...only.evidence],
    };
  }
  const finding = countsTwice(checkout, worst.service, worst.value)
    ? 'child-time-counted-twice'
    : 'wrong-number';
  return { status: 'fail', finding, values, evidence };
}

/** The SERVER span whose own time was given for that of its whole service, and the spans that are missing then. */
function onlyServerSpan({ tree, top, trace }: AnsweredCheckout, service: Asked, value: number) {
  const spans = trace.spans.filter((span) => span.service === service);
  const span = spans.find((one) => one.kind === 'server' && isNear(value, ownTime(tree, one)));
  const left = spansLeftOut(tree, spans);
  const less = value < (ownTimeOfServices(tree, top).get(service) ?? 0);
  return less && span && left ? { span, ...left } : undefined;
}

function countsTwice({ tree, top, trace }: AnsweredCheckout, service: Asked, value: number): boolean {
  const own = ownTimeOfServices(tree, top).get(service) ?? 0;
  if (value <= own) return false;
  const spans = trace.spans.filter((span) => span.service === service);
  const whole = spans.filter(({ duration }) => !isNear(duration, own)).map(({ duration }) => duration);
  const bars = spans.reduce((sum, { duration }) => sum + duration, 0);
  // The wait without one other service's share: what the third one did is in it.
  const rest = SERVICES.map((other) => top.duration - (ownTimeOfServices(tree, top).get(other) ?? 0));
  return [...whole, bars, ...rest].some((twice) => isNear(value, twice));
}

function isNear(value: number, wanted: number): boolean {
  return Math.abs(value - wanted) <= toleranceOf(wanted);
}

function toleranceOf(value: number): number {
  return Math.max(TOLERANCE.least, value * TOLERANCE.share);
}

function pass({ tree, top, trace }: AnsweredCheckout): Judgement<Id> {
  const own = ownTimeOfServices(tree, top);
  const shares = SERVICES.map((service) => `${service} ${milliseconds(own.get(service) ?? 0)}`).join(', ');
  const bars = trace.spans.reduce((sum, { duration }) => sum + duration, 0);
  return {
    ...{ status: 'pass', finding: 'pass' },
    values: { wait: milliseconds(top.duration), shares, bars: milliseconds(bars), traceId: trace.traceId },
    evidence: [
      spanFact(
        top,
        `The customer waited for ${milliseconds(top.duration)}. Own times of the services: ${shares}.`,
      ),
    ],
  };
}
