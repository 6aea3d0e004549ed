import { setTimeout as wait } from 'node:timers/promises';
import type { HealthAnswer } from '#runtimes/probes/ask-part.ts';
import { run } from '../../process/run.ts';
import type { KindSettings } from '../settings.ts';
import type { Connection } from './connection.ts';
import { exists } from './open-cluster.ts';
import { toolCommand } from './tool-command.ts';

/** Milliseconds between two questions. */
const EVERY = 2000;
/** Milliseconds for one question: a little less than the limit of kind/health.ts, so that the reason is the API's own. */
const LIMIT = 2800;

/** Asks the cluster's API whether it is well; a problem is the answer, never an error. */
export async function askCluster({ api }: Connection, signal: AbortSignal): Promise<HealthAnswer> {
  try {
    await api.get('/version', AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]));
    return { ok: true, detail: 'the Kubernetes API answers' };
  } catch (error) {
    const cause = ((error as Error).cause as Error | undefined) ?? (error as Error);
    const silent = cause.name === 'TimeoutError' || cause.name === 'AbortError';
    const why = silent ? `no answer within ${LIMIT} ms` : cause.message;
    return { ok: false, detail: `the Kubernetes API does not answer: ${why}` };
  }
}

/** Calls `notify` when the cluster stops answering, with the reason, and without one when it answers again, until `signal` aborts. */
export async function watchCluster(
  connection: Connection,
  settings: KindSettings,
  notify: (problem: string | undefined) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let misses = 0; ; ) {
    await wait(EVERY, undefined, { signal, ref: false });
    const answer = await askCluster(connection, signal);
    if (signal.aborted) return;
    misses = answer.ok ? 0 : misses + 1;
    if (answer.ok) notify(undefined);
    // A busy machine may miss one question; a check reports by its own probes what it meets meanwhile.
    else if (misses > 1) notify(await reasonOf(connection, settings, answer.detail, signal));
  }
}

/** Why a cluster does not answer, as far as the engine knows. */
async function reasonOf(
  { kind }: Connection,
  { context }: KindSettings,
  detail: string,
  signal: AbortSignal,
): Promise<string> {
  if (!kind) return `${detail} (context “${context}”)`;
  const there = await exists(kind, signal).catch((error: Error) => error);
  if (there instanceof Error) return `${detail}; ${there.message}`;
  if (!there) return `the kind cluster “${kind}” is gone: somebody deleted it. Restart makes a new one`;
  const format = ['--format', '{{.State.Status}}'];
  const command = toolCommand('docker', ['container', 'inspect', ...format, `${kind}-control-plane`]);
  const state = (await run(command, signal)).stdout.trim();
  return state === 'running' || !state
    ? detail
    : `the node of the kind cluster “${kind}” is ${state}. Restart starts it again`;
}
