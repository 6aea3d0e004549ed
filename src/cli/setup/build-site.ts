import { siteHash, stampSite } from '#server/start/site-state.ts';
import { nodeTool } from './node-tool.ts';
import { runTool, type ToolOptions, type ToolRun } from './run-tool.ts';

/** Builds the course's pages into dist/ and notes there what they were built from. */
export async function buildSite(root: string, options: Omit<ToolOptions, 'cwd' | 'env'>): Promise<ToolRun> {
  const hash = siteHash(root);
  const env = { ASTRO_TELEMETRY_DISABLED: '1', ASTRO_DEV_BACKGROUND: '0', ASTRO_PREVIEW_BACKGROUND: '0' };
  const [node, args] = nodeTool(root, 'node_modules/astro/bin/astro.mjs', 'build');
  const built = await runTool(node, args, { ...options, cwd: root, env });
  if (built.ok) stampSite(root, hash);
  return built;
}
