import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogLine, PartStatus, Phase, Runtime } from '#runtimes/runtime.ts';
import { BENCH_PARTS, OPTIONAL, type Part, SERVICES, type Service } from '#system/part-names.ts';

/** A runtime that was made and not brought up, and what a learner can do to its workspace. */
export interface ContractBench {
  runtime: Runtime;
  workspace: string;
  /** A configuration of the Collector's, relative to the workspace. */
  collector: string;
  /** What the runtime stands on, listed before the parts. */
  ground: readonly Part[];
  /** Changes the sources of one service so that its program is another and does the same. */
  edit(service: Service): Promise<void>;
  /** Changes them so that they do not compile; the result takes that back. */
  spoil(service: Service): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** The setup of a lab that has none. */
const PLAIN = { parts: [] };
const never = new AbortController().signal;
const reason = new Error('given up');
/** The service that is restarted; nothing else depends on its data. */
const PART = 'catalog';

/** What every runtime keeps to, whoever implements it. The cases are one story: each begins with what the last one left. */
export function runtimeContract(name: string, open: () => Promise<ContractBench>): void {
  describe(`the contract of a runtime, kept by ${name}`, () => {
    let bench: ContractBench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench?.close());
    describe('before the start', () => beforeStart(() => bench));
    describe('the start', () => theStart(() => bench));
    describe('a restart', () => restarts(() => bench));
    describe('watching', () => watching(() => bench));
    describe('an edit that is applied', () => edits(() => bench));
    describe('the Collector’s configuration', () => configurations(() => bench));
    describe('the environment of services', () => environments(() => bench));
    describe('the end', () => theEnd(() => bench));
  });
}

function beforeStart(bench: () => ContractBench): void {
  test('status lists every part in order, absent and never started', () => {
    const { runtime, ground } = bench();
    expect(runtime.status().map(({ part, state, generation }) => [part, state, generation])).toEqual(
      [...ground, ...BENCH_PARTS].map((part) => [part, 'absent', 0]),
    );
  });

  test('it has a name, and says how long spans wait', () => {
    expect(['local', 'kind']).toContain(bench().runtime.name);
    expect(bench().runtime.exportDelay).toBeGreaterThan(0);
  });

  test('each requirement is met or says which command helps', async () => {
    const requirements = await bench().runtime.check(never);
    expect(requirements.length).toBeGreaterThan(0);
    for (const { name, ok, detail, fix } of requirements) {
      expect([typeof name, typeof detail]).toEqual(['string', 'string']);
      expect(ok || fix).toBeTruthy();
    }
  });

  test('endpoints are on loopback, without a slash at the end, each its own', () => {
    const { servicesOtlp, ...here } = bench().runtime.endpoints();
    for (const url of Object.values(here)) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+(\/metrics)?$/);
    expect(new Set(Object.values(here)).size).toBe(8);
    expect(servicesOtlp).toMatch(/^http:\/\/[^/]+:\d+$/);
  });

  test('the variables of terminals are its endpoints', () => {
    const { runtime } = bench();
    const at = runtime.endpoints();
    const { KUBECONFIG, ...env } = runtime.env();
    expect(env).toEqual({
      STOREFRONT_URL: at.storefront,
      CATALOG_URL: at.catalog,
      ORDERS_URL: at.orders,
      PAYMENTS_WORKER_URL: at.paymentsWorker,
      TEMPO_URL: at.tempo,
      TEMPO_OTLP_URL: at.tempoOtlp,
      OTEL_EXPORTER_OTLP_ENDPOINT: at.otlpHttp,
      COLLECTOR_METRICS_URL: at.collectorMetrics,
    });
    expect(KUBECONFIG === undefined).toBe(runtime.name === 'local');
  });

  test('a start whose signal has aborted rejects and starts nothing', async () => {
    const { runtime, workspace } = bench();
    const phases: Phase[] = [];
    const up = runtime.up(workspace, (phase) => phases.push(phase), AbortSignal.abort(reason));
    await expect(up).rejects.toThrow();
    expect(phases).toEqual([]);
    expect(runtime.status().every(({ state }) => state === 'absent')).toBe(true);
  });
}

