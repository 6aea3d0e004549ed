import { join } from 'node:path';
import { buildTool } from '#runtimes/go/build-tool.ts';
import { optionalToolsIn } from '#runtimes/go/optional-tools.ts';
import { type ToolOf, toolsIn } from '#runtimes/go/tool.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { buildSite } from '#server/site/build-site.ts';
import { isSiteCurrent, siteHash } from '#server/site/site-state.ts';
import { type Suite, type SuiteResult, suiteFailed } from './suite.ts';

const STACK_SUITES = ['faults', 'labs', 'e2e', 'kind'];
const WHOLE_STACK_SUITES = ['faults', 'kind'];
const SITE_SUITES = ['e2e'];

/** Builds what the chosen suites need and is not there: the pages, and the stack's Go programs in the cache. */
export async function prepare(
  suites: readonly Suite[],
  root: string,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const chosen = (names: string[]) => suites.some(({ name }) => names.includes(name));
  const stack = join(root, 'labs/stack');
  try {
    if (chosen(SITE_SUITES) && !isSiteCurrent(root, siteHash(root))) await site(root, signal);
    if (chosen(STACK_SUITES)) await build(toolsIn(stack), signal);
    if (chosen(WHOLE_STACK_SUITES)) await build(optionalToolsIn(stack), signal);
    return { passed: 0, failed: [], skipped: [] };
  } catch (error) {
    return suiteFailed('preparation', error instanceof Error ? error.message : String(error));
  }
}

async function site(root: string, signal: AbortSignal): Promise<void> {
  await timed('Building the pages', async () => {
    const failure = await buildSite({ repository: root, signal });
    if (failure !== undefined) throw new Error(`The pages could not be built:\n${failure.slice(-3000)}`);
  });
}

async function build(tools: readonly ToolOf[], signal: AbortSignal): Promise<void> {
  const folders = chooseFolders({ port: 0 });
  for (const tool of tools) {
    await timed(
      `${tool.title} (a first time takes about ${Math.round(tool.typicalMs / 60_000)} min)`,
      (tell) =>
        buildTool(tool, {
          cacheFolder: folders.cache,
          instance: 'test',
          onStart: () => {},
          onDetail: tell,
          signal,
        }),
    );
  }
}

/** Says what is being built, how far it is every 20 seconds, and how long it took. */
async function timed(
  title: string,
  job: (tell: (detail: string) => void) => Promise<unknown>,
): Promise<void> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  let detail = '';
  const timer = setInterval(() => console.log(`${title} … ${seconds()} s${detail && `, ${detail}`}`), 20_000);
  try {
    await job((text) => {
      detail = text;
    });
  } finally {
    clearInterval(timer);
  }
  if (seconds() > 0) console.log(`${title}: done in ${seconds()} s`);
}
