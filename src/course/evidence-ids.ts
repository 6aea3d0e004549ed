import type { Evidence } from './verdict.ts';

/** Ids of the traces that facts are about, most telling first, each once. */
export function traceIdsOf(evidence: readonly Evidence[]): string[] {
  const ids = evidence.map((fact) => idsOf(fact).traceId ?? '');
  return [...new Set(ids)].filter((id) => id !== '');
}

/**
 * The span a verdict is about, to be marked in pictures of its trace: evidence comes most telling first. A span that a
 * log line names comes after those that are stored, because it may be stored nowhere. Where the first fact is of a
 * service that left no span, nothing is marked: the spans of its neighbours are healthy.
 */
export function firstSpanIdOf(evidence: readonly Evidence[]): string | undefined {
  const [first] = evidence;
  const own = evidence.filter((fact) => !first || serviceOf(fact) === serviceOf(first));
  const spans = own.filter(({ kind }) => kind === 'span');
  return [...spans, ...own].map((fact) => idsOf(fact).spanId).find((id) => id);
}

function serviceOf(fact: Evidence): string | undefined {
  return fact.kind === 'span' || fact.kind === 'log' ? fact.service : undefined;
}

function idsOf(fact: Evidence): { traceId?: string | undefined; spanId?: string | undefined } {
  switch (fact.kind) {
    case 'span':
    case 'log':
    case 'message':
      return fact;
    case 'metric':
      return fact.exemplar ?? {};
    case 'config':
    case 'backend':
      return {};
  }
}
