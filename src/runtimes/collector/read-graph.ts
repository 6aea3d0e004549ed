import { z } from 'zod';
import { run } from '../process/run.ts';
import type { CollectorGraph } from '../runtime.ts';
import type { CollectorCommand } from './validate-collector.ts';

/**
 * Asks a Collector program how it reads these files: merged, variables filled in, defaults added. Its `print-config` names
 * a feature gate that the pinned version does not have; it answers without.
 */
export async function readGraph(
  { program, configFiles, env, cwd }: CollectorCommand,
  signal: AbortSignal,
): Promise<CollectorGraph | undefined> {
  if (!program) return undefined;
  // A running configuration was judged before; the text names secrets only as “[REDACTED]”.
  const args = ['print-config', '--format=json', '--validate=false'];
  args.push(...configFiles.flatMap((file) => ['--config', file]));
  const result = await run({ file: program, args, env, cwd }, signal);
  if (result.code !== 0) return undefined;
  const { service, ...components } = PrintedSchema.parse(JSON.parse(result.stdout));
  return { ...components, pipelines: service.pipelines, addresses: addressesIn(env) };
}

function addressesIn(env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => /_(ADDRESS|URL)$/.test(name)));
}

/** The Collector writes null for an empty mapping or list. */
const ComponentsSchema = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((found) => found ?? {});
const NamesSchema = z
  .array(z.string())
  .nullish()
  .transform((found) => found ?? []);

/** What `print-config --format=json` prints, as far as a graph needs it. */
const PrintedSchema = z.object({
  receivers: ComponentsSchema,
  processors: ComponentsSchema,
  exporters: ComponentsSchema,
  connectors: ComponentsSchema,
  service: z.object({
    pipelines: z.record(
      z.string(),
      z.object({ receivers: NamesSchema, processors: NamesSchema, exporters: NamesSchema }),
    ),
  }),
});
