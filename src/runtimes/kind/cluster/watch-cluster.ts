import { setTimeout as wait } from 'node:timers/promises';
import type { HealthAnswer } from '#runtimes/probes/ask-part.ts';
import { run } from '../../process/run.ts';
import type { KindSettings } from '../settings.ts';
import type { Connection } from './connection.ts';
import { exists } from './open-cluster.ts';
import { toolCommand } from './tool-command.ts';

/** Between two questions, and the most that one may take: milliseconds. */
const EVERY = 2000;
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

/** Tells when the cluster stops answering, with the reason, and when it answers again, until `signal` aborts. */
export async function watchCluster(
  connection: Connection,
  settings: KindSettings,
  tell: (problem: string | undefined) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let misses = 0; ; ) {
    await wait(EVERY, undefined, { signal, ref: false });
    const answer = await askCluster(connection, signal);
    if (signal.aborted) return;
    misses = answer.ok ? 0 : misses + 1;
    if (answer.ok) tell(undefined);
    // A busy machine may miss one question; what a check sees meanwhile is told by its own probes.
    else if (misses > 1) tell(await reasonOf(connection, settings, answer.detail, signal));
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
