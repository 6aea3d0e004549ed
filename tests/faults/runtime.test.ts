import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTool } from '#cli/setup/run-tool.ts';
import { GO_ENV } from '#cli/test/go-suite.ts';
import { readGoTests } from '#cli/test/read-go-tests.ts';
import { createLocalRuntime } from '#runtimes/local/runtime.ts';
import type { Phase, Runtime } from '#runtimes/runtime.ts';
import { claimState, type StateClaim } from '#runtimes/state/claim.ts';
import { chooseFolders, type Folders } from '#runtimes/state/folders.ts';
import { readRecords } from '#runtimes/state/processes.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import { BENCH_PARTS, type Part, SERVICES } from '#system/part-names.ts';

const never = new AbortController().signal;
const bookstore = resolve(import.meta.dirname, '../../labs/bookstore');
const phases = new Map<string, Phase>();
let folders: Folders;
let claim: StateClaim;
let runtime: Runtime;
let workspace: string;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-faults-'));
  folders = chooseFolders({ port: 0, state: join(folder, 'state') });
  workspace = join(folder, 'workspace');
  cpSync(bookstore, workspace, { recursive: true });
  claim = await claimState(folders);
  runtime = await createLocalRuntime({ folders, instance: claim.instance });
  await runtime.up(workspace, (phase) => phases.set(phase.id, phase), never);
});

afterAll(async () => {
  await runtime?.down();
  claim?.release();
  await removeState(folders);
});