function theStart(bench: () => ContractBench): void {
  test('every phase is done, and every part ready and started', async () => {
    const { runtime, workspace, ground } = bench();
    const phases = new Map<string, Phase>();
    await runtime.up(workspace, (phase) => phases.set(phase.id, phase), never);
    expect(phases.size).toBeGreaterThan(0);
    // What is tried behind a start is no part of it.
    phases.delete('policies');
    expect([...phases.values()].filter(({ state }) => state !== 'done')).toEqual([]);
    expect(runtime.status().map(({ part, state }) => [part, state])).toEqual(
      [...ground, ...BENCH_PARTS].map((part) => [part, 'ready']),
    );
    expect(runtime.status().filter(({ generation }) => generation === 0)).toEqual([]);
  });

  test('only services have a build, and it is the workspace’s', () => {
    for (const { part, build } of bench().runtime.status())
      expect([part, build]).toEqual([
        part,
        SERVICES.some((one) => one === part) ? { state: 'current', errors: [] } : undefined,
      ]);
  });

  test('every part answers', async () => {
    const { runtime } = bench();
    const answers = await runtime.health(never);
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
    expect(names(answers)).toEqual(names(runtime.status()));
  });

  test('a question whose signal has aborted rejects', async () => {
    await expect(bench().runtime.health(AbortSignal.abort(reason))).rejects.toThrow();
  });

  test('a second start leaves what runs', async () => {
    const { runtime, workspace, ground } = bench();
    const before = shape(runtime);
    await runtime.up(workspace, () => undefined, never);
    expect(shape(runtime).slice(ground.length)).toEqual(before.slice(ground.length));
  });
}

function restarts(bench: () => ContractBench): void {
  test('makes the generation larger, of that part only, and resolves when it is ready', async () => {
    const { runtime } = bench();
    const before = generations(runtime);
    const status = await runtime.restart(PART, never);
    expect(status).toMatchObject({ part: PART, state: 'ready', generation: before.get(PART)! + 1 });
    expect(statusOf(runtime, PART)).toMatchObject({ state: 'ready', generation: status.generation });
    expect(grown(runtime, before)).toEqual([PART]);
  });

  test('of two parts at once gives both', async () => {
    const { runtime } = bench();
    const before = generations(runtime);
    const given = await Promise.all([runtime.restart(PART, never), runtime.restart('orders', never)]);
    expect(given.map(({ part, state }) => [part, state])).toEqual([
      [PART, 'ready'],
      ['orders', 'ready'],
    ]);
    expect(grown(runtime, before)).toEqual([PART, 'orders']);
  });

  test('of a part that this bench does not run starts nothing', async () => {
    const { runtime, ground } = bench();
    const absent = [...OPTIONAL, ...(ground.includes('cluster') ? [] : (['cluster'] as const))];
    for (const part of absent) {
      expect(await runtime.restart(part, never)).toMatchObject({ part, state: 'absent', generation: 0 });
      expect(runtime.logs(part)).toEqual([]);
    }
    expect(names(runtime.status())).toEqual([...ground, ...BENCH_PARTS].toSorted());
    expect(runtime.endpoints()).not.toHaveProperty('loki');
  });

  test('whose signal has aborted rejects, and the part runs on', async () => {
    const { runtime } = bench();
    const before = shape(runtime);
    await expect(runtime.restart(PART, AbortSignal.abort(reason))).rejects.toThrow();
    expect(shape(runtime)).toEqual(before);
  });

  test('that is given up half way rejects, and the next one mends it', async () => {
    const { runtime } = bench();
    const giving = new AbortController();
    const watch = new AbortController();
    runtime.watch(({ part }) => part === PART && giving.abort(reason), watch.signal);
    await expect(runtime.restart(PART, giving.signal)).rejects.toThrow();
    watch.abort();
    expect(await runtime.restart(PART, never)).toMatchObject({ part: PART, state: 'ready' });
  });
}

