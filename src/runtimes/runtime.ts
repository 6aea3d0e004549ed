import type { Endpoints } from '#system/endpoints.ts';
import type { OptionalPart, Part, Service } from '#system/part-names.ts';
import type { RuntimeName } from '#system/runtime-name.ts';

/** Something the machine must have, and the command that helps when it is missing. */
export interface Requirement {
  name: string;
  ok: boolean;
  /** Version found, or why it does not do. */
  detail: string;
  /** The one command that helps; absent when `ok`. */
  fix?: string;
}

/** One named phase of a longer job, with elapsed and usual time in milliseconds. */
export interface Phase {
  id: string;
  title: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  elapsed: number;
  /** What it usually takes, from the last run on this machine or from measured defaults. */
  usual?: number;
  detail?: string;
}
export type Progress = (phase: Phase) => void;

/** `dead`: ended without being asked to. `failed`: could not be built or started. */
export type PartState = 'absent' | 'building' | 'starting' | 'ready' | 'stopped' | 'failed' | 'dead';

export interface PartStatus {
  part: Part;
  state: PartState;
  /** Grows by one with every start. A check that sees it change knows that the part was restarted under it. */
  generation: number;
  /** Why it is not ready: the exit code or signal, the last log line, the missing tool. */
  reason?: string;
  /** How the last process of this part ended, if it ended by itself. */
  lastExit?: { code: number | null; signal: string | null; time: number; afterReady: boolean };
  /** How the last process of this part ended that was asked to end, where the runtime saw it. */
  lastStop?: { code: number | null; signal: string | null; time: number };
  /** Milliseconds since the Unix epoch. */
  since: number;
  /** Services only: does the running program match the workspace's sources? */
  build?: { state: 'current' | 'stale' | 'building' | 'failed'; errors: CompileError[] };
  /** Resident memory in bytes, where known. */
  memory?: number;
}

/** The answer of an active probe (HTTP, SQL, AMQP) sent now, not a remembered state. */
export interface PartHealth {
  part: Part;
  ok: boolean;
  detail: string;
  /** It answers, and says itself that it is not ready: it waits for something it depends on. */
  waits?: boolean;
}

