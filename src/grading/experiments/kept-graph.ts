import { z } from 'zod';

const Components = z.record(z.string(), z.unknown());
const Names = z.array(z.string());

/** How the Collector reads its files, as an observation keeps it. */
export const KeptGraphSchema = z.strictObject({
  pipelines: z.record(z.string(), z.strictObject({ receivers: Names, processors: Names, exporters: Names })),
  ...{ receivers: Components, processors: Components, exporters: Components, connectors: Components },
  addresses: z.record(z.string(), z.string()).describe('What the Collector was given, by variable'),
});
