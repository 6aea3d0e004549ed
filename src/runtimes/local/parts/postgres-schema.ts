import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

export const DATABASE = 'bookstore';
export const USER = 'bookstore';

/** Makes the database and applies every SQL file of the folder in name order; the files may be applied again. */
export async function applySchema(
  connect: (database: string) => Promise<pg.Client>,
  folder: string,
): Promise<void> {
  await using(await connect('postgres'), async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  await using(await connect(DATABASE), async (client) => {
    for (const name of files) {
      try {
        await client.query(await readFile(join(folder, name), 'utf8'));
      } catch (error) {
        throw new Error(`${name} could not be applied to the database: ${(error as Error).message}`);
      }
    }
  });
}

async function using(client: pg.Client, work: (client: pg.Client) => Promise<void>): Promise<void> {
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