/** `file` is relative to the workspace; line and column count from 1. */
export interface CompileError {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** What a bench runs besides the programs of its services; a lab's setup is of this shape. Paths are relative to the workspace. */
export interface Setup {
  /** The Collector's configuration; without it the bench's own runs. */
  collector?: string | undefined;
  /** More variables for the services. */
  environment?: string | undefined;
  /** Parts of the stack that not every bench runs. */
  parts: readonly OptionalPart[];
}

/** What became of a workspace and its setup on their way to what runs; `restarted` names what was started again. */
export type ApplyResult =
  | { status: 'ok'; restarted: Part[] }
  /** A file of the setup is refused. `line` counts from 1; `path` is where in the file, in the words of the part. */
  | { status: 'does-not-configure'; part: Part; file: string; line?: number; path?: string; message: string }
  | { status: 'does-not-build'; service: Service; errors: CompileError[]; output: string }
  | {
      status: 'does-not-start';
      service: Service;
      lastLines: string[];
      exit: { code: number | null; signal: string | null } | null;
    }
  /**
   * The environment, not the edit: no Go, disk full, a dependency of the service is down. `service` is the one that does
   * not run as edited, absent where none was tried; `part` is at fault, absent where it is the service or no part.
   */
  | { status: 'broken'; service?: Service; part?: Part; reason: string };

/** A Collector's configuration with variables filled in and defaults added; durations are nanoseconds. */
export interface CollectorGraph {
  /** By id, each list in its order. */
  pipelines: Record<string, { receivers: string[]; processors: string[]; exporters: string[] }>;
  /** The settings of each component by its id, in a pipeline or not. */
  receivers: Record<string, unknown>;
  processors: Record<string, unknown>;
  exporters: Record<string, unknown>;
  connectors: Record<string, unknown>;
  /** The addresses that it was given, by the variables that a file names them with: `TEMPO_OTLP_ADDRESS`. */
  addresses: Record<string, string>;
}

/** One line of a part's log. `fields` is there when the line is a JSON object (the services' slog lines). */
export interface LogLine {
  part: Part;
  /** Milliseconds since the Unix epoch, when the runtime received it. */
  time: number;
  /** When its program wrote it, where somebody kept that: the same however often the line is read. */
  written?: number;
  text: string;
  /** Which start of the part wrote it, as PartStatus counts them; absent for what was written about the part. */
  generation?: number;
  fields?: Record<string, unknown>;
}

/** `up` could not bring the bench up; the message says why and what helps. Parts that run go on running. */
export class BenchNotUp extends Error {}

/** From the first look at the machine to the end of the bench. */
export interface Lifecycle {
  readonly name: RuntimeName;
  /** What is missing on this machine, and the command that fixes it. */
  check(signal: AbortSignal): Promise<Requirement[]>;
  /**
   * Builds what is not built and starts every part; phases go to `progress`. Services come from `workspace`. The
   * `optional` parts follow in the background: the promise does not wait for them, `status` tells of them at once.
   */
  up(
    workspace: string,
    progress: Progress,
    signal: AbortSignal,
    optional?: readonly OptionalPart[],
  ): Promise<void>;
  /**
   * Builds and starts further optional parts in the background, the last ones that were asked for first; does nothing for
   * those that this bench runs already. `status` tells of them at once.
   */
  add(parts: readonly OptionalPart[], progress: Progress): void;
  /** Ends everything this runtime started, and nothing else. A second call does nothing. */
  down(): Promise<void>;
}

/** The parts that run, one by one. */
export interface Parts {
  /** The state now of every part that this bench runs. */
  status(): PartStatus[];
  /** Calls back on every change until `signal` aborts. */
  watch(listener: (status: PartStatus) => void, signal: AbortSignal): void;
  /** Asks every part, actively, whether it answers; never longer than about 1.5 s in all, 3 s on a cluster. */
  health(signal: AbortSignal): Promise<PartHealth[]>;
  /** Stops and starts one part. Resolves when it is ready or has failed; a part that this bench does not run stays absent. */
  restart(part: Part, signal: AbortSignal): Promise<PartStatus>;
}

/** The learner's work on its way into what runs. */
export interface Apply {
  /**
   * Makes the bench run `workspace` as `setup` says: builds and restarts the services whose sources or variables differ
   * from what runs, and restarts the Collector where its configuration does; does nothing for the others. Without a file
   * in the setup, the bench's own comes back.
   */
  apply(workspace: string, setup: Setup, signal: AbortSignal): Promise<ApplyResult>;
  /** A file was written: compares the sources with what runs at once, which otherwise happens about once a second. */
  lookAtSources(): void;
  /** What the Collector runs, as it reads its files; undefined where its program cannot be asked on this machine. */
  collectorGraph(signal: AbortSignal): Promise<CollectorGraph | undefined>;
}

/** Where the parts are reached, and how long a span is on its way to them. */
export interface Addresses {
  /** How long the services' span processors wait before a batch leaves, in milliseconds (OTEL_BSP_SCHEDULE_DELAY). */
  readonly exportDelay: number;
  endpoints(): Endpoints;
  /** RabbitMQ's address with the services' login in it: for the server alone, no page and no terminal is told. */
  brokerUrl(): Promise<string>;
  /** Postgres's address with the services' login in it, likewise. */
  databaseUrl(): Promise<string>;
  /** Variables for the learner's terminals, such as STOREFRONT_URL and TEMPO_URL. */
  env(): Record<string, string>;
}

/** What the parts write. */
export interface PartLogs {
  /** The newest lines of a part's log, oldest first. */
  logs(part: Part): LogLine[];
  /** Calls back with every new line of any part until `signal` aborts. */
  followLogs(listener: (line: LogLine) => void, signal: AbortSignal): void;
}

/**
 * One learner's running system. `local` and `kind` implement it with mirrored files. Methods reject only on
 * abort or a defect; what a learner can cause or mend comes back as a value, or in `up` as BenchNotUp.
 */
export interface Runtime extends Lifecycle, Parts, Apply, Addresses, PartLogs {}
