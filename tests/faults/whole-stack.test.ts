import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCheck } from '#grading/run-check.ts';
import { createLocalRuntime } from '#runtimes/local/runtime.ts';
import type { Phase, Runtime } from '#runtimes/runtime.ts';
import { claimState, type StateClaim } from '#runtimes/state/claim.ts';
import { chooseFolders, type Folders } from '#runtimes/state/folders.ts';
import { readRecords } from '#runtimes/state/processes.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import { untilStarted } from '#runtimes/until-started.ts';
import { BENCH_PARTS, OPTIONAL, type OptionalPart, type Part, SERVICES } from '#system/part-names.ts';
import { collectorCounts } from '#telemetry/clients/collector-metrics.ts';
import { checks } from '../../labs/split-trace/checks.ts';
import { becomesSo as eventually, hasAll, readersOf } from '../stack-readers.ts';

const never = new AbortController().signal;
const bookstore = resolve(import.meta.dirname, '../../labs/bookstore');
const phases = new Map<string, Phase>();
let folders: Folders;
let claim: StateClaim;
let runtime: Runtime;
let workspace: string;
const { checkout, inJaeger, inLoki, inPrometheus, inTempo } = readersOf(() => runtime);

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-whole-'));
  folders = chooseFolders({ port: 0, state: join(folder, 'state') });
  workspace = join(folder, 'workspace');
  cpSync(bookstore, workspace, { recursive: true });
  claim = await claimState(folders);
  runtime = await createLocalRuntime({ folders, instance: claim.instance });
  await runtime.up(workspace, (phase) => phases.set(phase.id, phase), never, [
    'loki',
    'prometheus',
    'jaeger',
  ]);
});

afterAll(async () => {
  await runtime?.down();
  claim?.release();
  await removeState(folders);
});