describe('the local runtime on the real stack', () => {
  test('brings up all eight parts, each phase done', async () => {
    const open = [...phases.values()].filter((phase) => phase.state !== 'done');
    expect(open).toEqual([]);
    expect(runtime.status().map(({ part, state }) => [part, state])).toEqual(
      BENCH_PARTS.map((part) => [part, 'ready']),
    );
    expect((await runtime.health(never)).filter((answer) => !answer.ok)).toEqual([]);
  });

  test('one checkout is one trace in Tempo', async () => {
    const traceId = await checkout();
    const found = await eventually(async () => {
      const response = await fetch(`${runtime.endpoints().tempo}/api/v2/traces/${traceId}`);
      const text = await response.text();
      return SERVICES.every((service) => text.includes(`"${service}"`));
    }, 5000);
    expect(found).toBe(true);
  });

  test.each([
    ['b-900', 'SELECT book_details'],
    ['b-910', 'INSERT orders'],
  ])('a checkout of %s is slow in its %s, whose text does not say why', async (book, name) => {
    const traceId = await checkout(book);
    let statements: OtlpSpan[] = [];
    const found = await eventually(async () => {
      statements = (await stored(traceId)).filter(({ attributes }) =>
        attributes.some(({ key }) => key === 'db.query.text'),
      );
      return statements.length === 2;
    }, 5000);
    expect(found).toBe(true);
    const slow = statements.filter(
      ({ startTimeUnixNano, endTimeUnixNano }) => Number(endTimeUnixNano) - Number(startTimeUnixNano) > 0.8e9,
    );
    expect(slow.map((span) => span.name)).toEqual([name]);
    expect(JSON.stringify(statements)).not.toMatch(/sleep|delay/);
  });

  test('the Bookstore’s queue does what it says on this RabbitMQ', async () => {
    const environment = readFileSync(`/proc/${pidOf('orders')}/environ`, 'utf8').split('\0');
    const url = environment.find((line) => line.startsWith('AMQP_URL='))!.slice('AMQP_URL='.length);
    const { output } = await runTool(
      'go',
      ['test', '-json', '-count=1', '-tags=rabbitmq', './internal/queue'],
      {
        cwd: bookstore,
        signal: never,
        env: { ...GO_ENV, BOOKSTORE_TEST_AMQP_URL: url },
      },
    );
    const { failed, skipped, passed } = readGoTests(output);
    expect({ failed, skipped }).toEqual({ failed: [], skipped: [] });
    const names = readFileSync(join(bookstore, 'internal/queue/rabbitmq_test.go'), 'utf8').match(
      /^func Test/gm,
    );
    expect(passed).toBeGreaterThan(names?.length ?? 0);
  });

  test.each(BENCH_PARTS)('kill -9 of %s is noticed with its reason and mended', async (part) => {
    const before = statusOf(part).generation;
    process.kill(pidOf(part), 'SIGKILL');
    expect(await eventually(async () => statusOf(part).state !== 'ready', 15_000)).toBe(true);
    expect(statusOf(part).lastExit).toMatchObject({ signal: 'SIGKILL', afterReady: true });
    expect(statusOf(part).reason).toContain('ended by SIGKILL');
    expect(await eventually(allHealthy, 90_000)).toBe(true);
    expect(statusOf(part)).toMatchObject({ state: 'ready', generation: before + 1 });
    await expect(checkout()).resolves.toMatch(/^[0-9a-f]{32}$/);
  });

  test.each(BENCH_PARTS)('%s stopped with SIGSTOP is the one health names', async (part) => {
    const pid = pidOf(part);
    process.kill(pid, 'SIGSTOP');
    try {
      // On a busy machine the signal may be followed after the answer that was on its way.
      await expect
        .poll(async () => (await runtime.health(never))[0], { timeout: 20_000 })
        .toMatchObject({ part, ok: false });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await eventually(allHealthy, 30_000)).toBe(true);
  });

  test('an edit is built and only the service it concerns is restarted', async () => {
    const file = join(workspace, 'internal/storefront/orders_client.go');
    const original = readFileSync(file, 'utf8');
    writeFileSync(file, `${original}\nvar answer = 42\n`);
    const generations = runtime.status().map(({ generation }) => generation);
    await expect(runtime.apply(workspace, plain, never)).resolves.toEqual({
      status: 'ok',
      restarted: ['storefront'],
    });
    const grown = runtime.status().filter(({ generation }, index) => generation !== generations[index]);
    expect(grown.map(({ part }) => part)).toEqual(['storefront']);
    await expect(runtime.apply(workspace, plain, never)).resolves.toEqual({
      status: 'ok',
      restarted: [],
    });
    writeFileSync(file, original);
    await runtime.apply(workspace, plain, never);
  });

  test('an edit that does not compile leaves the old program running and says where', async () => {
    const file = join(workspace, 'internal/storefront/orders_client.go');
    const original = readFileSync(file, 'utf8');
    writeFileSync(file, `${original}\nvar wrong int = "text"\n`);
    const line = original.split('\n').length + 1;
    const result = await runtime.apply(workspace, plain, never);
    expect(result).toMatchObject({
      status: 'does-not-build',
      service: 'storefront',
      errors: [{ file: 'internal/storefront/orders_client.go', line, column: 17 }],
    });
    expect(statusOf('storefront')).toMatchObject({ state: 'ready', build: { state: 'failed' } });
    await checkout();
    writeFileSync(file, original);
    await expect(runtime.apply(workspace, plain, never)).resolves.toMatchObject({ status: 'ok' });
    expect(statusOf('storefront')).toMatchObject({ state: 'ready', build: { state: 'current', errors: [] } });
  });

  test('an edit that ends at once does not start, and comes back when it is mended', async () => {
    const file = join(workspace, 'cmd/storefront/main.go');
    const original = readFileSync(file, 'utf8');
    writeFileSync(file, `${original}\nfunc init() { panic("no such luck") }\n`);
    const broken = await runtime.apply(workspace, plain, never);
    expect(broken).toMatchObject({
      status: 'does-not-start',
      service: 'storefront',
      exit: { code: 2, signal: null },
    });
    expect(JSON.stringify(broken)).toContain('no such luck');
    // The same edit again is judged the same.
    await expect(runtime.apply(workspace, plain, never)).resolves.toMatchObject({
      status: 'does-not-start',
    });
    writeFileSync(file, original);
    await expect(runtime.apply(workspace, plain, never)).resolves.toMatchObject({ status: 'ok' });
    await checkout();
  });

  test('a service that cannot start because Postgres hangs is broken, not the edit’s fault', async () => {
    const file = join(workspace, 'cmd/orders/main.go');
    const original = readFileSync(file, 'utf8');
    writeFileSync(file, `${original}\nvar harmless = 1\n`);
    const pid = pidOf('postgres');
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(runtime.apply(workspace, plain, never)).resolves.toMatchObject({
        status: 'broken',
        service: 'orders',
        part: 'postgres',
      });
    } finally {
      process.kill(pid, 'SIGCONT');
      writeFileSync(file, original);
    }
    expect(await eventually(allHealthy, 20_000)).toBe(true);
  });

  test('a service that somebody stops during its start is broken, not the edit’s fault', async () => {
    const slow = join(workspace, 'cmd/orders/slow.go');
    writeFileSync(slow, 'package main\n\nimport "time"\n\nfunc init() { time.Sleep(3 * time.Second) }\n');
    const before = pidOf('orders');
    const deploying = runtime.apply(workspace, plain, never);
    const newPid = () =>
      readRecords(folders.state).find(({ part, pid }) => part === 'orders' && pid !== before)?.pid;
    expect(await eventually(async () => newPid() !== undefined, 60_000)).toBe(true);
    const pid = newPid()!;
    process.kill(pid, 'SIGSTOP');
    try {
      const reason = expect.stringContaining('SIGSTOP');
      await expect(deploying).resolves.toMatchObject({ status: 'broken', service: 'orders', reason });
    } finally {
      process.kill(pid, 'SIGCONT');
      rmSync(slow);
    }
    await expect(runtime.apply(workspace, plain, never)).resolves.toMatchObject({ status: 'ok' });
  });

  test('a Collector configuration is refused with its error, and the old one goes on', async () => {
    writeFileSync(join(workspace, 'wrong.yaml'), 'receivers:\n  otlpp:\nservice:\n  pipelines: {}\n');
    const result = await runtime.apply(workspace, { collector: 'wrong.yaml', parts: [] }, never);
    expect(result).toMatchObject({
      status: 'does-not-configure',
      ...{ part: 'collector', file: 'wrong.yaml', line: 2, path: 'receivers::otlpp' },
      message: expect.stringContaining('unknown type: "otlpp"') as string,
    });
    expect(statusOf('collector').state).toBe('ready');
  });

  test('down ends every process, the port mapper too', async () => {
    const pids = readRecords(folders.state).map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThanOrEqual(BENCH_PARTS.length + 1);
    await runtime.down();
    expect(marked()).toEqual([]);
    expect(pids.filter((pid) => readdirSync('/proc').includes(String(pid)))).toEqual([]);
  });
});

