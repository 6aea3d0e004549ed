import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnvironment } from '#runtimes/setup/read-environment.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spanwise-environment-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  await writeFile(join(folder, 'environment.yaml'), text);
  return readEnvironment(folder, 'environment.yaml');
}

async function refused(text: string) {
  const found = await read(text);
  if (found.ok) throw new Error('it was taken');
  return { part: found.part, ...found.refusal };
}

test('values are texts, whatever YAML takes them for; a service may have none', async () => {
  expect(await read('orders:\n  OTEL_TRACES_SAMPLER_ARG: 0.1\n  DEBUG: true\ncatalog:\n')).toEqual({
    ok: true,
    variables: { orders: { OTEL_TRACES_SAMPLER_ARG: '0.1', DEBUG: 'true' }, catalog: {} },
  });
});

test('each mistake is told with the service, the line and what is expected', async () => {
  const told = [
    await refused('orders:\n  a b: 1\n'),
    await refused('catalog:\nshop:\n  A: 1\n'),
    await refused('orders: fast\n'),
    await refused('orders:\n  A: [1]\n'),
    await refused('orders:\n  DATABASE_URL: postgres://elsewhere\n'),
    await refused('storefront:\n  ORDERS_URL: http://elsewhere\n'),
    await refused('storefront:\n  LISTEN_ADDR: ":1"\n'),
    await refused('- orders\n'),
    await refused('orders: {\n'),
    await refused(''),
  ];
  expect(told).toMatchInlineSnapshot(`
    [
      {
        "line": 2,
        "message": "“a b” is no name of a variable; expected capital letters, digits and underscores",
        "part": "orders",
        "path": "orders.a b",
      },
      {
        "line": 2,
        "message": "there is no service “shop”; services are storefront, catalog, orders, payments-worker",
        "part": "storefront",
        "path": "shop",
      },
      {
        "line": 1,
        "message": "orders: expected variables and their values",
        "part": "orders",
        "path": "orders",
      },
      {
        "line": 2,
        "message": "A: expected a text or a number",
        "part": "orders",
        "path": "orders.A",
      },
      {
        "line": 2,
        "message": "DATABASE_URL belongs to the bench: it says where orders listens and what it reaches",
        "part": "orders",
        "path": "orders.DATABASE_URL",
      },
      {
        "line": 2,
        "message": "ORDERS_URL belongs to the bench: it says where storefront listens and what it reaches",
        "part": "storefront",
        "path": "storefront.ORDERS_URL",
      },
      {
        "line": 2,
        "message": "LISTEN_ADDR belongs to the bench: it says where storefront listens and what it reaches",
        "part": "storefront",
        "path": "storefront.LISTEN_ADDR",
      },
      {
        "message": "expected a service, then its variables; services are storefront, catalog, orders, payments-worker",
        "part": "storefront",
      },
      {
        "line": 2,
        "message": "Flow map in block collection must be sufficiently indented and end with a }",
        "part": "storefront",
      },
      {
        "message": "expected a service, then its variables; services are storefront, catalog, orders, payments-worker",
        "part": "storefront",
      },
    ]
  `);
});

test('a file that is not there is refused', async () => {
  expect(await readEnvironment(folder, 'nowhere.yaml')).toMatchObject({
    ok: false,
    refusal: { message: expect.stringContaining('ENOENT') as string },
  });
});
