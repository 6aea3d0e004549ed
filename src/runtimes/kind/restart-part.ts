import type { BenchPart } from '../parts.ts';
import type { Answer } from '../probe.ts';
import type { PartStatus } from '../runtime.ts';
import type { Context } from './context.ts';
import type { BuiltImage } from './images/built-images.ts';
import { provideImages } from './images/provide-images.ts';
import { stackImages } from './images/stack-images.ts';
import { untilStarted } from './pods/until-started.ts';
import type { Session } from './session.ts';
import { chartOf, refusalOf, removeWorkload, rollOut } from './workloads.ts';

interface Restart {
  context: Context;
  session: Session;
  /** What has been built so far. */
  images: () => BuiltImage[];
  probe: (part: BenchPart, signal: AbortSignal) => Promise<Answer>;
  /** Installs a chart again, which makes what was deleted. */
  install: (chart: 'tracing' | 'bookstore', signal: AbortSignal) => Promise<void>;
}

/**
 * Gives a part a new pod from its newest image. With `mend` what makes the pod is made anew from the chart as well,
 * since a hand may have changed it; data in volumes stays.
 */
export async function restartPart(
  restart: Restart,
  part: BenchPart,
  { mend }: { mend: boolean },
  signal: AbortSignal,
): Promise<PartStatus> {
  const { context, session, probe, install } = restart;
  const { api } = session.connection;
  const before = session.pods.of(part)?.start;
  const image = await provide(restart, part, signal);
  if (mend) await removeWorkload(api, context.namespaces, part, signal);
  if (mend || !(await rollOut(api, context.namespaces, part, image, signal)))
    await install(chartOf(part), signal);
  return untilStarted({
    part,
    before,
    pods: session.pods,
    states: session.states,
    told: session.told,
    probe: (until) => probe(part, until),
    refusal: (until) => refusalOf(api, context.namespaces, part, until),
    signal,
  });
}

/** Sees to it that the node has the part's image; gives its name where it is made here. */
async function provide(
  { context, session, images }: Restart,
  part: BenchPart,
  signal: AbortSignal,
): Promise<string | undefined> {
  const at = { kind: session.connection.kind, registry: context.settings.registry };
  if (part === 'postgres' || part === 'rabbitmq') {
    const ready = await stackImages(context.settings.values);
    await provideImages(at, { made: [], ready }, signal);
    return undefined;
  }
  const built = images().find(({ name }) => name === part);
  if (!built) throw new Error(`${part} has not been built yet`);
  await provideImages(at, { made: [built] }, signal);
  return built.image;
}
