import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { AttemptSchema } from '#api/lab-view.ts';
import { createAttempts } from '#bench/progress/attempts.ts';
import { openDatabase } from '#bench/progress/database.ts';

async function file() {
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-database-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, path: join(folder, 'spanwise.sqlite') };
}

const verdict = { status: 'pass' as const, title: 't', observed: 'o', expected: 'e', evidence: [] };

it('keeps attempts over a restart', async () => {
  const { path } = await file();
  const first = openDatabase(path);
  createAttempts(first.database).add({ lab: 'demo', step: 'one', time: 5, duration: 7, verdict });
  first.database.close();
  const second = openDatabase(path);
  expect(second.notice).toBeUndefined();
  const attempts = createAttempts(second.database);
  expect(attempts.ofLab('demo')).toEqual([
    { id: 1, number: 1, lab: 'demo', step: 'one', time: 5, duration: 7, verdict },
  ]);
  expect(attempts.passed('demo')).toEqual(new Set(['one']));
  expect(attempts.ofLab('other')).toEqual([]);
  second.database.close();
});

it('reads attempts that an early version stored, whose verdicts call the stage by its old name', async () => {
  const { path } = await file();
  const { database } = openDatabase(path);
  const old = JSON.stringify({ ...verdict, status: 'fail', rung: 'orders: its exporter sends' });
  database
    .prepare('INSERT INTO attempts (lab, step, time, duration, verdict) VALUES (?, ?, ?, ?, ?)')
    .run('demo', 'one', 5, 7, old);
  const [attempt] = createAttempts(database).ofLab('demo');
  expect(attempt?.verdict).toEqual({ ...verdict, status: 'fail', stage: 'orders: its exporter sends' });
  expect(AttemptSchema.safeParse(attempt).success).toBe(true);
  database.close();
});

it('reads evidence that was stored before evidence had kinds as evidence of spans', async () => {
  const { path } = await file();
  const { database } = openDatabase(path);
  const facts = [
    { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', service: 'orders', note: 'a' },
    { traceId: '', service: 'storefront', note: 'internal/a.go:31:2: undefined: x' },
  ];
  const old = JSON.stringify({ ...verdict, status: 'fail', evidence: facts });
  database
    .prepare('INSERT INTO attempts (lab, step, time, duration, verdict) VALUES (?, ?, ?, ?, ?)')
    .run('demo', 'one', 5, 7, old);
  const [attempt] = createAttempts(database).ofLab('demo');
  expect(attempt?.verdict.evidence).toEqual(facts.map((fact) => ({ kind: 'span', ...fact })));
  expect(AttemptSchema.safeParse(attempt).success).toBe(true);
  database.close();
});

it('puts a damaged file aside, whole, and says so', async () => {
  const { folder, path } = await file();
  await writeFile(
    path,
    'this is no database, it is a sentence that is longer than a header of one hundred bytes, surely',
  );
  const opened = openDatabase(path, () => 0);
  expect(opened.notice?.replaceAll(folder, '…')).toMatchInlineSnapshot(
    `"The record of attempts could not be read (file is not a database). It was kept as …/spanwise.sqlite.1970-01-01T00-00-00.000Z and a new one begun."`,
  );
  expect(createAttempts(opened.database).ofLab('demo')).toEqual([]);
  opened.database.close();
  const aside = (await readdir(folder)).find((name) => name.includes('1970'));
  expect(await readFile(join(folder, aside!), 'utf8')).toContain('this is no database');
});

it('puts a file of a later version aside and says so', async () => {
  const { folder, path } = await file();
  const later = new DatabaseSync(path);
  later.exec('CREATE TABLE attempts (other TEXT); PRAGMA user_version = 99');
  later.close();
  const opened = openDatabase(path, () => 0);
  expect(opened.notice?.replaceAll(folder, '…')).toMatchInlineSnapshot(
    `"The record of attempts could not be read (it has schema 99, this version of Spanwise knows 6). It was kept as …/spanwise.sqlite.1970-01-01T00-00-00.000Z and a new one begun."`,
  );
  opened.database.close();
});

it('never puts a file aside because it could not be reached', async () => {
  const { folder } = await file();
  expect(() => openDatabase(join(folder, 'missing', 'spanwise.sqlite'))).toThrow('unable to open');
});
