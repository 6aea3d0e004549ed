import type { RequestOutput } from '#api/lab-output.ts';
import { EXIT } from '../exit-codes.ts';
import { bringSaved } from '../request/bring-saved.ts';
import { sendPlain } from '../request/send-plain.ts';
import { sendRequest } from '../request/send-request.ts';
import { serviceUrl } from '../request/service-url.ts';
import { newTraceparent, traceIdOf } from '../request/trace-header.ts';
import type { Bench } from '../server/bench.ts';
import { type Failure, problems } from '../server/problems.ts';
import { isWell, showAnswer, showBody } from '../show/show-answer.ts';
import type { GivenArguments, Run } from '../subcommand.ts';

const GOES = 'It goes: lab send <method> <service/path>';
const MANY_EXAMPLE = 'It goes: lab send 40';
const EXAMPLE = 'It goes: lab send GET catalog/books/b-100';
/** More would keep the terminal for longer than anybody looks, and fill the store. */
const MOST = 500;

/**
 * `lab send`: a request to a service, with a traceparent of its own unless one is given; as curl takes -H and -d. With a
 * number instead of a method, so many checkouts without a traceparent, of which --declined fail.
 */
export const send: Run = async ({ arguments: [method = '', target], flags }, bench) => {
  if (/^\d+$/.test(method))
    return sendMany({ arguments: [method, ...(target ? [target] : [])], flags }, bench);
  if (flags['declined'] !== undefined)
    return bench.fail(problems.usage('--declined goes with a number of checkouts.', MANY_EXAMPLE));
  return sendOne(method, target ?? '', flags, bench);
};

async function sendMany({ arguments: [count, more], flags }: GivenArguments, bench: Bench): Promise<number> {
  const other = more ?? Object.keys(flags).find((flag) => flag !== 'declined');
  const [wanted, declined] = [Number(count), Number(flags['declined'] ?? 0)];
  const failed = Number.isInteger(declined) && declined >= 0 && declined <= wanted;
  if (other === undefined && wanted >= 1 && wanted <= MOST && failed)
    return sendPlain({ count: wanted, declined }, bench);
  const title = other
    ? `With a number, lab send does not take “${other}”.`
    : failed
      ? `lab send takes a number of checkouts from 1 to ${MOST}, not ${count}.`
      : `--declined takes a number of checkouts from 0 to ${count}, not ${String(flags['declined'])}.`;
  return bench.fail(problems.usage(title, MANY_EXAMPLE));
}

async function sendOne(
  method: string,
  target: string,
  flags: GivenArguments['flags'],
  bench: Bench,
): Promise<number> {
  const [service = '', ...path] = target.replace(/^\//, '').split('/');
  if (!/^[a-z]+$/i.test(method)) {
    const title = `“${method}” is no method of HTTP, such as GET or POST.`;
    return bench.fail(problems.usage(title, EXAMPLE));
  }
  if (target === '') return bench.fail(problems.usage('lab send needs <service/path>.', GOES));
  const chosen = serviceUrl(service, bench);
  if (!chosen.ok) return bench.fail(chosen);
  const data = typeof flags['data'] === 'string' ? flags['data'] : undefined;
  const read = readHeaders(flags['header'], data !== undefined);
  if (!read.ok) return bench.fail(read);
  const { headers } = read;
  await bringSaved(bench);
  const sent = await sendRequest(
    {
      ...{ service, headers, body: data, method: method.toUpperCase() },
      url: `${chosen.url}/${path.join('/')}`,
    },
    bench,
  );
  if (!sent.ok) return bench.fail(sent);
  const { traceparent } = headers;
  const trace = traceIdOf(traceparent);
  const output: RequestOutput = {
    format: 1,
    ...(trace && { trace }),
    ...(traceparent && { traceparent }),
    ...sent.answer,
  };
  const body = showBody(output.body);
  const text = `${showAnswer(output, bench.paint)}${body ? `\n\n${body}` : ''}`;
  bench.print(flags['json'] ? JSON.stringify(output, null, 2) : text);
  return isWell(output.status) ? EXIT.pass : EXIT.fail;
}

/** Names in lower case, so that a given header takes the place of ours; one without a value is not sent, as with curl. */
function readHeaders(
  given: unknown,
  hasBody: boolean,
): { ok: true; headers: Record<string, string> } | Failure {
  const headers: Record<string, string> = {
    traceparent: newTraceparent(),
    ...(hasBody && { 'content-type': 'application/json' }),
  };
  for (const text of Array.isArray(given) ? given.map(String) : []) {
    const colon = text.indexOf(':');
    if (colon < 1) {
      const next = 'It goes: lab send GET catalog/books/b-100 -H "tracestate: a=b"';
      return problems.usage(`-H takes a name and a value with a colon between, not “${text}”.`, next);
    }
    const name = text.slice(0, colon).trim().toLowerCase();
    const value = text.slice(colon + 1).trim();
    if (value) headers[name] = value;
    else delete headers[name];
  }
  return { ok: true, headers };
}
