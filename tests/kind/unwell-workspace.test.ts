import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepStart } from '#bench/workspace/module-files.ts';
import { findLabs } from '#cli/prove/find-lab.ts';
import { writeModule } from '#cli/prove/write-module.ts';
import { chooseRuntime, createRuntime } from '#runtimes/choice.ts';
import type { Phase, Runtime } from '#runtimes/runtime.ts';
import { claimState, type StateClaim } from '#runtimes/state/claim.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { labs, never } from './bench.ts';

let state: string;
let claim: StateClaim;
let runtime: Runtime;
let workspace: string;
let file: string;
let whole: string;
const phases = new Map<string, Phase>();

beforeAll(async () => {
  const choice = chooseRuntime({ runtime: 'kind' }, process.env);
  if (typeof choice === 'string') throw new Error(choice);
  state = await mkdtemp(join(tmpdir(), 'spanwise-kind-'));
  const folders = chooseFolders({ port: 0, state });
  claim = await claimState(folders);
  runtime = await createRuntime(choice, { folders, instance: claim.instance });
  workspace = join(state, 'workspace');
  const found = await findLabs(labs, 'split-trace', undefined);
  if (!found.ok) throw new Error(found.problem);
  await writeModule(workspace, await stepStart(labs, found.labs[0]!, 'break'));
  file = join(workspace, 'internal/storefront/orders_client.go');
  whole = await readFile(file, 'utf8');
});
afterAll(async () => {
  await runtime?.down();
  claim?.release();
  await rm(state, { recursive: true, force: true });
});

const up = () => runtime.up(workspace, (phase) => phases.set(phase.id, phase), never);
const storefront = () => runtime.status().find(({ part }) => part === 'storefront');
const others = () => runtime.status().filter(({ part }) => part !== 'storefront');
const deploy = () => runtime.apply(workspace, { parts: [] }, never);

describe('a start with a workspace that is not well', () => {
  test('that does not compile: all else is ready, a deploy says where, and mending it is enough', async () => {
    await writeFile(file, `${whole}\nfunc oops( {\n`);
    await up();
    expect(phases.get('parts')).toMatchObject({ state: 'failed', detail: 'storefront could not be built' });
    expect(storefront()).toMatchObject({ state: 'failed', reason: 'it could not be built' });
    expect(others().every((status) => status.state === 'ready')).toBe(true);
    expect(await deploy()).toMatchObject({ status: 'does-not-build', service: 'storefront' });
    await writeFile(file, whole);
    expect(await deploy()).toMatchObject({ status: 'ok' });
    expect(storefront()).toMatchObject({ state: 'ready' });
  });

  test('whose program ends by itself: said with its exit code, and mending it is enough', async () => {
    await writeFile(
      file,
      whole.replace('return &OrdersClient{', 'panic("no orders today")\n\treturn &OrdersClient{'),
    );
    await up();
    const said = expect.stringMatching(/^storefront is dead: ended with exit code 2;/) as string;
    expect(phases.get('parts')).toMatchObject({ state: 'failed', detail: said });
    const result = await deploy();
    expect(result).toMatchObject({ status: 'does-not-start', service: 'storefront', exit: { code: 2 } });
    expect(JSON.stringify(result)).toContain('panic: no orders today');
    await writeFile(file, whole);
    expect(await deploy()).toMatchObject({ status: 'ok' });
  });
});
