import type { Canary } from '../canary.ts';
import type { Form } from './form.ts';
import { asStandardBase64, hashIn } from './hash-index.ts';
import { type CodedNeedle, type Needles, needlesOf } from './needles.ts';

/** What of a customer is found. */
export type Secret = 'card' | 'email';

/** A customer's value in a text, in the plainest form in which it is there. */
export interface FoundForm {
  secret: Secret;
  form: Form;
  /** There where a hash is not of the value itself but of a text that it stands in. */
  within?: true;
  /** There where a hash is of another hash of the value. */
  twice?: true;
}

/** Says which of a customer's two values a text or a number holds, and in which form. */
export function formsIn(value: string | number | boolean, canary: Canary): FoundForm[] {
  const text = String(value);
  const { card, email } = needlesOf(canary);
  const ofCard = cardIn(text, card);
  const ofEmail = emailIn(text, email);
  return [
    ...found('card', ofCard && typeof value === 'number' ? asNumber(ofCard) : ofCard, text, card),
    ...found('email', ofEmail, text, email),
  ];
}

function found(
  secret: Secret,
  form: Form | undefined,
  text: string,
  { hashes, hashedTwice, hashedTexts }: Needles[Secret],
): FoundForm[] {
  const own = form ?? hashIn(text, hashes);
  if (own) return [{ secret, form: own }];
  const twice = hashIn(text, hashedTwice);
  if (twice) return [{ secret, form: twice, twice: true }];
  const whole = hashIn(text, hashedTexts);
  return whole ? [{ secret, form: whole, within: true }] : [];
}

/** What may be seen of a card number: its first six digits and its last four, also where they were put together. */
const DIGITS_SHOWN = 6;
const LAST_SHOWN = 4;

function cardIn(text: string, { whole, digits, coded }: Needles['card']): Form | undefined {
  if (text.includes(whole)) return 'plain';
  const [decoded] = decodings(text);
  if (decoded?.text.includes(whole)) return decoded.form;
  const joined = withoutIds(decoded?.text ?? text).replaceAll(/(?<=\d)[\s.\-_/+]+(?=\d)/g, '');
  if (joined.includes(digits)) return 'digits';
  const found = codedIn(text, coded);
  if (found) return found;
  const left = joined.replaceAll(digits.slice(0, DIGITS_SHOWN) + digits.slice(-LAST_SHOWN), ' ');
  for (let at = 0; at + DIGITS_SHOWN < digits.length; at += 1)
    if (left.includes(digits.slice(at, at + DIGITS_SHOWN + 1))) return 'some-digits';
  return undefined;
}

function emailIn(text: string, { whole, local, parts, coded }: Needles['email']): Form | undefined {
  if (text.includes(whole)) return 'plain';
  const lower = text.toLowerCase();
  if (lower.includes(whole.toLowerCase())) return 'other-case';
  const decoded = decodings(text);
  for (const one of decoded) if (one.text.toLowerCase().includes(whole.toLowerCase())) return one.form;
  const all = [lower, ...decoded.map((one) => one.text.toLowerCase())];
  if (all.some((one) => one.includes(local.toLowerCase()))) return 'local-part';
  const found = codedIn(text, coded);
  if (found) return found;
  return parts.some((part) => lower.includes(part)) ? 'part' : undefined;
}

/** A number has no blanks between its digits: that it is none of the texts which a pattern looks at is the news. */
function asNumber(form: Form): Form {
  return form === 'plain' || form === 'digits' ? 'number' : form;
}

/** The text with `%40` and the like read, and with `\u0040` and the like; only what differs from it. */
function decodings(text: string): { form: 'percent-encoded' | 'escaped'; text: string }[] {
  let percent = text;
  // What was encoded twice is decoded twice.
  for (let round = 0; round < 2; round += 1) percent = percent.replaceAll(/(?:%[0-9a-f]{2})+/gi, unpercent);
  const escaped = text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d{2,4});/g, (_, code: string) => String.fromCharCode(Number(code)));
  return [
    ...(percent === text ? [] : [{ form: 'percent-encoded' as const, text: percent }]),
    ...(escaped === text ? [] : [{ form: 'escaped' as const, text: escaped }]),
  ];
}

function unpercent(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}

/** Ids have long runs of digits that are nobody's card: UUIDs, and hex of 16 digits or more with a letter in it. */
function withoutIds(text: string): string {
  return text
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, ' ')
    .replaceAll(/\b(?=\d*[a-f])[0-9a-f]{16,}\b/gi, ' ');
}

function codedIn(text: string, coded: readonly CodedNeedle[]): Form | undefined {
  const lower = text.toLowerCase();
  const standard = asStandardBase64(text);
  return coded.find((one) => (one.form === 'hex' ? lower : standard).includes(one.text))?.form;
}