describe('the local runtime with every optional part', () => {
  test('labs need not wait for them, and all of them come', async () => {
    const states = new Map(runtime.status().map(({ part, state }) => [part, state]));
    expect([...states.keys()]).toEqual([...BENCH_PARTS, ...OPTIONAL]);
    expect(BENCH_PARTS.map((part) => states.get(part))).toEqual(BENCH_PARTS.map(() => 'ready'));
    await untilStarted(runtime, never);
    const open = [...phases.values()].filter((phase) => phase.state !== 'done');
    expect(open).toEqual([]);
    expect(await eventually(allHealthy, 10_000)).toBe(true);
    console.log([...phases.values()].map(({ title, elapsed }) => `${title}: ${elapsed} ms`).join('\n'));
  });

  test('a checkout is one trace, in Tempo and in Jaeger', async () => {
    const traceId = await checkout();
    for (const read of [inTempo, inJaeger]) {
      expect(await eventually(async () => hasAll(await read(traceId)), 10_000)).toBe(true);
    }
    expect((await inJaeger(traceId)).length).toBe((await inTempo(traceId)).length);
  });

  test('the lines of a checkout are found in Loki by its trace id', async () => {
    const traceId = await checkout();
    for (const service of SERVICES) {
      expect(await eventually(async () => (await inLoki(service, traceId)).length > 0, 10_000)).toBe(true);
    }
    const expected = runtime.logs('orders').filter(({ fields }) => fields?.trace_id === traceId);
    const found = await inLoki('orders', traceId);
    expect(found.map(({ line }) => line)).toEqual(expected.map(({ fields }) => fields?.msg));
    expect(found[0]!.labels).toMatchObject({
      service_name: 'orders',
      trace_id: traceId,
      span_id: expected[0]!.fields?.span_id,
      detected_level: 'info',
    });
  });

  test('Prometheus has every target and counts requests', async () => {
    await checkout();
    const up = async () => (await inPrometheus('up == 1')).length === SERVICES.length + 2;
    expect(await eventually(up, 30_000)).toBe(true);
    const counter =
      'bookstore_http_request_duration_seconds_count{service_name="storefront",route="POST /checkout"}';
    expect(await eventually(async () => Number((await inPrometheus(counter))[0]) > 0, 15_000)).toBe(true);
  });

  test('terminals and checks are told where they are', () => {
    const { prometheus, jaeger, loki } = runtime.endpoints();
    expect(runtime.env()).toMatchObject({ PROMETHEUS_URL: prometheus, JAEGER_URL: jaeger, LOKI_URL: loki });
  });

  test.each(OPTIONAL)('kill -9 of %s is noticed with its reason and mended', async (part) => {
    const before = statusOf(part).generation;
    process.kill(pidOf(part), 'SIGKILL');
    expect(await eventually(async () => statusOf(part).state !== 'ready', 15_000)).toBe(true);
    expect(statusOf(part).reason).toContain('ended by SIGKILL');
    // Lines written meanwhile wait for Loki.
    const traceId = await checkout();
    expect(await eventually(allHealthy, 90_000)).toBe(true);
    expect(statusOf(part)).toMatchObject({ state: 'ready', generation: before + 1 });
    expect(await eventually(async () => (await inLoki('orders', traceId)).length > 0, 15_000)).toBe(true);
    const next = await checkout();
    expect(await eventually(async () => hasAll(await inJaeger(next)), 10_000)).toBe(true);
  });

  test.each(OPTIONAL)('%s that hangs is named where a lab needs it, and nowhere else', async (part) => {
    const pid = pidOf(part);
    process.kill(pid, 'SIGSTOP');
    try {
      expect(await grade([])).toMatchObject({ status: 'pass' });
      expect(await grade([part])).toMatchObject({ status: 'broken', values: { part } });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await eventually(allHealthy, 20_000)).toBe(true);
  });

  test('a check passes on the whole stack', async () => {
    expect(await grade([...OPTIONAL])).toMatchObject({ status: 'pass' });
  });

  test('the Collector’s counts are those of the way to Tempo, without the copies', async () => {
    const before = await counts();
    await checkout();
    const sentOnce = async () => {
      const after = await counts();
      const accepted = after.accepted - before.accepted;
      return accepted >= 4 && after.sent - before.sent === accepted;
    };
    expect(await eventually(sentOnce, 10_000)).toBe(true);
  });

  test('a configuration of a learner’s own runs alone, and the lost lines are told', async () => {
    const own = resolve(import.meta.dirname, '../../labs/stack/collector/collector.yaml');
    cpSync(own, join(workspace, 'own.yaml'));
    const setup = { collector: 'own.yaml', parts: [] };
    await expect(runtime.apply(workspace, setup, never)).resolves.toMatchObject({ restarted: ['collector'] });
    await checkout();
    const told = () => runtime.logs('loki').some(({ text }) => /not in Loki: \d+ \(.*404/.test(text));
    expect(await eventually(async () => told(), 15_000)).toBe(true);
    const back = runtime.apply(workspace, { parts: [] }, never);
    await expect(back).resolves.toMatchObject({ restarted: ['collector'] });
    const traceId = await checkout();
    expect(await eventually(async () => (await inLoki('orders', traceId)).length > 0, 15_000)).toBe(true);
  });

  test('down ends them too', async () => {
    const pids = readRecords(folders.state).map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThanOrEqual(BENCH_PARTS.length + OPTIONAL.length);
    await runtime.down();
    expect(pids.filter(isThere)).toEqual([]);
  });
});

function grade(parts: OptionalPart[]) {
  const context = { runtime, workspace, setup: { parts }, progress: () => {}, signal: never };
  return runCheck(checks['baseline']!, context);
}

async function counts() {
  const answer = await collectorCounts(runtime.endpoints().collectorMetrics, never);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

function statusOf(part: Part) {
  return runtime.status().find((status) => status.part === part)!;
}

function pidOf(part: Part): number {
  return readRecords(folders.state).findLast((record) => record.part === part)!.pid;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function allHealthy(): Promise<boolean> {
  const answers = await runtime.health(never);
  return answers.every(({ ok }) => ok) && runtime.status().every(({ state }) => state === 'ready');
}
