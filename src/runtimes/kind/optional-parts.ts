import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';
import { inPhase } from '../phase.ts';
import { isOptional } from '../probes/is-optional.ts';
import { reasonUnlessReady } from '../probes/reason-unless-ready.ts';
import type { PartState, PartStatus, Progress } from '../runtime.ts';
import { startPhase } from '../start-phase.ts';
import { imageOnCluster } from './charts/image-on-cluster.ts';
import { workloadPath } from './charts/workloads.ts';
import type { Api } from './cluster/api.ts';
import type { KindContext } from './context.ts';
import type { BuiltImage } from './images/built-images.ts';
import { imageOf } from './images/image.ts';
import type { PodPart } from './pods/pod-part.ts';
import type { Replacement } from './pods/replacement.ts';
import { startMarks } from './start-marks.ts';

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
  /** Builds and starts those chosen, or some of them, in the background, once an earlier call has come to its end. */
  begin(progress: Progress, signal: AbortSignal, parts?: readonly OptionalPart[]): void;
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
  /** The status of a part's pods. */
  podStatus: (part: OptionalPart) => PartStatus;
  onChange: (part: OptionalPart) => void;
}

/** Keeps the optional parts of one bench; nothing is built or started yet. */
export function optionalParts({ context, build, start, podStatus, onChange }: Using): OptionalParts {
  let chosen: readonly OptionalPart[] = [];
  let report: Progress = () => undefined;
  let background: Promise<void> = Promise.resolve();
  const programs = new Map<OptionalPart, string>();
  /** Parts whose image the nodes can have. */
  const provided = new Set<OptionalPart>();
  const marks = startMarks(podStatus);

  const imageIn = (part: OptionalPart, program: string) => imageOf(part, program, context.settings.registry);
  const mark = (part: OptionalPart, state: PartState, reason?: string) => {
    marks.set(part, state, reason);
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
  const startNow = async (part: OptionalPart, change: Replacement, signal: AbortSignal) => {
    mark(part, 'starting');
    const status = await start(part, change, signal);
    marks.clear(part);
    // No pod would ever tell why.
    if (status.state === 'failed' && podStatus(part).state === 'absent') mark(part, 'failed', status.reason);
    onChange(part);
    return status;
  };
  const bringUp = (part: OptionalPart, change: Replacement, signal: AbortSignal) =>
    inPhase(report, startPhase(part, 'kind'), () => startNow(part, change, signal), reasonUnlessReady);
  // One after the other, since each build uses every core; what is built need not wait for the next build.
  const bringUpAll = async (parts: readonly OptionalPart[], signal: AbortSignal) => {
    const starts: Promise<unknown>[] = [];
    for (const part of parts) if (await prepare(part, signal)) starts.push(bringUp(part, 'reuse', signal));
    await Promise.all(starts);
  };
  const imageFor = async (part: OptionalPart, api: Api, signal: AbortSignal) => {
    const program = programs.get(part);
    if (provided.has(part) && program) return imageIn(part, program);
    return imageOnCluster(api, workloadPath(part, context.namespaces), signal);
  };
  return {
    chosen: () => chosen,
    choose(parts) {
      chosen = OPTIONAL.filter((part) => parts.includes(part));
    },
    images: () => [...programs].map(([name, program]) => ({ name, image: imageIn(name, program), program })),
    forget: () => provided.clear(),
    provided: (part) => void (isOptional(part) && provided.add(part)),
    async switchedOn(api, signal) {
      const found = await Promise.all(
        chosen.map(async (part) => [part, await imageFor(part, api, signal)] as const),
      );
      return new Map(found.flatMap(([part, image]) => (image ? [[part, image] as const] : [])));
    },
    withMark: marks.on,
    begin(progress, signal, parts) {
      report = progress;
      background = background
        .then(() => {
          signal.throwIfAborted();
          return bringUpAll(parts ?? chosen, signal);
        })
        // Only an abort comes here; everything else is in the state of its part.
        .catch(() => undefined);
    },
    async retry(part, signal) {
      const state = marks.stateOf(part);
      if (!chosen.includes(part) || state === 'building' || state === 'starting') return;
      if (await prepare(part, signal)) await bringUp(part, 'recreate', signal);
    },
    idle: () => background,
  };
}
