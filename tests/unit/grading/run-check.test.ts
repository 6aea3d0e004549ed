import { expect, test } from 'vitest';
import { monitorBench } from '#grading/bench-faults/bench-monitor.ts';
import type { Check } from '#grading/check.ts';
import { runCheck } from '#grading/run-check.ts';
import type { OptionalPart } from '#system/part-names.ts';
import { fakeBench } from './bench.ts';

const signal = new AbortController().signal;

/** A check that passes when nothing happens to the bench while `meanwhile` runs. */
function guarded(meanwhile: () => void): Check {
  return async ({ runtime }) => {
    const monitor = monitorBench(runtime, signal);
    meanwhile();
    const fault = await monitor.end();
    return { status: fault ? 'broken' : 'pass', finding: fault?.part ?? 'pass', evidence: [] };
  };
}

function run(parts: OptionalPart[], bench: ReturnType<typeof fakeBench>, check: Check) {
  const context = { runtime: bench.runtime, workspace: '', setup: { parts }, progress: () => {}, signal };
  return runCheck(check, context);
}

test('an optional part that the lab does not need may die, be built and be away', async () => {
  const bench = fakeBench(['jaeger', 'loki']);
  bench.change('loki', { state: 'building' });
  const check = guarded(() => {
    bench.change('jaeger', { state: 'dead', reason: 'ended by SIGKILL' });
    bench.silence('jaeger');
    bench.silence('loki');
  });
  expect(await run([], bench, check)).toMatchObject({ status: 'pass' });
});

test('one that it needs and that dies meanwhile is named', async () => {
  const bench = fakeBench(['loki']);
  const check = guarded(() => bench.change('loki', { state: 'dead', reason: 'ended by SIGKILL' }));
  expect(await run(['loki'], bench, check)).toMatchObject({ status: 'broken', finding: 'loki' });
});

test('one that it needs and that only stopped answering is named', async () => {
  const bench = fakeBench(['loki']);
  expect(
    await run(
      ['loki'],
      bench,
      guarded(() => bench.silence('loki')),
    ),
  ).toMatchObject({
    status: 'broken',
    finding: 'loki',
  });
});

test.each([
  ['building', undefined, 'it is built and started since its lab was opened; the page says how far that is'],
  ['stopped', undefined, 'its state is “stopped”'],
  ['failed', 'no network', 'no network'],
] as const)('one that is %s ends the check before it began', async (state, reason, said) => {
  const bench = fakeBench(['prometheus']);
  bench.change('prometheus', { state, ...(reason && { reason }) });
  const never: Check = () => Promise.reject(new Error('it was asked'));
  expect(await run(['prometheus'], bench, never)).toMatchObject({
    status: 'broken',
    values: { part: 'prometheus', reason: said },
  });
});

test.each(['local', 'kind'] as const)('one that a bench on %s runs without is named', async (name) => {
  const never: Check = () => Promise.reject(new Error('it was asked'));
  const bench = fakeBench();
  const { values } = await run(['jaeger'], { ...bench, runtime: { ...bench.runtime, name } }, never);
  expect(values?.reason).toBe(
    name === 'local'
      ? 'this bench runs without it; it comes when the lab is opened in the page, or with npm start -- --with jaeger'
      : 'a bench on kind does not run it',
  );
});

test('one that is just starting is left to the check, which waits for it', async () => {
  const bench = fakeBench(['loki']);
  bench.change('loki', { state: 'starting' });
  const check: Check = async () => ({ status: 'pass', finding: 'pass', evidence: [] });
  expect(await run(['loki'], bench, check)).toMatchObject({ status: 'pass' });
});

test('the parts every bench runs are watched as ever', async () => {
  const bench = fakeBench(['loki']);
  const check = guarded(() => bench.change('tempo', { generation: 2 }));
  expect(await run(['loki'], bench, check)).toMatchObject({ status: 'broken', finding: 'tempo' });
});
