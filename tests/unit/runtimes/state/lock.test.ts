import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { isAlive, startTimeOf } from '#runtimes/process/identity.ts';
import { releaseLock, StateFolderTaken, takeLock } from '#runtimes/state/lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwise-lock-'));
});

test('holds pid, start time, instance and port, for the owner only', () => {
  expect(takeLock(folder, 'one', 4600)).toBeUndefined();
  const record = JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'));
  expect(record).toEqual({
    pid: process.pid,
    startTime: startTimeOf(process.pid),
    instance: 'one',
    port: 4600,
  });
  expect(statSync(join(folder, 'lock.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['lock.json']);
});

test('a live holder is named, with what to do', () => {
  takeLock(folder, 'one', 4600);
  const attempt = () => takeLock(folder, 'two', 4600);
  expect(attempt).toThrow(StateFolderTaken);
  try {
    attempt();
  } catch (error) {
    const text = (error as Error).message
      .replaceAll(folder, '<folder>')
      .replaceAll(String(process.pid), '<pid>');
    expect(text).toMatchInlineSnapshot(
      `"Spanwise already runs on port 4600 as process <pid> and holds <folder>. Use it, end it (kill <pid>), or start this one on another port: npm start -- --port <port>"`,
    );
  }
});

test('a dead holder’s lock is taken over, and its record handed to the reaper', () => {
  const dead = { pid: process.pid, startTime: 'another boot:1', instance: 'dead', port: 4600 };
  writeFileSync(join(folder, 'lock.json'), JSON.stringify(dead));
  expect(isAlive(dead)).toBe(false);
  expect(takeLock(folder, 'next', 4600)).toEqual(dead);
  expect(() => takeLock(folder, 'third')).toThrow(StateFolderTaken);
  expect(readdirSync(folder)).toEqual(['lock.json']);
});

test('a lock file cut short is nobody’s', () => {
  writeFileSync(join(folder, 'lock.json'), '{"pid": 1');
  expect(takeLock(folder, 'next')).toBeUndefined();
});

test('only the holder gives it back', () => {
  takeLock(folder, 'one');
  releaseLock(folder, 'other');
  expect(readdirSync(folder)).toEqual(['lock.json']);
  releaseLock(folder, 'one');
  expect(readdirSync(folder)).toEqual([]);
});

test.each(['', 'null', '{}', '[]', '{"pid":1}', '{"pid":"x","startTime":1,"instance":"a"}', 'half a'])(
  'a lock that says %j is nobody’s',
  (text) => {
    writeFileSync(join(folder, 'lock.json'), text);
    expect(takeLock(folder, 'one')).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['lock.json']);
  },
);