function watching(bench: () => ContractBench): void {
  test('tells of every state on the way of a restart, until its signal aborts', async () => {
    const { runtime } = bench();
    const seen: PartStatus[] = [];
    const stop = new AbortController();
    runtime.watch((status) => seen.push(status), stop.signal);
    runtime.watch((status) => seen.push(status), AbortSignal.abort(reason));
    const { generation } = await runtime.restart(PART, never);
    const own = seen.filter(({ part }) => part === PART);
    expect(own.some(({ state }) => state !== 'ready')).toBe(true);
    expect(own.at(-1)).toMatchObject({ state: 'ready', generation });
    expect(own.filter((status) => status.state === 'ready' && status.generation === generation)).toHaveLength(
      1,
    );
    stop.abort();
    const count = seen.length;
    await runtime.restart(PART, never);
    expect(seen).toHaveLength(count);
  });

  test('lines carry the generation that wrote them, oldest first', async () => {
    const { runtime } = bench();
    const { generation } = await runtime.restart(PART, never);
    await eventually(() => runtime.logs(PART).some((line) => line.generation === generation));
    const lines = runtime.logs(PART);
    expect(new Set(lines.map(({ part }) => part))).toEqual(new Set([PART]));
    expect(lines.map(({ time }) => time)).toEqual(lines.map(({ time }) => time).toSorted((a, b) => a - b));
    // A line of which somebody kept the time is read once, however often its runtime began to read.
    const written = lines.filter((line) => line.written !== undefined);
    expect(new Set(written.map((line) => `${line.written} ${line.text}`)).size).toBe(written.length);
    const starts = lines.flatMap((line) => line.generation ?? []);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts.length).toBeGreaterThan(0);
    expect(Math.max(...starts)).toBe(generation);
    expect(lines.find(({ text }) => text.startsWith('{'))?.fields).toBeTypeOf('object');
  });

  test('new lines are told until the signal aborts, each once', async () => {
    const { runtime } = bench();
    const told: LogLine[] = [];
    const stop = new AbortController();
    runtime.followLogs((line) => told.push(line), stop.signal);
    runtime.followLogs((line) => told.push(line), AbortSignal.abort(reason));
    const { generation } = await runtime.restart(PART, never);
    const fresh = () => told.filter((line) => line.part === PART && line.generation === generation);
    await eventually(() => fresh().length > 0);
    const kept = runtime.logs(PART).filter((line) => line.generation === generation);
    expect(fresh().slice(0, 3)).toEqual(kept.slice(0, 3));
    stop.abort();
    const count = told.length;
    await runtime.restart(PART, never);
    expect(told).toHaveLength(count);
  });

  test('what is given is the caller’s own', () => {
    const { runtime } = bench();
    const before = shape(runtime);
    runtime.status().length = 0;
    runtime.logs(PART).length = 0;
    expect(shape(runtime)).toEqual(before);
    expect(runtime.logs(PART).length).toBeGreaterThan(0);
  });
}

