import type { Judge } from '#grading/judge.ts';
import type { Judgement } from '#grading/judgement.ts';
import { type Canary, digitsOf } from './canary.ts';
import { needlesOf } from './scan/needles.ts';
import type { LeaksSeen } from './seen.ts';

/** What a verdict has in the place of a customer's value: an attempt is kept, and read by others. */
const EMAIL = '[e-mail]';
const CARD = '[card]';
/** Digits in a row by which somebody would know the card. */
const TELLING_DIGITS = 7;

/** A judge whose judgements hold no customer's values, whatever they quote. */
export function maskedJudge(judge: Judge<LeaksSeen>): Judge<LeaksSeen> {
  const masked = (seen: LeaksSeen): Judgement => {
    const canaries = seen.probes.map(({ canary }) => canary);
    return JSON.parse(JSON.stringify(judge(seen)), (_, value: unknown) =>
      typeof value === 'string' ? maskCanaries(value, canaries) : value,
    ) as Judgement;
  };
  return Object.assign(masked, { gives: judge.gives });
}

/** The text without the customers' values in any form but a hash. */
export function maskCanaries(text: string, canaries: readonly Canary[]): string {
  return canaries.reduce((left, canary) => mask(left, canary), text);
}

function mask(text: string, canary: Canary): string {
  const { email, card } = needlesOf(canary);
  const coded = [
    ...email.coded.map((one) => ({ text: one.text, by: EMAIL })),
    ...card.coded.map((one) => ({ text: one.text, by: CARD })),
  ];
  const whole = [email.whole, encodeURIComponent(email.whole), email.local, encodeURIComponent(email.local)];
  let left = text;
  for (const one of [...whole, ...email.parts]) left = left.replaceAll(pattern(one), EMAIL);
  for (const one of coded) left = left.replaceAll(one.text, one.by);
  left = left.replaceAll(card.whole, CARD);
  const digits = digitsOf(canary.card);
  for (let count = digits.length; count >= TELLING_DIGITS; count -= 1)
    for (let at = 0; at + count <= digits.length; at += 1)
      left = left.replaceAll(spaced(digits.slice(at, at + count)), CARD);
  return left;
}

function pattern(text: string): RegExp {
  return new RegExp(RegExp.escape(text), 'gi');
}

function spaced(digits: string): RegExp {
  return new RegExp([...digits].join('(?:[\\s.\\-_/+]|%20)*'), 'g');
}
