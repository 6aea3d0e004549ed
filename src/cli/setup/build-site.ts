import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeTool } from './node-tool.ts';
import { runTool, type ToolOptions, type ToolRun } from './run-tool.ts';
import { siteFingerprint } from './site-fingerprint.ts';

/** Builds the course's pages into dist/. It changes places with the old one at the end, so that readers see no gap. */
export async function buildSite(root: string, options: Omit<ToolOptions, 'cwd' | 'env'>): Promise<ToolRun> {
  const fingerprint = siteFingerprint(root);
  const draft = join(root, '.astro', `dist-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  const env = { ASTRO_TELEMETRY_DISABLED: '1', ASTRO_DEV_BACKGROUND: '0', ASTRO_PREVIEW_BACKGROUND: '0' };
  const [node, args] = nodeTool(root, 'node_modules/astro/bin/astro.mjs', 'build', '--outDir', draft);
  const built = await runTool(node, args, { ...options, cwd: root, env });
  if (built.ok) {
    writeFileSync(join(draft, '.built-from'), `${fingerprint}\n`);
    changePlaces(draft, join(root, 'dist'));
  }
  rmSync(draft, { recursive: true, force: true });
  return built;
}

function changePlaces(draft: string, dist: string): void {
  const old = `${draft}-old`;
  mkdirSync(dist, { recursive: true });
  renameSync(dist, old);
  renameSync(draft, dist);
  rmSync(old, { recursive: true, force: true });
}
