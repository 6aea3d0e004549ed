import type { Evidence } from './verdict.ts';

/** Ids of the traces that facts are about, most telling first, each once. */
export function traceIdsOf(evidence: readonly Evidence[]): string[] {
  const ids = evidence.map((fact) => idsOf(fact).traceId ?? '');
  return [...new Set(ids)].filter((id) => id !== '');
}

/**
 * The span a verdict is about, to be marked in pictures of its trace: evidence comes most telling first. A span that a
 * log line names comes after those that are stored, because it may be stored nowhere.
 */
export function firstSpanIdOf(evidence: readonly Evidence[]): string | undefined {
  const spans = evidence.filter(({ kind }) => kind === 'span');
  return [...spans, ...evidence].map((fact) => idsOf(fact).spanId).find((id) => id);
}

function idsOf(fact: Evidence): { traceId?: string; spanId?: string } {
  switch (fact.kind) {
    case 'span':
    case 'log':
      return fact;
    case 'metric':
      return fact.exemplar ?? {};
    case 'config':
    case 'backend':
      return {};
  }
}
