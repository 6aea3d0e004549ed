import { SERVICES, type Service } from '#system/part-names.ts';
import { OWN_SERVICE } from '#telemetry/trace/own-service.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import type { KeyedLog } from '../checkout/probes/probe-result.ts';
import { unconsumed } from '../own-traces/unconsumed.ts';
import type { StoredTrace } from './seen.ts';

/** Says in short what is stored of a request's trace. `parent` is the id that the request named as its parent. */
export function whatIsStored(
  spans: readonly Span[],
  logs: readonly Pick<KeyedLog, 'service'>[],
  parent: string,
): StoredTrace {
  const theirs = spans.filter(({ service }) => service !== OWN_SERVICE);
  const tree = buildTree(theirs, [parent]);
  const stored = new Set(theirs.map(({ service }) => service));
  const logged = new Set<Service>(logs.map(({ service }) => service));
  const missing = SERVICES.filter((service) => logged.has(service) && !stored.has(service));
  const orphans = tree.orphans.length;
  const isWhole = missing.length === 0 && orphans === 0 && unconsumed(tree).length === 0;
  return {
    outcome: theirs.length === 0 ? 'none' : isWhole ? 'whole' : 'holes',
    ...{
      spans: tree.spans.length,
      services: SERVICES.filter((service) => stored.has(service)),
      missing,
      orphans,
    },
  };
}

/** Whether spans of a request may only be late: a service logged it in a sampled span that is not stored yet. */
export function mayBeLate(spans: readonly Span[], logs: readonly KeyedLog[]): boolean {
  const stored = new Set(spans.map(({ spanId }) => spanId));
  return logs.some(({ sampled, spanId }) => sampled === true && !stored.has(spanId));
}
