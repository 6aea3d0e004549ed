import { z } from 'zod';

/** Where a bench on Kubernetes runs and what it is made from. Everything has a default for a kind cluster of one's own. */
export const KindSettingsSchema = z.strictObject({
  cluster: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,40}$/, 'lower-case letters, digits, dots and hyphens')
    .describe('Name of the kind cluster; made when it is not there'),
  nodeImage: z
    .string()
    .min(1)
    .optional()
    .describe('Image of the node, for machines that cannot pull kind’s own'),
  clusterConfig: z
    .string()
    .min(1)
    .optional()
    .describe('A kind configuration file instead of labs/cluster/kind.yaml'),
  context: z
    .string()
    .min(1)
    .optional()
    .describe('An existing context of the user’s kubeconfig, used instead of making a cluster'),
  values: z
    .array(z.string().min(1))
    .describe(
      'Values files for the Bookstore’s chart, such as one with other images of Postgres and RabbitMQ',
    ),
  registry: z
    .string()
    .regex(
      /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*\/?$/,
      'a host, with a port and a path where it has them, in lower case and without https://',
    )
    .optional()
    .describe(
      'Where images are pushed for a cluster that is not kind, such as registry.example/team; its nodes pull from there',
    ),
  learner: z
    .string()
    .regex(
      /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/,
      'lower-case letters, digits and hyphens, at most 40, beginning with a letter',
    )
    .optional()
    .describe('Whose bench it is, on a cluster of many; the only learner has no name'),
});
export type KindSettings = z.infer<typeof KindSettingsSchema>;

const VARIABLES: Record<keyof KindSettings, string> = {
  cluster: 'SPANWISE_KIND_CLUSTER',
  nodeImage: 'SPANWISE_KIND_IMAGE',
  clusterConfig: 'SPANWISE_KIND_CONFIG',
  context: 'SPANWISE_KIND_CONTEXT',
  values: 'SPANWISE_KIND_VALUES',
  registry: 'SPANWISE_KIND_REGISTRY',
  learner: 'SPANWISE_LEARNER',
};

/** Settings from flags and environment, flags first; a string says what is wrong with them. */
export function readKindSettings(
  flags: Partial<Record<keyof KindSettings, string | undefined>>,
  env: NodeJS.ProcessEnv,
): KindSettings | string {
  const of = (key: keyof KindSettings) => flags[key] || env[VARIABLES[key]] || undefined;
  const read = KindSettingsSchema.safeParse({
    cluster: of('cluster') ?? 'spanwise',
    nodeImage: of('nodeImage'),
    clusterConfig: of('clusterConfig'),
    context: of('context'),
    values: (of('values') ?? '').split(',').filter(Boolean),
    registry: of('registry'),
    learner: of('learner'),
  });
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  const key = path[0] as keyof KindSettings;
  return `${VARIABLES[key]} (or its flag) is “${of(key)}”, which it cannot be: ${message}`;
}
