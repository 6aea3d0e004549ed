import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import type { LeakProbe, LeaksSeen, Store } from '#grading/experiments/leaks/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { SERVICES } from '#system/part-names.ts';
import type { Span, SpanKind } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { checkoutFact, countFact, pipelineFacts } from './facts.ts';
import { complaintOf } from './ladder.ts';
import { STORE } from './words.ts';

/** Spans that every checkout leaves, however the services name them. */
const SPANS: readonly { service: string; kind: SpanKind; count: number }[] = [
  { service: 'storefront', kind: 'server', count: 1 },
  { service: 'storefront', kind: 'client', count: 2 },
  { service: 'catalog', kind: 'server', count: 1 },
  { service: 'catalog', kind: 'client', count: 1 },
  { service: 'orders', kind: 'server', count: 1 },
  { service: 'orders', kind: 'client', count: 1 },
  { service: 'orders', kind: 'producer', count: 1 },
  { service: 'payments-worker', kind: 'consumer', count: 1 },
];

interface Lack {
  detail: string;
  /** A span whose parent is missing. */
  orphan?: Span;
}

/** A checkout is not whole: spans were dropped, or came never. */
export const spansLost = diagnosis(['spans-lost'], (seen: LeaksSeen) => {
  for (const store of seen.stores) {
    for (const probe of seen.probes) {
      const lack = lackOf(store, probe);
      if (lack) return lost(seen, { store, probe, lack });
    }
  }
  return undefined;
});

function lackOf(store: Store, { probe, stored, lines }: LeakProbe): Lack | undefined {
  const spans = stored[store] ?? [];
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const unstored = lines.find(
    ({ fields = {} }) =>
      fields['trace_id'] === probe.traceId &&
      fields['trace_flags'] === '01' &&
      typeof fields['span_id'] === 'string' &&
      !ids.has(fields['span_id']),
  );
  if (unstored) {
    const message = String(unstored.fields?.['msg']);
    return { detail: `the span in which ${unstored.part} logged “${message}” is not there` };
  }
  const [orphan] = buildTree(spans, [probe.spanId]).orphans;
  if (orphan) {
    const detail = `the parent of “${orphan.name}” of ${orphan.service} is not there`;
    return { detail, orphan };
  }
  // Spans without their service's name are there; that the name is lost is said by another finding.
  if (spans.some(({ service }) => !SERVICES.some((one) => one === service))) return undefined;
  const lacking = SPANS.find(
    ({ service, kind, count }) =>
      new Set(spans.filter((one) => one.service === service && one.kind === kind).map((one) => one.spanId))
        .size < count,
  );
  return lacking && { detail: `a ${lacking.kind.toUpperCase()} span of ${lacking.service} is not there` };
}

function lost(
  seen: LeaksSeen,
  { store, probe, lack }: { store: Store; probe: LeakProbe; lack: Lack },
): Judgement<'spans-lost'> {
  const held = new Set((probe.stored[store] ?? []).map(({ spanId }) => spanId)).size;
  const said = complaintOf(seen);
  return {
    ...{ status: 'fail', finding: 'spans-lost' },
    values: {
      ...{ store: STORE[store], stored: String(held), probe: probe.label },
      detail: said.line.length > 0 ? `${lack.detail}. ${said.text.replace(/\.$/, '')}` : lack.detail,
    },
    evidence: [
      ...(lack.orphan ? [spanFact(lack.orphan, 'Its parent is not stored.')] : []),
      ...seen.stores.map((one) => checkoutFact(one, probe)),
      ...said.line,
      ...takenOut(seen),
      ...pipelineFacts(seen),
    ],
  };
}

/** Processors that let out fewer items than went in. */
function takenOut({ counted }: LeaksSeen): Judgement['evidence'] {
  if (!counted) return [];
  return counted.incoming.flatMap(({ labels, count }) => {
    const out = counted.outgoing
      .filter((one) => one.labels['processor'] === labels['processor'])
      .reduce((sum, one) => sum + one.count, 0);
    const note = `${labels['processor']} took ${count} spans and let ${out} out.`;
    return out < count ? [countFact('otelcol_processor_outgoing_items', out, note)] : [];
  });
}
