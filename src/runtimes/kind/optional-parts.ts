import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';
import { inPhase } from '../phase.ts';
import { isOptional } from '../probes/is-optional.ts';
import { reasonUnlessReady } from '../probes/reason-unless-ready.ts';
import type { PartStatus, Progress } from '../runtime.ts';
import { startPhase } from '../start-phase.ts';
import { imageOnCluster } from './charts/image-on-cluster.ts';
import { workloadPath } from './charts/workloads.ts';
import type { Api } from './cluster/api.ts';
import type { KindContext } from './context.ts';
import type { BuiltImage } from './images/built-images.ts';
import { imageOf } from './images/image.ts';
import type { PodPart } from './pods/pod-part.ts';
import type { Replacement } from './pods/replacement.ts';

/** The parts that only some labs need: which of them this bench runs, and their start behind everything else. */
export interface OptionalParts {
  chosen(): readonly OptionalPart[];
  choose(parts: readonly OptionalPart[]): void;
  /** Those whose programs are there. */
  images(): BuiltImage[];
  /** Called when a cluster was opened, whose nodes may have no image yet. */
  forget(): void;
  /** Called when the nodes can have a part's image: from then on the chart may ask for it. */
  provided(part: PodPart): void;
  /** Those the chart is to switch on: they can be had, or run since an earlier start. */
  switchedOn(api: Api, signal: AbortSignal): Promise<Map<OptionalPart, string>>;
  /** The state with what the cluster cannot know: that the program is being built, or why there is no pod. */
  withMark(status: PartStatus): PartStatus;
  /** Builds and starts those chosen, in the background, once an earlier call has come to its end. */
  begin(progress: Progress, signal: AbortSignal): void;
  /** Builds and starts one whose program is not there; does nothing while it is on its way. */
  retry(part: OptionalPart, signal: AbortSignal): Promise<void>;
  /** Resolves when nothing goes on in the background. */
  idle(): Promise<void>;
}

interface Using {
  context: Pick<KindContext, 'settings' | 'namespaces'>;
  /** Gives the part's program, built where it is not in the cache; rejects with the reason. */
  build: (part: OptionalPart, progress: Progress, signal: AbortSignal) => Promise<string>;
  /** Brings the image to the nodes and the part up; what goes wrong is in the state it gives. */
  start: (part: OptionalPart, change: Replacement, signal: AbortSignal) => Promise<PartStatus>;
  /** What its pods tell of a part. */
  seen: (part: OptionalPart) => PartStatus;
  onChange: (part: OptionalPart) => void;
}

/** Keeps the optional parts of one bench; nothing is built or started yet. */
export function optionalParts({ context, build, start, seen, onChange }: Using): OptionalParts {
  let chosen: readonly OptionalPart[] = [];
  let report: Progress = () => undefined;
  let going: Promise<void> = Promise.resolve();
  const programs = new Map<OptionalPart, string>();
  const there = new Set<OptionalPart>();
  /** Each good for the start it was made at: a pod that comes later speaks for itself. */
  const marks = new Map<OptionalPart, Pick<PartStatus, 'state' | 'reason' | 'since' | 'generation'>>();

  const imageIn = (part: OptionalPart, program: string) => imageOf(part, program, context.settings.registry);
  const mark = (part: OptionalPart, state: PartStatus['state'], reason?: string) => {
    const { generation, state: known } = seen(part);
    if (known !== 'ready')
      marks.set(part, { state, generation, since: Date.now(), ...(reason && { reason }) });
    onChange(part);
  };
  const prepare = async (part: OptionalPart, signal: AbortSignal): Promise<boolean> => {
    try {
      mark(part, 'building');
      programs.set(part, await build(part, report, signal));
      return true;
    } catch (error) {
      signal.throwIfAborted();
      mark(part, 'failed', (error as Error).message);
      return false;
    }
  };
  const bringUp = (part: OptionalPart, change: Replacement, signal: AbortSignal) =>
    inPhase(
      report,
      startPhase(part, 'kind'),
      async () => {
        mark(part, 'starting');
        const status = await start(part, change, signal);
        marks.delete(part);
        // No pod would ever tell why.
        if (status.state === 'failed' && seen(part).state === 'absent') mark(part, 'failed', status.reason);
        onChange(part);
        return status;
      },
      reasonUnlessReady,
    );
  // One after the other, since each build uses every core; what is built need not wait for the next build.
  const bringUpAll = async (signal: AbortSignal) => {
    const starts: Promise<unknown>[] = [];
    for (const part of chosen) if (await prepare(part, signal)) starts.push(bringUp(part, 'reuse', signal));
    await Promise.all(starts);
  };
  return {
    chosen: () => chosen,
    choose(parts) {
      chosen = OPTIONAL.filter((part) => parts.includes(part));
    },
    images: () => [...programs].map(([name, program]) => ({ name, image: imageIn(name, program), program })),
    forget: () => there.clear(),
    provided: (part) => void (isOptional(part) && there.add(part)),
    async switchedOn(api, signal) {
      const found = await Promise.all(
        chosen.map(async (part) => {
          const program = programs.get(part);
          const image =
            there.has(part) && program
              ? imageIn(part, program)
              : await imageOnCluster(api, workloadPath(part, context.namespaces), signal);
          return [part, image] as const;
        }),
      );
      return new Map(found.flatMap(([part, image]) => (image ? [[part, image] as const] : [])));
    },
    withMark(status) {
      const marked = isOptional(status.part) ? marks.get(status.part) : undefined;
      return marked?.generation === status.generation && status.state !== 'ready'
        ? { ...status, ...marked }
        : status;
    },
    begin(progress, signal) {
      report = progress;
      going = going
        .then(() => {
          signal.throwIfAborted();
          return bringUpAll(signal);
        })
        // Only an abort comes here; everything else is in the state of its part.
        .catch(() => undefined);
    },
    async retry(part, signal) {
      const state = marks.get(part)?.state;
      if (!chosen.includes(part) || state === 'building' || state === 'starting') return;
      if (await prepare(part, signal)) await bringUp(part, 'recreate', signal);
    },
    idle: () => going,
  };
}
