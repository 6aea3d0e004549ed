import type { Evidence } from '#course/verdict.ts';
import { spanFact } from '#grading/evidence.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { SpanTree } from '#telemetry/trace/tree.ts';

/** The stores by the value of the attribute that names them. */
const STORES: Readonly<Record<string, string>> = { postgresql: 'Postgres', rabbitmq: 'RabbitMQ' };

/** The spans of a service beside its SERVER spans, in words and as evidence: calls, statements and messages. */
export function spansLeftOut(
  tree: SpanTree,
  spans: readonly Span[],
): { named: string; evidence: Evidence[] } | undefined {
  const others = spans.filter(({ kind }) => kind !== 'server');
  if (others.length === 0) return undefined;
  const named = others.map(
    (span) => `the ${span.kind.toUpperCase()} span “${span.name}”${towards(tree, span)}`,
  );
  return {
    named: new Intl.ListFormat('en').format(named),
    evidence: others.map((span) => spanFact(span, `It is a span of ${span.service} too.`)),
  };
}

/** The store that is asked, or else the service that has the span below. */
function towards(tree: SpanTree, span: Span): string {
  const system = String(span.attributes['db.system.name'] ?? span.attributes['messaging.system'] ?? '');
  const peer =
    STORES[system] ?? tree.childrenOf(span).find(({ service }) => service !== span.service)?.service;
  return peer === undefined ? '' : ` to ${peer}`;
}
