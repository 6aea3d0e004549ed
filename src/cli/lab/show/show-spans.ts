import type { WholeSpan, WholeTrace } from '#api/whole-trace.ts';
import { terminalColour } from '#system/terminal-colour.ts';
import type { Paint } from './paint.ts';
import { harmless } from './wrap.ts';

/** A trace with everything its spans hold, a line for each value; a resource once, at its first span. */
export function showSpans({ traceId, spans }: WholeTrace, paint: Paint): string {
  const title = `${paint.dim('trace')} ${paint.bold(traceId)}`;
  const resources = new Set<string>();
  const blocks = spans.map((span) => {
    const resource = JSON.stringify(span.resource);
    const isNew = !resources.has(resource);
    resources.add(resource);
    return showSpan(span, isNew, paint);
  });
  return [title, ...blocks].join('\n');
}

function showSpan(span: WholeSpan, withResource: boolean, paint: Paint): string {
  const { service, name, kind, status, statusMessage, traceState, scope } = span;
  const colour = paint[terminalColour(service)];
  const head = `${colour(harmless(service))} ${paint.bold(harmless(name))} ${paint.dim(kind.toUpperCase())}`;
  const said = statusMessage ? `${status}: ${statusMessage}` : status;
  const lines = [
    ...(status === 'unset' && !statusMessage ? [] : [line('status', said)]),
    ...ofAttributes('', span.attributes),
    ...span.events.flatMap((event) => [line('event', event.name), ...ofAttributes('  ', event.attributes)]),
    ...span.links.flatMap((link) => [
      line('link', `${link.traceId} ${link.spanId}`),
      ...ofAttributes('  ', link.attributes),
    ]),
    ...(traceState ? [line('tracestate', traceState)] : []),
    ...(scope ? [line('scope', scope)] : []),
    ...(withResource ? [line('resource', ''), ...ofAttributes('  ', span.resource)] : []),
  ];
  return ['', head, ...lines.map(({ key, value }) => `  ${paint.dim(harmless(key))}  ${harmless(value)}`)]
    .join('\n')
    .replaceAll(/ +$/gm, '');
}

function line(key: string, value: string) {
  return { key, value };
}

/** Text stands in quotation marks, so that a number is told from it. */
function ofAttributes(indent: string, attributes: WholeSpan['attributes']) {
  return Object.entries(attributes).map(([key, value]) => line(`${indent}${key}`, JSON.stringify(value)));
}
