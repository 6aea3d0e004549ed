import { setTimeout as wait } from 'node:timers/promises';
import type { HealthAnswer } from '#runtimes/probes/ask-part.ts';
import { isOptional } from '#runtimes/probes/is-optional.ts';
import type { PartStatus } from '#runtimes/runtime.ts';
import { specOf } from '#system/spec-of.ts';
import type { Install } from '../charts/charts.ts';
import { chartOf, refusalOf, removeWorkload, rollOut } from '../charts/workloads.ts';
import type { KindContext } from '../context.ts';
import type { BuiltImage } from '../images/built-images.ts';
import { provideImages } from '../images/provide-images.ts';
import { stackImages } from '../images/stack-images.ts';
import type { KindSession } from '../session.ts';
import type { PodPart } from './pod-part.ts';
import type { Replacement } from './replacement.ts';
import { untilStarted } from './until-started.ts';
import type { Pods } from './watch-pods.ts';

/** What replacing the pod of a part needs. */
export interface PartRestart {
  context: KindContext;
  session: KindSession;
  /** What has been built so far. */
  images: () => BuiltImage[];
  /** Told when the nodes can have the image of a part. */
  onProvided: (part: PodPart) => void;
  probe: (part: PodPart, signal: AbortSignal) => Promise<HealthAnswer>;
  install: Install;
}

/**
 * Milliseconds that a new pod of an optional part is given after it is ready: what the Collector sends to it is lost for
 * half a second, until the node has taken up its address. Nothing outside the Collector's pod can ask whether it has.
 */
const REACHABLE_AFTER = 1000;

/** Milliseconds that a container has to end in: its grace, which is 10 s at the most, and what a busy node needs to tell. */
const STOPS_WITHIN = 20_000;
/** Milliseconds between two looks at the pods that the watch keeps: no request is made. */
const LOOK_EVERY = 100;

/** Gives a part a pod from its newest image. */
export async function restartPart(
  restart: PartRestart,
  part: PodPart,
  wanted: Replacement,
  signal: AbortSignal,
): Promise<PartStatus> {
  const { context, session, probe, install } = restart;
  const { api } = session.connection;
  const pod = session.pods.of(part);
  const isStuck = pod?.state === 'failed' || pod?.state === 'dead';
  const change = wanted === 'reuse' && isStuck ? 'recreate' : wanted;
  const before = change === 'reuse' ? undefined : pod?.start;
  const image = await provide(restart, part, signal);
  restart.onProvided(part);
  if (change === 'recreate') {
    await removeWorkload(api, context.namespaces, part, signal);
    if (pod?.running) await untilStopped(session.pods, part, pod.uid, signal);
  }
  if (change !== 'rollout' || !(await rollOut(api, context.namespaces, part, image, signal)))
    await install(session, chartOf(part), signal);
  const status = await untilStarted({
    part,
    before,
    image,
    pods: session.pods,
    states: session.states,
    logsRead: session.logsRead,
    probe: (until) => probe(part, until),
    refusal: (until) => refusalOf(api, context.namespaces, part, until),
    signal,
  });
  const isNew = status.state === 'ready' && session.pods.of(part)?.start !== pod?.start;
  if (isOptional(part) && isNew) await wait(REACHABLE_AFTER, undefined, { signal });
  return status;
}

/**
 * Waits until the container of a pod that was asked to go has ended. A workload that is made anew does not wait for it by itself:
 * for some seconds two programs would answer, and what the old one sends as it ends would come after the part is ready again.
 */
async function untilStopped(pods: Pods, part: PodPart, uid: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + STOPS_WITHIN;
  while (pods.of(part)?.uid === uid && pods.stopOf(part)?.uid !== uid && performance.now() < until)
    await wait(LOOK_EVERY, undefined, { signal });
}

/** Sees to it that the node has the part's image; gives its name where it is made here. */
async function provide(
  { context, session, images }: PartRestart,
  part: PodPart,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { folders, settings } = context;
  const at = { kind: session.connection.kind, registry: settings.registry, folders };
  if (specOf(part).kind === 'store') {
    const ready = await stackImages(settings.values);
    await provideImages(at, { made: [], ready }, signal);
    return undefined;
  }
  const built = images().find(({ name }) => name === part);
  if (!built) throw new Error(`${part} has not been built yet`);
  await provideImages(at, { made: [built] }, signal);
  return built.image;
}
