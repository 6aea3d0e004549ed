/**
 * Measures terminals against the least that could serve one: node-pty on a websocket, in the same process and
 * run. Prints a table; judges nothing. `node tests/bench/terminal.ts`, optionally with row numbers: P1 P3 …
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Line, openOurs, openRaw } from './lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanwise-bench-'));
const wanted = new Set(process.argv.slice(2));
const rows: Record<string, Record<string, string | number>> = {};

const server = fork(new URL('terminal-server.ts', import.meta.url), [], {
  env: { ...process.env, HOME: folder },
});
const [{ port }] = (await once(server, 'message')) as [{ port: number }];
const open = { ours: (name: string) => openOurs(port, name), raw: (name: string) => openRaw(port, name) };

await measure('P1 echo, p50/p99/p99.9 ms', 3, echo);
await measure('P2 echo, 10 others flooding', 1, echoInFlood);
await measure('P3 100 MB, MB/s and KiB a frame', 3, flood);
await measure('P9 yes and Ctrl-C, ms', 5, interrupt);
await measure('P12 paste 1 MB, ms', 3, paste);
await measure('P13 open to prompt, ms', 15, prompt);
if (wanted.size === 0 || wanted.has('P5')) await memory();
console.table(rows);
server.kill();
rmSync(folder, { recursive: true });

async function measure(
  name: string,
  repeats: number,
  run: (open: (name: string) => Promise<Line>) => Promise<number[]>,
): Promise<void> {
  if (wanted.size > 0 && !wanted.has(name.split(' ')[0]!)) return;
  const results: { ours: number[][]; raw: number[][] } = { ours: [], raw: [] };
  // Alternating, so that what else the machine does falls on both.
  for (let turn = 0; turn < repeats; turn += 1) {
    results.raw.push(await run(open.raw));
    results.ours.push(await run(open.ours));
  }
  const ours = medians(results.ours);
  const raw = medians(results.raw);
  const show = (values: number[]) => values.map((value) => value.toFixed(value < 10 ? 2 : 0)).join(' / ');
  rows[name] = { ours: show(ours), raw: show(raw), ratio: (ours[0]! / raw[0]!).toFixed(2) };
}

function medians(turns: number[][]): number[] {
  return turns[0]!.map((_, index) =>
    quantile(
      turns.map((turn) => turn[index]!),
      0.5,
    ),
  );
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

async function echo(openLine: (name: string) => Promise<Line>): Promise<number[]> {
  const line = await openLine('bash');
  await line.quiet(300);
  const times: number[] = [];
  for (let count = 0; count < 2000; count += 1) {
    const began = performance.now();
    line.type(count % 2 === 0 ? 'a' : '\x7f');
    await line.more();
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  line.close();
  return [0.5, 0.99, 0.999].map((share) => quantile(times, share));
}

async function echoInFlood(openLine: (name: string) => Promise<Line>): Promise<number[]> {
  const floods = await Promise.all(Array.from({ length: 10 }, () => openLine('yes')));
  const times = await echo(openLine);
  for (const line of floods) line.close();
  return times;
}

async function flood(openLine: (name: string) => Promise<Line>): Promise<number[]> {
  const line = await openLine('flood');
  await line.until('ready');
  const hash = createHash('sha256');
  let size = 0;
  let frames = 0;
  let began = 0;
  const done = new Promise<void>((resolve) => {
    line.onBytes = (bytes) => {
      if (size === 0) began = performance.now();
      hash.update(bytes);
      size += bytes.length;
      frames += 1;
      if (size >= 100_000_000) resolve();
    };
  });
  line.type('g');
  await done;
  const rate = 100 / ((performance.now() - began) / 1000);
  line.close();
  const expected = createHash('sha256').update(Buffer.alloc(100_000_000, 'y')).digest('hex');
  if (hash.digest('hex') !== expected) throw new Error(`${size} bytes arrived, but not the right ones`);
  return [rate, size / frames / 1024];
}

async function interrupt(openLine: (name: string) => Promise<Line>): Promise<number[]> {
  const line = await openLine('bash');
  await line.quiet(300);
  line.type('yes\r');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const began = performance.now();
  line.type('\x03');
  await line.until('$ ', '# ');
  const took = performance.now() - began;
  line.close();
  return [took];
}

async function paste(openLine: (name: string) => Promise<Line>): Promise<number[]> {
  const line = await openLine('paste');
  await line.until('ready');
  const text = `${'a line of pasted text that is neither long nor short\n'.repeat(20_000)}`;
  const began = performance.now();
  line.type(`${text}\x04`);
  await line.until('done');
  const took = performance.now() - began;
  line.close();
  if (readFileSync(join(folder, 'pasted'), 'utf8') !== text)
    throw new Error('The paste did not arrive byte for byte');
  return [took];
}

async function prompt(openLine: (name: string) => Promise<Line>): Promise<number[]> {
  const began = performance.now();
  const line = await openLine('bash');
  await line.until('$ ', '# ');
  const took = performance.now() - began;
  line.close();
  return [took];
}

async function memory(): Promise<void> {
  const ask = async (child: ChildProcess, kind: string) => {
    child.send({ kind });
    return ((await once(child, 'message')) as [{ rss: number; fds: number; threads: number }])[0];
  };
  for (const kind of ['raw', 'ours']) {
    await ask(server, `${kind}:40`);
    const before = await ask(server, 'usage');
    await ask(server, `${kind}:200`);
    const after = await ask(server, 'usage');
    const each = (name: 'rss' | 'fds' | 'threads') => (after[name] - before[name]) / 200;
    rows['P5 KiB, fds, threads a terminal'] = {
      ...rows['P5 KiB, fds, threads a terminal'],
      [kind]: `${(each('rss') / 1024).toFixed(1)} / ${each('fds').toFixed(1)} / ${each('threads').toFixed(1)}`,
    };
    await ask(server, 'clear');
  }
}