function edits(bench: () => ContractBench): void {
  test('of what runs already restarts nothing', async () => {
    const { runtime, workspace } = bench();
    const before = shape(runtime);
    expect(await runtime.apply(workspace, PLAIN, never)).toEqual({ status: 'ok', restarted: [] });
    expect(shape(runtime)).toEqual(before);
  });

  test('restarts the service that was edited, and no other', async () => {
    const { runtime, workspace, edit } = bench();
    const before = generations(runtime);
    await edit(PART);
    expect(await runtime.apply(workspace, PLAIN, never)).toEqual({ status: 'ok', restarted: [PART] });
    expect(grown(runtime, before)).toEqual([PART]);
    expect(statusOf(runtime, PART)).toMatchObject({ state: 'ready', build: { state: 'current' } });
  });

  test('of what does not compile says where, and the program before runs on', async () => {
    const { runtime, workspace, spoil } = bench();
    const before = shape(runtime);
    const mend = await spoil(PART);
    const result = await runtime.apply(workspace, PLAIN, never);
    expect(result).toMatchObject({
      status: 'does-not-build',
      service: PART,
      errors: [
        { file: expect.stringMatching(/\.go$/), line: expect.any(Number), message: expect.any(String) },
      ],
    });
    expect(shape(runtime)).toEqual(before);
    expect(statusOf(runtime, PART)?.build).toMatchObject({ state: 'failed' });
    await mend();
    expect(await runtime.apply(workspace, PLAIN, never)).toMatchObject({ status: 'ok' });
    expect(statusOf(runtime, PART)?.build).toEqual({ state: 'current', errors: [] });
  });

  test('whose signal has aborted rejects, and everything runs on', async () => {
    const { runtime, workspace } = bench();
    const before = shape(runtime);
    await expect(runtime.apply(workspace, PLAIN, AbortSignal.abort(reason))).rejects.toThrow();
    expect(shape(runtime)).toEqual(before);
  });
}

function configurations(bench: () => ContractBench): void {
  test('that is not there is refused by its name, and the Collector runs on', async () => {
    const { runtime, workspace } = bench();
    const before = shape(runtime);
    const result = await runtime.apply(workspace, { collector: 'nowhere.yaml', parts: [] }, never);
    expect(result).toEqual({
      ...{ status: 'does-not-configure', part: 'collector', file: 'nowhere.yaml' },
      message: 'the file is not there',
    });
    expect(shape(runtime)).toEqual(before);
  });

  test('that cannot be read is refused with its line, and the Collector runs on', async () => {
    const { runtime, workspace } = bench();
    const before = shape(runtime);
    await writeFile(join(workspace, 'spoilt.yaml'), 'receivers:\n  otlp: [\n');
    const result = await runtime.apply(workspace, { collector: 'spoilt.yaml', parts: [] }, never);
    expect(result).toMatchObject({ status: 'does-not-configure', part: 'collector', file: 'spoilt.yaml' });
    expect(result).toMatchObject({
      line: expect.any(Number) as number,
      message: expect.stringMatching(/^YAML: /) as string,
    });
    expect(shape(runtime)).toEqual(before);
  });

  test('is given to a new start of the Collector, and no other part; a second time to none', async () => {
    const { runtime, workspace, collector } = bench();
    const before = generations(runtime);
    const setup = { collector, parts: [] };
    expect(await runtime.apply(workspace, setup, never)).toEqual({ status: 'ok', restarted: ['collector'] });
    expect(grown(runtime, before)).toEqual(['collector']);
    expect(await runtime.apply(workspace, setup, never)).toEqual({ status: 'ok', restarted: [] });
  });

  test('that runs is told as a graph of pipelines', async () => {
    const graph = await bench().runtime.collectorGraph(never);
    const traces = graph?.pipelines['traces'];
    expect(traces).toMatchObject({ receivers: ['otlp'], exporters: [expect.any(String)] });
    expect(Object.keys(graph!.exporters)).toEqual(traces?.exporters);
  });

  test('of the bench’s own comes back with a setup that names none', async () => {
    const { runtime, workspace } = bench();
    expect(await runtime.apply(workspace, PLAIN, never)).toEqual({ status: 'ok', restarted: ['collector'] });
    expect(await runtime.apply(workspace, PLAIN, never)).toEqual({ status: 'ok', restarted: [] });
  });

  test('whose signal has aborted rejects', async () => {
    const { runtime, workspace, collector } = bench();
    const asked = runtime.apply(workspace, { collector, parts: [] }, AbortSignal.abort(reason));
    await expect(asked).rejects.toThrow();
    expect(statusOf(runtime, 'collector')).toMatchObject({ state: 'ready' });
  });
}

