import type { HealthAnswer } from './ask-part.ts';

/** Alive and its dependencies answer; the reason a service gives for not being ready is passed on. */
export async function probeService(base: string, signal: AbortSignal): Promise<HealthAnswer> {
  const alive = await fetch(`${base}/healthz`, { signal });
  await alive.arrayBuffer();
  if (!alive.ok) return { ok: false, detail: `/healthz answers ${alive.status}` };
  const ready = await fetch(`${base}/readyz`, { signal });
  const body = (await ready.text()).trim();
  if (ready.ok) return { ok: true, detail: '/healthz and /readyz answer 200' };
  return {
    ok: false,
    waits: true,
    detail: `alive, but /readyz answers ${ready.status}: ${body.slice(0, 300)}`,
  };
}
