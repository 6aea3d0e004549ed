import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import { applyEdits } from '#grading/bench-faults/apply.ts';
import type { ApplyResult, Runtime } from '#runtimes/runtime.ts';

const never = new AbortController().signal;
const findings = await loadFindings(resolve(import.meta.dirname, '../../../../labs'), 'split-trace');

async function verdictOf(result: ApplyResult) {
  const runtime = { apply: async () => result } as unknown as Runtime;
  const judgement = await applyEdits(runtime, { workspace: '/workspace', setup: { parts: [] } }, never);
  return judgement && fillVerdict(judgement, findings, 'break');
}

describe('what becomes of an edit', () => {
  test('one that runs is graded on', async () => {
    expect(await verdictOf({ status: 'ok', restarted: ['orders'] })).toBeUndefined();
  });

  test('one that does not compile', async () => {
    const error = {
      file: 'internal/storefront/orders_client.go',
      line: 10,
      column: 2,
      message: 'undefined: x',
    };
    expect(
      await verdictOf({ status: 'does-not-build', service: 'storefront', errors: [error], output: '' }),
    ).toMatchInlineSnapshot(`
      {
        "evidence": [
          {
            "column": 2,
            "file": "internal/storefront/orders_client.go",
            "kind": "config",
            "line": 10,
            "note": "undefined: x",
          },
        ],
        "expected": "The edited code compiles, so that there is something to judge.",
        "finding": "does-not-build",
        "next": "Fix what the compiler names there, and check again.",
        "observed": "The compiler stops at internal/storefront/orders_client.go:10:2: undefined: x",
        "stage": undefined,
        "status": "fail",
        "title": "storefront does not compile",
        "where": "internal/storefront/orders_client.go:10:2",
      }
    `);
  });

  test('a configuration that is refused', async () => {
    const verdict = await verdictOf({
      ...{ status: 'does-not-configure', part: 'collector', file: 'collector/collector.yaml', line: 12 },
      ...{ path: 'service::pipelines::traces', message: 'must have at least one exporter' },
    });
    expect(verdict).toMatchInlineSnapshot(`
      {
        "evidence": [
          {
            "file": "collector/collector.yaml",
            "kind": "config",
            "line": 12,
            "note": "must have at least one exporter",
          },
        ],
        "expected": "A file that collector reads and starts with, so that there is something to judge.",
        "finding": "does-not-configure",
        "next": "Fix that place, and check again. Until then collector runs as it did before the edit.",
        "observed": "What it says of collector/collector.yaml:12: must have at least one exporter",
        "stage": undefined,
        "status": "fail",
        "title": "collector does not take its configuration",
        "where": "collector/collector.yaml:12",
      }
    `);
  });

  test('one that crashes at its start', async () => {
    const lastLines = ['{"msg":"hello"}', 'panic: boom', '', 'goroutine 1 [running]:'];
    expect(
      await verdictOf({
        status: 'does-not-start',
        service: 'orders',
        lastLines,
        exit: { code: 2, signal: null },
      }),
    ).toMatchInlineSnapshot(`
      {
        "evidence": [
          {
            "kind": "log",
            "line": "panic: boom",
            "service": "orders",
          },
          {
            "kind": "log",
            "line": "goroutine 1 [running]:",
            "service": "orders",
          },
        ],
        "expected": "The service starts, answers, and keeps running while a checkout passes through it.",
        "finding": "does-not-start",
        "next": "Read the log of orders, and check again.",
        "observed": "The program was built from your files, and ended with exit code 2 during its start. What it said: panic: boom",
        "stage": "orders: answers",
        "status": "fail",
        "title": "orders does not start",
        "where": "The code that orders runs when it starts or handles a request",
      }
    `);
  });

  test('one that panics in the learner’s code is led to that place, without the stack', async () => {
    const stack = [
      'goroutine 9 [running]:',
      'panic({0xc01540?, 0x284f95976390?})',
      '\t/usr/local/go/src/runtime/panic.go:860 +0x13a',
      'bookstore/internal/queue.headerCarrier.Get(0x284f958a37ef?, {0xd5334e?, 0x0?})',
      '\t/x/workspaces/across-the-queue/internal/queue/carrier.go:15 +0x57',
    ];
    const verdict = await verdictOf({
      ...{ status: 'does-not-start', service: 'payments-worker', exit: { code: 2, signal: null } },
      lastLines: ['panic: boom', '', ...stack],
    });
    expect(verdict?.where).toBe(
      '`internal/queue/carrier.go:15`, in `headerCarrier.Get`, where payments-worker panicked',
    );
    expect(verdict?.evidence).toEqual([{ kind: 'log', service: 'payments-worker', line: 'panic: boom' }]);
  });

  test.each([
    [
      'os.Exit after a complaint',
      ['{"level":"ERROR","msg":"service failed","error":"no port"}', '{"level":"INFO","msg":"bye"}'],
      'service failed: no port',
    ],
    [
      'log.Fatal',
      ['2026/11/24 17:00:00 no config', '{"level":"INFO","msg":"bye"}'],
      '2026/11/24 17:00:00 no config',
    ],
    [
      'os.Exit without a word',
      ['{"level":"INFO","msg":"waiting for messages"}', ''],
      'nothing of an error; its last line was “waiting for messages”',
    ],
  ])('one that ends with %s is quoted with what tells most', async (_, lastLines, said) => {
    const exit = { code: 3, signal: null };
    const verdict = await verdictOf({ status: 'does-not-start', service: 'orders', lastLines, exit });
    expect(verdict?.observed).toBe(
      `The program was built from your files, and ended with exit code 3 during its start. What it said: ${said}`,
    );
  });

  test('one that never becomes ready', async () => {
    const verdict = await verdictOf({
      status: 'does-not-start',
      service: 'orders',
      lastLines: [],
      exit: null,
    });
    expect(verdict?.observed).toBe(
      'The program was built from your files, and runs, but does not become ready. What it said: nothing',
    );
  });

  test('a bench that cannot run it', async () => {
    const verdict = await verdictOf({
      status: 'broken',
      service: 'orders',
      part: 'rabbitmq',
      reason: 'gone',
    });
    expect(verdict).toMatchObject({ status: 'broken', stage: 'rabbitmq: answers' });
  });
});
