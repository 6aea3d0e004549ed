import { buildShop } from '../go/build-shop.ts';
import type { Programs } from '../go/programs.ts';
import type { Tool } from '../go/tool.ts';
import { buildToolInPhase } from '../go/tool-phase.ts';
import { type BenchPart, SERVICES } from '../parts.ts';
import { inPhase } from '../phase.ts';
import type { PartStatus, Progress } from '../runtime.ts';
import type { Context } from './context.ts';
import type { Supervisor } from './supervisor.ts';

interface StartOrder {
  context: Context;
  supervisors: Record<BenchPart, Supervisor>;
  programs: Programs;
  tools: Tool[];
  /** Called with a tool's program as soon as it is in the cache. */
  onTool: (id: Tool['id'], program: string) => void;
  progress: Progress;
  signal: AbortSignal;
}

const TITLES = {
  postgres: 'Start Postgres',
  rabbitmq: 'Start RabbitMQ',
  tempo: 'Start Tempo',
  collector: 'Start the Collector',
};
const USUAL: Record<keyof typeof TITLES, number> = {
  postgres: 1500,
  rabbitmq: 4500,
  tempo: 1000,
  collector: 800,
};

/**
 * Brings everything up: Postgres and RabbitMQ start while Go builds, one program after the other (each build uses
 * every core), and what is built starts at once. Resolves when all have started or failed.
 */
export async function startInOrder(order: StartOrder, workspace: string): Promise<void> {
  const foundations = Promise.all([startPart(order, 'postgres'), startPart(order, 'rabbitmq')]);
  const shopBuilt = buildShop({ ...order, cacheFolder: order.context.folders.cache }, workspace);
  const shopStarted = Promise.all([foundations, shopBuilt]).then(() => startShop(order));
  const toolsStarted = shopBuilt.then(() => buildAndStartTools(order));
  const ended = await Promise.allSettled([foundations, shopStarted, toolsStarted]);
  order.signal.throwIfAborted();
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

async function buildAndStartTools(order: StartOrder): Promise<void> {
  const starts: Promise<unknown>[] = [];
  for (const tool of order.tools) {
    if (await prepareTool(order, tool)) starts.push(startPart(order, tool.id));
  }
  await Promise.all(starts);
}

function startPart(order: StartOrder, part: keyof typeof TITLES): Promise<PartStatus> {
  return inPhase(
    order.progress,
    { id: `start-${part}`, title: TITLES[part], usual: USUAL[part] },
    () => order.supervisors[part].start(order.signal),
    reasonUnlessReady,
  );
}

async function prepareTool(order: StartOrder, tool: Tool): Promise<boolean> {
  const { context, progress, signal } = order;
  const supervisor = order.supervisors[tool.id];
  try {
    if (supervisor.status().state !== 'ready') supervisor.mark('building');
    order.onTool(tool.id, await buildToolInPhase(context, tool, progress, signal));
    return true;
  } catch (error) {
    signal.throwIfAborted();
    supervisor.mark('failed', (error as Error).message);
    return false;
  }
}

async function startShop({ programs, supervisors, progress, signal }: StartOrder): Promise<void> {
  await inPhase(
    progress,
    { id: 'start-services', title: 'Start the Bookstore', usual: 1000 },
    () =>
      Promise.all(
        SERVICES.map(async (service) => {
          if (programs.isBuilt(service)) return supervisors[service].start(signal);
          supervisors[service].mark('failed', 'it could not be built');
          return supervisors[service].status();
        }),
      ),
    (results) => results.map(reasonUnlessReady).find(Boolean),
  );
}

function reasonUnlessReady(status: PartStatus): string | undefined {
  return status.state === 'ready'
    ? undefined
    : `${status.part} is ${status.state}: ${status.reason ?? 'no reason known'}`;
}
