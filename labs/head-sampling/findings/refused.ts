import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import type { Service } from '#system/part-names.ts';

type LogLine = Traffic['complaints'][number];

/** How the SDK says that it did not take a sampler's name or its argument. */
const REFUSED = /unsupported sampler|invalid trace ID ratio|parsing sampler argument/;

/** A service's complaint of the sampler it was given, and its words. */
export function refusalOf(
  { complaints }: Pick<Traffic, 'complaints'>,
  service: Service,
): { line: LogLine; said: string } | undefined {
  const line = complaints.find((one) => one.part === service && REFUSED.test(textOf(one)));
  return line && { line, said: textOf(line) };
}

function textOf({ fields, text }: LogLine): string {
  return typeof fields?.error === 'string' ? fields.error : text;
}
