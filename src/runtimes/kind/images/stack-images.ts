import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const ImagesSchema = z.looseObject({
  postgres: z.looseObject({ image: z.string().optional() }).optional(),
  rabbitmq: z.looseObject({ image: z.string().optional() }).optional(),
});

const OWN = resolve(import.meta.dirname, '../../../../labs/cluster/bookstore/values.yaml');

/** The images of Postgres and RabbitMQ: the chart's own, or those of the last values file that names one. */
export async function stackImages(valuesFiles: readonly string[]): Promise<string[]> {
  const files = await Promise.all(
    [OWN, ...valuesFiles].map(async (file) => ImagesSchema.parse(parse(await readFile(file, 'utf8')) ?? {})),
  );
  const last = (name: 'postgres' | 'rabbitmq') =>
    files
      .map((file) => file[name]?.image)
      .filter(Boolean)
      .at(-1);
  return [last('postgres'), last('rabbitmq')].filter((image) => image !== undefined);
}
