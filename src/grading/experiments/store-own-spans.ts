import { exportSpans, type OwnSpan } from '#telemetry/otlp/export-span.ts';

/**
 * Sends our own spans straight to Tempo: what the Collector does with a span may be what the learner works on. A busy
 * machine may take longer than an answer is waited for. A span that is sent twice is stored as the same.
 */
export async function storeOwnSpans(
  tempoOtlp: string,
  own: readonly OwnSpan[],
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; attempt < STORE_ATTEMPTS; attempt += 1) {
    const { ok } = await exportSpans(tempoOtlp, own, signal, 'Tempo');
    if (ok) return;
  }
}

/** At 1.5 s each, as long as the slowest checkout may take. A store that takes nothing in that time is said to be broken. */
const STORE_ATTEMPTS = 4;
