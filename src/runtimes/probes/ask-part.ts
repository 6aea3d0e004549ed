import { fetchProblem } from '#telemetry/clients/fetch-problem.ts';

/** The answer of one probe. */
export interface HealthAnswer {
  ok: boolean;
  detail: string;
  /** It is alive, and says itself that it waits for something it depends on. */
  waits?: boolean;
}

/** Runs a part's probe with a time limit; a probe that throws or does not come back is an answer too. */
export async function probeWithin(
  plan: { probe(signal: AbortSignal): Promise<HealthAnswer> },
  limit: number,
  signal: AbortSignal,
): Promise<HealthAnswer> {
  const timer = AbortSignal.timeout(limit);
  const both = AbortSignal.any([signal, timer]);
  const expired = new Promise<HealthAnswer>((resolve) => {
    both.addEventListener('abort', () => resolve({ ok: false, detail: `no answer within ${limit} ms` }), {
      once: true,
    });
  });
  const asked = plan.probe(both).catch((error: unknown): HealthAnswer => {
    return { ok: false, detail: timer.aborted ? `no answer within ${limit} ms` : fetchProblem(error) };
  });
  const answer = await Promise.race([asked, expired]);
  signal.throwIfAborted();
  return answer;
}

/** The status with which Tempo, Loki and others say that they run and are not ready. */
const UNAVAILABLE = 503;

/** Asks an HTTP address; any status below 300 is a yes. */
export async function probeHttp(url: string, signal: AbortSignal): Promise<HealthAnswer> {
  const response = await fetch(url, { signal });
  const body = await response.text();
  return {
    ok: response.ok,
    detail: `${url} answers ${response.status}${response.ok ? '' : ` ${body.trim()}`}`,
    ...(response.status === UNAVAILABLE && { waits: true }),
  };
}
