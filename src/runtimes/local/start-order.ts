import { SERVICES, STACK } from '#system/part-names.ts';
import { specOf } from '#system/spec-of.ts';
import { buildBookstore } from '../deploy/build-bookstore.ts';
import type { Programs } from '../deploy/programs.ts';
import type { Tool } from '../go/tool.ts';
import { inPhase } from '../phase.ts';
import { reasonUnlessReady } from '../probes/reason-unless-ready.ts';
import { prepareTool, type ToolStart } from './prepare-tool.ts';
import { startPart } from './start-part.ts';

interface StartOrder extends ToolStart {
  programs: Programs;
  tools: Tool[];
}

/**
 * Brings everything up: the stores start while Go builds, one program after the other (each build uses
 * every core), and what is built starts at once. Resolves when all have started or failed.
 */
export async function startInOrder(order: StartOrder, workspace: string): Promise<void> {
  const stores = STACK.filter((part) => specOf(part).kind === 'store');
  const storesStarted = Promise.all(stores.map((part) => startPart(order, part)));
  const bookstoreBuilt = buildBookstore({ ...order, cacheFolder: order.context.folders.cache }, workspace);
  const bookstoreStarted = Promise.all([storesStarted, bookstoreBuilt]).then(() => startBookstore(order));
  const toolsStarted = bookstoreBuilt.then(() => buildAndStartTools(order));
  const ended = await Promise.allSettled([storesStarted, bookstoreStarted, toolsStarted]);
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

async function startBookstore({ programs, supervisors, progress, signal }: StartOrder): Promise<void> {
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