const plain = { parts: [] };

function statusOf(part: Part) {
  return runtime.status().find((status) => status.part === part)!;
}

function pidOf(part: Part): number {
  return readRecords(folders.state).find((record) => record.part === part)!.pid;
}

async function allHealthy(): Promise<boolean> {
  const answers = await runtime.health(never);
  return answers.every(({ ok }) => ok) && runtime.status().every(({ state }) => state === 'ready');
}

async function checkout(bookId = 'b-100'): Promise<string> {
  const traceId = crypto.randomUUID().replaceAll('-', '');
  const response = await fetch(`${runtime.endpoints().storefront}/checkout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    body: JSON.stringify({ orderId: crypto.randomUUID(), bookId, card: '4242424242424242' }),
  });
  if (response.status !== 201)
    throw new Error(`checkout answered ${response.status}: ${await response.text()}`);
  return traceId;
}

interface OtlpSpan {
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string }[];
}

async function stored(traceId: string): Promise<OtlpSpan[]> {
  const headers = { accept: 'application/json' };
  const answer = await fetch(`${runtime.endpoints().tempo}/api/v2/traces/${traceId}`, { headers });
  const { trace } = (await answer.json()) as {
    trace: { resourceSpans?: { scopeSpans: { spans: OtlpSpan[] }[] }[] };
  };
  return (trace.resourceSpans ?? []).flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

async function eventually(condition: () => Promise<boolean>, within: number): Promise<boolean> {
  for (const end = Date.now() + within; Date.now() < end; await wait(50)) if (await condition()) return true;
  return false;
}

/** Processes that carry this instance's mark. */
function marked(): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(claim.instance);
    } catch {
      return false;
    }
  });
}