function environments(bench: () => ContractBench): void {
  const write = (text: string) => writeFile(join(bench().workspace, 'environment.yaml'), text);
  const setup = { environment: 'environment.yaml', parts: [] };

  test('restart the services whose variables differ, and no other; a second time none', async () => {
    const { runtime, workspace } = bench();
    const before = generations(runtime);
    await write(`${PART}:\n  OTEL_TRACES_SAMPLER: always_off\norders: {}\n`);
    expect(await runtime.apply(workspace, setup, never)).toEqual({ status: 'ok', restarted: [PART] });
    expect(grown(runtime, before)).toEqual([PART]);
    expect(await runtime.apply(workspace, setup, never)).toEqual({ status: 'ok', restarted: [] });
  });

  test('that name what is no service are refused with the line, and what runs stays', async () => {
    const { runtime, workspace } = bench();
    const before = shape(runtime);
    await write('catalog:\n  A: 1\nshop:\n  B: 2\n');
    expect(await runtime.apply(workspace, setup, never)).toMatchObject({
      ...{ status: 'does-not-configure', file: 'environment.yaml', line: 3, path: 'shop' },
    });
    expect(shape(runtime)).toEqual(before);
  });

  test('are taken back with a setup that names none', async () => {
    const { runtime, workspace } = bench();
    expect(await runtime.apply(workspace, PLAIN, never)).toEqual({ status: 'ok', restarted: [PART] });
  });
}

function theEnd(bench: () => ContractBench): void {
  let before: Map<Part, number>;

  test('leaves no part ready, and none that answers', async () => {
    const { runtime, ground } = bench();
    before = generations(runtime);
    await runtime.down();
    expect(
      runtime
        .status()
        .slice(ground.length)
        .filter(({ state }) => state === 'ready'),
    ).toEqual([]);
    expect((await runtime.health(never)).filter(({ ok }) => ok)).toEqual([]);
  });

  test('comes a second time without harm', async () => {
    await expect(bench().runtime.down()).resolves.toBeUndefined();
  });

  test('is not for ever: a start that is given up rejects, and the next brings every part back', async () => {
    const { runtime, workspace } = bench();
    const giving = new AbortController();
    await expect(runtime.up(workspace, () => giving.abort(reason), giving.signal)).rejects.toThrow();
    await runtime.up(workspace, () => undefined, never);
    expect(runtime.status().filter(({ state }) => state !== 'ready')).toEqual([]);
    // No start has the number of an earlier one, whatever became of the bench meanwhile.
    expect(runtime.status().filter(({ part, generation }) => generation < before.get(part)!)).toEqual([]);
    expect((await runtime.health(never)).filter(({ ok }) => !ok)).toEqual([]);
  });
}

function shape(runtime: Runtime): [Part, PartStatus['state'], number][] {
  return runtime.status().map(({ part, state, generation }) => [part, state, generation]);
}

function statusOf(runtime: Runtime, part: Part): PartStatus | undefined {
  return runtime.status().find((status) => status.part === part);
}

function generations(runtime: Runtime): Map<Part, number> {
  return new Map(runtime.status().map(({ part, generation }) => [part, generation]));
}

/** The parts that were started since, in the order of the bench. */
function grown(runtime: Runtime, before: ReadonlyMap<Part, number>): Part[] {
  return runtime.status().flatMap(({ part, generation }) => (generation > before.get(part)! ? [part] : []));
}

function names(of: readonly { part: Part }[]): Part[] {
  return of.map(({ part }) => part).toSorted();
}

/** Logs come through a pipe, or over a network: up to thirty seconds. */
async function eventually(condition: () => boolean): Promise<void> {
  for (const end = performance.now() + 30_000; !condition(); await wait(50))
    if (performance.now() > end) throw new Error(`not so within 30 s: ${condition}`);
}
